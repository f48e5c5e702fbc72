"""The figures of the explorer, made with plotly.py: the world by class of State, and over time.

What is coloured is decided in `colouring.py`, what is counted in `charts/series.py`; words are the
edge's. A colour is the name of one in the style sheet: the page puts in what it stands for, so
that a figure follows the reader's scheme.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledge_site.domain.atlas.charts.series import Day
from pledge_site.domain.atlas.shapes import atlas
from pledge_site.domain.states import all_states

# Fill, line, and the mark of a small State, by look: a colour never says it alone.
_LOOKS: Mapping[str, tuple[str, str, str]] = {
    "deposited": ("--deposited", "--map-line", "circle"),
    "announced": ("--announced-soft", "--announced", "circle-open-dot"),
    "on_hold": ("--on-hold-soft", "--on-hold", "diamond"),
    "withdrawn": ("--withdrawn-soft", "--withdrawn", "x"),
    "nothing": ("--nothing", "--nothing-line", "circle"),
    "without": ("--deposited-soft", "--deposited", "circle-open"),
    "statement": ("--on-hold", "--map-line", "square"),
    "group-1": ("--group-1", "--map-line", "circle"),
    "group-2": ("--group-2-soft", "--group-2", "square"),
    "group-3": ("--group-3-soft", "--group-3", "diamond"),
    "group-4": ("--group-4-soft", "--group-4", "triangle-up"),
    "group-5": ("--group-5-soft", "--group-5", "cross"),
}
# Longitude and latitude of the middle, and how much larger than the whole world.
REGIONS: Mapping[str, tuple[float, float, float]] = {
    "world": (11, 12, 1),
    "africa": (18, 2, 2.6),
    "americas": (-80, 10, 1.7),
    "asia": (85, 28, 2.2),
    "caribbean": (-68, 16, 9),
    "europe": (15, 52, 4.6),
    "pacific": (165, -10, 3),
}
_UNSEEN = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Class:
    """States that look the same: how, in which words, and which, by code."""

    look: str
    words: str
    states: tuple[str, ...]


def world(classes: Sequence[Class], names: Mapping[str, str], *, rtl: bool) -> dict[str, Any]:
    """Return the map as a figure: for each class its shapes, then its small States.

    :param names: what a pointer shows for a State, by code, before the words of its class.
    """
    import plotly.graph_objects as go  # heavy: only where a reader opens the explorer

    figure = go.Figure()
    for each in classes:
        said = {code: f"{names[code]}: {each.words}" for code in each.states}
        figure.add_trace(go.Choropleth(**_shapes(each, said)))
        figure.add_trace(go.Scattergeo(**_small(each, said)))
    longitude, latitude, _ = REGIONS["world"]
    figure.update_layout(
        **_layout(rtl=rtl),
        dragmode="pan",
        geo={
            "projection": {"type": "equal earth", "rotation": {"lon": longitude}, "scale": 1},
            "center": {"lon": longitude, "lat": latitude},
            "lataxis": {"range": [-58, 85]},
            "resolution": 50,
            "fitbounds": False,
            "bgcolor": _UNSEEN,
            "showframe": False,
            "showcoastlines": False,
            "showcountries": False,
            "showlakes": False,
            "showland": True,
            "landcolor": "var(--land)",
        },
    )
    return _plain(figure)


def small_places() -> dict[str, tuple[float, float]]:
    """Return where a State stands that is too small for its shape: longitude, latitude, by code."""
    circled = {mark.iso3 for mark in atlas().every_mark() if mark.circle}
    return {state.iso3: (state.lon, state.lat) for state in all_states() if state.iso3 in circled}


def over_time(
    days: Sequence[Day], target: int | None, words: Mapping[str, str], *, rtl: bool
) -> dict[str, Any]:
    """Return pledges over time as a figure.

    :param words: of `deposited`, `either` and `target`; `ticks` is how a day is written short.
    """
    import plotly.graph_objects as go  # heavy: only where a reader opens the explorer

    dates = [each.day.isoformat() for each in days]
    lines = {
        "deposited": ([each.deposited for each in days], "solid"),
        "either": ([each.deposited + each.announced for each in days], "dot"),
    }
    if target:
        lines["target"] = ([target] * len(days), "dash")
    figure = go.Figure()
    for code, (values, dash) in lines.items():
        colour = "var(--accent)" if code == "target" else "var(--deposited)"
        figure.add_trace(
            go.Scatter(
                x=dates,
                y=values,
                name=words[code],
                mode="lines",
                line={"shape": "hv", "dash": dash, "color": colour, "width": 2.5},
            )
        )
    axis = {"gridcolor": "var(--line)", "zerolinecolor": "var(--line)", "fixedrange": True}
    figure.update_layout(
        **_layout(rtl=rtl),
        hovermode="x unified",
        xaxis={**axis, "type": "date", "autorange": "reversed" if rtl else True},
        yaxis={**axis, "rangemode": "tozero", "side": "right" if rtl else "left"},
    )
    figure.update_layout(
        margin={"l": 40, "r": 40, "t": 60, "b": 32},
        legend={"y": 1.02, "yanchor": "bottom"},
        xaxis_tickformat=words["ticks"],
    )
    return _plain(figure)


def _shapes(each: Class, said: Mapping[str, str]) -> dict[str, Any]:
    fill, line, _ = _LOOKS[each.look]
    return {
        "name": each.words,
        "locations": list(said),
        "text": list(said.values()),
        "z": [1] * len(said),
        "colorscale": [[0, f"var({fill})"], [1, f"var({fill})"]],
        "marker": {"line": {"color": f"var({line})", "width": 0.7}},
        "showscale": False,
        "showlegend": bool(said) and not small_places().keys() & said.keys(),
        "legendgroup": each.look,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _small(each: Class, said: Mapping[str, str]) -> dict[str, Any]:
    fill, line, symbol = _LOOKS[each.look]
    places = {code: at for code, at in small_places().items() if code in said}
    solid = each.look in ("deposited", "nothing", "group-1", "statement")
    return {
        "name": each.words,
        "lon": [at[0] for at in places.values()],
        "lat": [at[1] for at in places.values()],
        "text": [said[code] for code in places],
        "customdata": list(places),
        "mode": "markers",
        "marker": {
            "symbol": symbol,
            "size": 10,
            "color": f"var({fill if solid else line})",
            "line": {"color": f"var({line})", "width": 1},
        },
        "showlegend": True,
        "legendgroup": each.look,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _layout(*, rtl: bool) -> dict[str, Any]:
    return {
        "template": "none",
        "margin": dict.fromkeys("lrtb", 0),
        "paper_bgcolor": _UNSEEN,
        "plot_bgcolor": _UNSEEN,
        "font": {"color": "var(--ink)", "family": "var(--sans)", "size": 14},
        "hoverlabel": {
            "bgcolor": "var(--paper-raised)",
            "bordercolor": "var(--line-strong)",
            "font": {"color": "var(--ink)"},
            "align": "right" if rtl else "left",
        },
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top", "itemclick": "toggle"},
        "modebar": {
            "orientation": "v",
            "bgcolor": _UNSEEN,
            "color": "var(--ink-soft)",
            "activecolor": "var(--ink)",
        },
    }


def _plain(figure: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(figure.to_json())
    return plain
