"""Where the States are, as GeoJSON (RFC 7946): a label point for each, and no boundary. Pure.

A point is where a map writes the name. What a State has, `rows.py` says.
"""

from collections.abc import Sequence
from typing import Any

from pledge_site.domain.states import find

Row = dict[str, Any]
MAP_NOTICE = "The points imply no opinion on the status or the boundaries of any territory."


def collection(stamped: Row, rows: Sequence[Row]) -> Row:
    """Return rows of States as a collection of points, with the stamp beside them."""
    features = [feature(row) for row in rows]
    return {
        "type": "FeatureCollection",
        **stamped,
        "map_notice": MAP_NOTICE,
        "count": len(features),
        "features": features,
    }


def feature(row: Row) -> Row:
    """Return one row of a State as a point.

    :raises LookupError: the row is of no State on the list.
    """
    state = find(row["iso3"])
    if state is None:
        raise LookupError(row["iso3"])
    return {
        "type": "Feature",
        "id": state.iso3,
        # Longitude first, in degrees of WGS 84.
        "geometry": {"type": "Point", "coordinates": [state.lon, state.lat]},
        "properties": row,
    }
