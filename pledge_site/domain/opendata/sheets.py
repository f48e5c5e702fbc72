"""The public lists as CSV: one row a State or pledge, every row with its snapshot and licence.

UTF-8 with a byte order mark, since spreadsheets garble Arabic, Chinese and Russian without it.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.text import csv_cell

Row = dict[str, Any]

_STAMPED = ("snapshot", "as_of", "campaign", "demonstration", "licence")
_NAMES = tuple(f"name_{code}" for code in CODES)
STATES = (
    *_STAMPED, "iso3", "iso2", "m49", *_NAMES, "status", "group", "subregion", "standing", "since",
    "reference", "version", "commitments",
)  # fmt: skip
# Only in the archive: what the pledges hold, a line for each part.
COMMITMENTS = (
    *_STAMPED, "reference", "state", "states", "standing", "version", "language", "place", *FIELDS,
)  # fmt: skip
ANSWERS = (
    *_STAMPED, "reference", "state", "states", "standing", "version", "language", "clause",
    "answer", "statement",
)  # fmt: skip
CLAUSES = (
    *_STAMPED, "text_version", "clause", "place",
    *(f"{part}_{code}" for code in CODES for part in ("heading", "body")),
    "adopt", "adopt_with_statement", "not_yet",
)  # fmt: skip
PLEDGES = (
    *_STAMPED, "reference", "state", *_NAMES, "group", "standing", "since", "version",
    "message_language", "commitments", "title", "source", "joint", "states", "left",
)  # fmt: skip


def write(columns: Sequence[str], stamped: Row, rows: Sequence[Row]) -> bytes:
    """Write rows under the names of their columns; cells a spreadsheet would run are escaped."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(columns)
    for row in rows:
        names = {f"name_{code}": name for code, name in row.get("names", {}).items()}
        cells = {**stamped, **row, **names}
        sheet.writerow([csv_cell(_cell(cells[column])) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(each if isinstance(each, str) else each["state"] for each in value)
    return "" if value is None else value
