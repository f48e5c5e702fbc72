"""What one pledge says, as CSV: a line for each field, so that every word fits whatever its kind.

The columns are ``part`` (pledge, left, translation, answer, commitment or instrument), ``which``
(the State, language, clause or place of it), ``field`` and ``value``; codes of a list are joined by
spaces.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.kernel.text import csv_cell

Row = dict[str, Any]
Line = tuple[str, str, str, Any]

_STAMPED = ("snapshot", "as_of", "campaign", "demonstration", "licence")
COLUMNS = (*_STAMPED, "reference", "part", "which", "field", "value")
_OF_PLEDGE = (
    "state", "number", "text_version", "language", "message", "child_readable", "amendment_reason",
    "withdrawal_reason", "announced_at", "deposited_at", "content_hash",
)  # fmt: skip


def lines(document: Row) -> Iterator[Line]:
    """Go through the fields of a published document, in reading order; empty ones too."""
    yield from (("pledge", "", field, document[field]) for field in _OF_PLEDGE)
    # Of a joint pledge: for whom it counts, and why who has left did so.
    if "states" in document:
        yield "pledge", "", "states", document["states"]
    for code, reason in document.get("left", {}).items():
        yield "left", code, "reason", reason
    for row in document["translations"]:
        for field in ("source", "message", "child_readable"):
            yield "translation", row["language"], field, row[field]
    for row in document["answers"]:
        for field in ("answer", "statement"):
            yield "answer", row["clause"], field, row[field]
    for place, row in enumerate(document["commitments"], 1):
        yield from (("commitment", str(place), field, row[field]) for field in FIELDS)
    yield from (("instrument", "", field, value) for field, value in document["instrument"].items())


def write(stamped: Row, document: Row) -> bytes:
    """Write the lines under their columns; cells that a spreadsheet would run are escaped."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    head = [_cell(stamped[column]) for column in _STAMPED]
    for line in lines(document):
        cells = [*head, document["reference"], *line[:3], _cell(line[3])]
        sheet.writerow([csv_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else value
