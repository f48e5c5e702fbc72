"""The data dictionary names every table and column that there is, and no other."""

import re

from pledge_site.db import db
from pledge_site.domain import tables
from pledge_site.settings import ROOT

_PAGE = ROOT / "docs" / "data-dictionary.md"
_SEEN_BY = {
    "public", "published", "State", "secretariat", "administrators", "personal", "inside", "secret",
    "facilitators", "drafters", "safeguarding", "group",
}  # fmt: skip


def _described():
    found = {}
    for part in _PAGE.read_text(encoding="utf-8").split("\n### `")[1:]:
        name, _, rest = part.partition("`")
        found[name] = re.findall(r"^\| `(\w+)` \| (.+) \| ([^|]+) \|$", rest, re.MULTILINE)
    return found


def test_every_table_and_column_is_described():
    assert tables.ROOMS
    stored = {
        table.name: [column.name for column in table.columns]
        for table in db.metadata.tables.values()
    }
    assert {name: [row[0] for row in rows] for name, rows in _described().items()} == stored


def test_every_column_says_who_sees_it():
    for rows in _described().values():
        for _name, holds, seen_by in rows:
            assert holds.strip()
            assert set(seen_by.split(", ")) <= _SEEN_BY
