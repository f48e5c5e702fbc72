"""Reads a sheet of endorsements: bytes to rows, or every fault with its line. Pure; the database is
asked in `importer.py`."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from pledge_site.domain import states
from pledge_site.kernel import text
from pledge_site.kernel.records import records

COLUMNS = ("campaign", "state", "standing", "date", "title", "source")
STANDINGS = ("announced", "deposited")
MOST_BYTES = 5_000_000
_LONGEST = {"title": 300, "source": 1000}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# There were no Member States before the Charter came into force.
_EARLIEST = date(1945, 10, 24)


class Fault(NamedTuple):
    """What is wrong, on which physical line of the file (0: the file as a whole)."""

    line: int
    code: str
    facts: dict[str, Any]


class Row(NamedTuple):
    """One endorsement as the sheet has it, with the line it starts on."""

    line: int
    campaign: str
    state: str
    standing: str
    on: date
    title: str
    source: str


@dataclass(slots=True)
class Sheet:
    """The rows that are well formed and the faults of all others."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, line: int, code: str, **facts: Any) -> None:
        """Add a fault."""
        self.faults.append(Fault(line, code, facts))


def read(data: bytes, *, today: date) -> Sheet:
    """Read a sheet: UTF-8, with or without a mark at its start; the six columns in any order."""
    sheet = Sheet()
    content = _decoded(data, sheet)
    if content is None:
        return sheet
    found = records(content, lambda line, error: sheet.blame(line, "import.csv", why=str(error)))
    line, header = next(found, (1, []))
    if not _header_is_right(header, line, sheet):
        return sheet
    seen: dict[tuple[str, str], int] = {}
    for line, cells in found:
        if len(cells) != len(header):
            sheet.blame(line, "import.cells", found=len(cells), expected=len(header))
            continue
        row = _row(dict(zip(header, cells, strict=True)), line, today, sheet)
        if row is None:
            continue
        first = seen.setdefault((row.campaign, row.state), line)
        if first != line:
            sheet.blame(line, "import.twice", state=row.state, campaign=row.campaign, first=first)
        else:
            sheet.rows.append(row)
    if not seen and not sheet.faults:
        sheet.blame(0, "import.no_rows")
    return sheet


def _decoded(data: bytes, sheet: Sheet) -> str | None:
    if len(data) > MOST_BYTES:
        sheet.blame(0, "import.too_large", size=len(data), most=MOST_BYTES)
    elif not data.strip(b"\xef\xbb\xbf \t\r\n"):
        sheet.blame(0, "import.empty_file")
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The decoder counts behind the mark at the start, if there is one.
            at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
            line = len(re.findall(rb"\r\n|\r|\n", data[:at])) + 1
            sheet.blame(line, "import.encoding", byte=at + 1, value=f"0x{data[at]:02x}")
    return None


def _header_is_right(header: list[str], line: int, sheet: Sheet) -> bool:
    names = [name.strip() for name in header]
    before = len(sheet.faults)
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            sheet.blame(line, "import.unknown_column", column=name[:60])
        elif names.count(name) > 1:
            sheet.blame(line, "import.column_twice", column=name)
    for name in COLUMNS:
        if name not in names:
            sheet.blame(line, "import.missing_column", column=name)
    header[:] = names
    return len(sheet.faults) == before


def _row(cells: dict[str, str], line: int, today: date, sheet: Sheet) -> Row | None:
    before = len(sheet.faults)
    cells = {name: text.clean(value) for name, value in cells.items()}
    for name, value in cells.items():
        wrong = text.fault(value)
        if not value:
            sheet.blame(line, "import.empty_cell", column=name)
        elif wrong:
            sheet.blame(line, wrong, column=name)
        elif len(value) > _LONGEST.get(name, 200):
            sheet.blame(line, "text.too_long", column=name, most=_LONGEST.get(name, 200))
    if len(sheet.faults) > before:
        return None
    on = _day(cells["date"], line, today, sheet)
    if not states.exists(cells["state"]):
        sheet.blame(line, "import.unknown_state", state=cells["state"])
    if cells["standing"] not in STANDINGS:
        sheet.blame(line, "import.standing", standing=cells["standing"])
    if on is None or len(sheet.faults) > before:
        return None
    return Row(
        line,
        cells["campaign"],
        cells["state"],
        cells["standing"],
        on,
        cells["title"],
        cells["source"],
    )


def _day(value: str, line: int, today: date, sheet: Sheet) -> date | None:
    if not _ISO_DATE.fullmatch(value):
        sheet.blame(line, "import.date_format", value=value[:40])
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        sheet.blame(line, "import.date_impossible", value=value)
        return None
    if found > today:
        sheet.blame(line, "import.date_future", value=value)
    elif found < _EARLIEST:
        sheet.blame(line, "import.date_too_early", value=value)
    return found
