"""The routes of what the explorer hands out as files: its figures, and each chart as SVG, PNG, CSV.

The page itself is in `blueprint.py`.
"""

import csv
import hashlib
import io
from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, request

from pledge_site.kernel.text import csv_cell
from pledge_site.outlets.lettering import lettered_png
from pledge_site.web.edge.packed import PUBLIC
from pledge_site.web.edge.pages import public_page
from pledge_site.web.edge.shelf import Shelf
from pledge_site.web.public import charts, explorer_asked, figure
from pledge_site.web.public.campaigns import Shown, campaign_asked

blueprint = Blueprint("charts", __name__, url_prefix="/<lang>/map")

_PARAMS = ("campaign", "as_of")
_SHELF = "chart_pictures"
_ROOM = 8 * 1024 * 1024
_PIXELS = 1_600
# A picture that stands alone may be opened by itself: nothing in it runs or asks for anything.
_STANDS_ALONE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


@dataclass(frozen=True, slots=True)
class _Picture:
    content: bytes
    mark: str

    @property
    def size(self) -> int:
        return len(self.content)


def _campaign() -> Shown:
    return explorer_asked.then(campaign_asked(), explorer_asked.day_asked())


def _chart(name: str) -> charts.Chart:
    campaign = _campaign()
    if name not in charts.NAMES or (campaign.is_endorsement and name == "capabilities"):
        abort(404)
    return charts.chart(name, campaign)


@blueprint.get("/figure.json")
@public_page(explorer_asked.PARAMS, kind="application/json")
def figures() -> str | Response:
    """Hand out what the explorer's script draws."""
    wanted = explorer_asked.read()
    if isinstance(wanted, str):
        abort(404)
    return figure.written(wanted)


@blueprint.get("/charts/<name>.svg")
@public_page(_PARAMS, kind="image/svg+xml; charset=utf-8", headers=_STANDS_ALONE)
def svg(name: str) -> str:
    """Draw a chart as a picture that stands alone."""
    return _chart(name).draw(True)


@blueprint.get("/charts/<name>.csv")
@public_page(_PARAMS, kind="text/csv; charset=utf-8; header=present")
def sheet(name: str) -> str:
    """Write the figures of a chart as a sheet, every row with its snapshot and licence."""
    chart, stamp = _chart(name), charts.stamped(_campaign())
    out = io.StringIO()
    # Spreadsheets garble what has no mark at its start.
    out.write("\ufeff")
    rows = csv.writer(out)
    rows.writerow([*stamp, *chart.codes[0]])
    rows.writerows([csv_cell(cell) for cell in (*stamp.values(), *row)] for row in chart.codes[1:])
    return out.getvalue()


@blueprint.get("/charts/<name>.png")
@public_page(_PARAMS, headers=_STANDS_ALONE)
def png(name: str) -> Response:
    """Draw a chart as a picture of points; the same drawing is made once."""
    drawn = _chart(name).draw(True)
    shelf: Shelf[_Picture] = current_app.extensions.setdefault(_SHELF, Shelf(_ROOM))
    mark = hashlib.sha256(drawn.encode()).hexdigest()[:24]

    def make() -> _Picture:
        return _Picture(lettered_png(drawn, width=_PIXELS), mark)

    picture = shelf.find_or_make(mark, make)
    if picture is None:
        abort(503)
    response = Response(picture.content, mimetype="image/png")
    response.headers["Cache-Control"] = PUBLIC
    response.set_etag(picture.mark)
    response.make_conditional(request)
    return response
