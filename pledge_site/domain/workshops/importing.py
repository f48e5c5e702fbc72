"""Reads a sheet of what was said, typed in from paper: bytes to rows, or every fault with its line.

Pure. The same line of the same workshop has the same key each time, so that a sheet read twice adds
nothing twice; what it adds is kept by `recording.add`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pledge_site.domain.accounts.keys import keyed_hash
from pledge_site.domain.workshops import facts
from pledge_site.domain.workshops.facts import MOST_SAID, Said
from pledge_site.kernel import text
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.records import records

COLUMNS = ("kind", "language", "words", "translation_language", "translation")
_NEEDED = COLUMNS[:3]
MOST_BYTES = 256 * 1024
_SEPARATORS = (",", ";", "\t")
# What a spreadsheet would run stands behind an apostrophe (`text.csv_cell`).
_ESCAPED = re.compile(r"'(?=[=+@\t\r-])")


class Fault(NamedTuple):
    """What is wrong, on which line of the file (0: the file as a whole); `column` if it is one."""

    line: int
    code: str
    column: str = ""
    facts: dict[str, Any] | None = None


@dataclass(slots=True)
class Sheet:
    """The rows that are well formed, each with the line it starts on, and all faults."""

    rows: list[tuple[int, Said]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, line: int, code: str, column: str = "", **given: Any) -> None:
        """Add a fault."""
        self.faults.append(Fault(line, code, column, given))


def read(data: bytes, *, workshop_key: str, secret: str) -> Sheet:
    """Read a sheet: UTF-8, cells between commas, semicolons or tabs, the columns in any order.

    :param secret: what the keys are made with: nobody can guess from a key what was said.
    """
    sheet = Sheet()
    content = _decoded(data, sheet)
    if content is None:
        return sheet
    first = content.lstrip().partition("\n")[0]
    found = records(
        content,
        lambda line, _error: sheet.blame(line, "file.csv"),
        separator=max(_SEPARATORS, key=first.count),
    )
    line, header = next(found, (1, []))
    names = [name.strip().lower() for name in header]
    if not _names_are_right(names, line, sheet):
        return sheet
    times: Counter[str] = Counter()
    for line, cells in found:
        if (said := _said(names, cells, line, sheet)) is None:
            continue
        what = digest(list(said))
        times[what] += 1
        purpose = f"said in {workshop_key}"
        key = keyed_hash(secret, purpose, f"{what} {times[what]}")[:32]
        sheet.rows.append((line, said._replace(key=key)))
    if not sheet.rows and not sheet.faults:
        sheet.blame(0, "file.no_rows")
    if len(sheet.rows) > MOST_SAID:
        sheet.blame(sheet.rows[MOST_SAID][0], "file.too_many", most=MOST_SAID)
    return sheet


def _decoded(data: bytes, sheet: Sheet) -> str | None:
    if len(data) > MOST_BYTES:
        sheet.blame(0, "file.too_large", most=MOST_BYTES // 1024)
    elif not data.strip(b"\xef\xbb\xbf \t\r\n"):
        sheet.blame(0, "file.empty")
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
            sheet.blame(line, "file.encoding")
    return None


def _names_are_right(names: list[str], line: int, sheet: Sheet) -> bool:
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            sheet.blame(line, "file.unknown_column", name=name[:60])
        elif names.count(name) > 1:
            sheet.blame(line, "file.column_twice", name=name)
    for name in _NEEDED:
        if name not in names:
            sheet.blame(line, "file.missing_column", name=name)
    return not sheet.faults


def _said(names: list[str], cells: list[str], line: int, sheet: Sheet) -> Said | None:
    # Spreadsheets leave the empty cells at the end of a line out, or add some.
    filled = len(cells) - next((i for i, cell in enumerate(reversed(cells)) if cell.strip()), 0)
    if filled > len(names):
        sheet.blame(line, "file.cells", found=filled, expected=len(names))
        return None
    given = dict.fromkeys(COLUMNS, "") | dict(zip(names, map(_plain, cells), strict=False))
    for name in ("kind", "translation_language"):
        given[name] = given[name].lower()
    said = Said(
        given["kind"],
        given["language"],
        given["words"],
        translation_language=given["translation_language"],
        translation=given["translation"],
    )
    faults = facts.said_faults([said])
    for name, codes in faults.items():
        sheet.blame(line, codes[0], name.rpartition(".")[2])
    return None if faults else said


def _plain(cell: str) -> str:
    return _ESCAPED.sub("", text.clean(cell), count=1) if cell.startswith("'") else text.clean(cell)
