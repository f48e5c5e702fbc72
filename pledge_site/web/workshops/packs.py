"""Sheets for the field, open to everyone: to read, to print, to hand out. No account, no cookie.

What stands in them is read in `leaflets.py`; nothing here knows what a group said.
"""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, render_template

from pledge_site.domain.workshops.importing import COLUMNS
from pledge_site.kernel.text import csv_cell
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page, shown_snapshot
from pledge_site.web.edge.papers import frame, public_paper
from pledge_site.web.workshops.leaflets import KINDS, Leaflet, leaflet, written

blueprint = Blueprint("packs", __name__, url_prefix="/<lang>/workshops/packs")

# When the sheets were last written; a PDF says when it is from.
_OF = datetime(2026, 11, 24, tzinfo=UTC)
_PACK = f"<any({', '.join(f'{chr(34)}{kind}{chr(34)}' for kind in KINDS)}):pack>"


@blueprint.get("/", endpoint="index")
@public_page()
def list_of_packs() -> str:
    """List the sheets that there are."""
    return render_template(
        "workshops/packs/index.html",
        index=written(language().code, "index"),
        sheets=[leaflet(kind) for kind in KINDS],
    )


@blueprint.get(f"/{_PACK}/")
@public_page()
def sheet(pack: str) -> str:
    """Show one sheet, to read and to print."""
    return render_template(
        "workshops/packs/sheet.html",
        index=written(language().code, "index"),
        sheet=leaflet(pack),
    )


@blueprint.get(f"/{_PACK}.pdf")
def sheet_pdf(pack: str) -> Response:
    """Send one sheet as a PDF."""
    name = f"{pack}-{language().code}.pdf"
    return public_paper("pack", lambda: (_document(leaflet(pack)), _OF), name=name)


@blueprint.get("/record.csv")
@public_page(
    kind="text/csv; charset=utf-8; header=present",
    headers={"Content-Disposition": 'attachment; filename="record.csv"'},
)
def sample() -> str:
    """Give a file of invented things said, with the columns that are read in."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for row in written(language().code, "index")["sample"]:
        lines.writerow([csv_cell(cell) for cell in row])
    # Spreadsheets garble Arabic, Chinese and Russian without the mark.
    return "\ufeff" + out.getvalue()


def _document(sheet: Leaflet) -> dict[str, Any]:
    """Write a sheet as the layout `pack` asks for it."""
    snapshot = shown_snapshot()
    is_demonstration = bool(snapshot and snapshot.document["demonstration"])
    return {
        **frame(sheet.title, sheet.title, is_demonstration=is_demonstration),
        "lead": sheet.lead,
        "parts": [part._asdict() for part in sheet.parts],
    }
