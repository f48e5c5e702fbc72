"""The importer of endorsements: every bad file by its line, all or nothing, the same twice."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_site.db import write
from pledge_site.domain.campaigns import importer, queries, seeds
from pledge_site.domain.campaigns.sheet import MOST_BYTES, read
from pledge_site.domain.ledger import queries as ledger

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()
HEAD = "campaign,state,standing,date,title,source\n"
GOOD = "bogota-2024,GHA,announced,2024-11-08,Endorsed,A report\n"


def faults(data):
    data = data.encode() if isinstance(data, str) else data
    return sorted((each.line, each.code) for each in read(data, today=TODAY).faults)


BAD = {
    "nothing": (b"", [(0, "import.empty_file")]),
    "only a mark and blank lines": (b"\xef\xbb\xbf\r\n \n", [(0, "import.empty_file")]),
    "only names": (HEAD, [(0, "import.no_rows")]),
    "too large": (HEAD + GOOD + " " * MOST_BYTES, [(0, "import.too_large")]),
    "latin-1": ((HEAD + GOOD).encode() + "x,É\n".encode("latin-1"), [(3, "import.encoding")]),
    "utf-16": ((HEAD + GOOD).encode("utf-16"), [(1, "import.encoding")]),
    "mark, then latin-1": (
        b"\xef\xbb\xbf" + HEAD.encode() + b"\r\xe9", [(3, "import.encoding")],
    ),
    "semicolons": (
        HEAD.replace(",", ";") + GOOD,
        [(1, "import.missing_column")] * 6 + [(1, "import.unknown_column")],
    ),
    "unknown column": (
        HEAD.replace("title", "headline") + GOOD,
        [(1, "import.missing_column"), (1, "import.unknown_column")],
    ),
    "one column too many": (
        HEAD.replace("\n", ",note\n") + GOOD, [(1, "import.unknown_column")],
    ),
    "column twice": (HEAD.replace("\n", ",date\n") + GOOD, [(1, "import.column_twice")]),
    "missing column": (HEAD.replace(",source", "") + GOOD, [(1, "import.missing_column")]),
    "too few cells": (HEAD + GOOD + "bogota-2024,FRA\n", [(3, "import.cells")]),
    "too many cells": (HEAD + GOOD.replace("\n", ",more\n"), [(2, "import.cells")]),
    "unknown State": (HEAD + GOOD.replace("GHA", "XXX"), [(2, "import.unknown_state")]),
    "small letters": (HEAD + GOOD.replace("GHA", "gha"), [(2, "import.unknown_state")]),
    "a territory": (HEAD + GOOD.replace("GHA", "GRL"), [(2, "import.unknown_state")]),
    "unknown standing": (HEAD + GOOD.replace("announced", "signed"), [(2, "import.standing")]),
    "another way of dates": (
        HEAD + GOOD.replace("2024-11-08", "08/11/2024"), [(2, "import.date_format")],
    ),
    "short week date": (HEAD + GOOD.replace("2024-11-08", "2024W451"), [(2, "import.date_format")]),
    "arabic digits": (
        HEAD + GOOD.replace("2024-11-08", "٢٠٢٤-١١-٠٨"), [(2, "import.date_format")],
    ),
    "impossible date": (
        HEAD + GOOD.replace("2024-11-08", "2023-02-29"), [(2, "import.date_impossible")],
    ),
    "future date": (HEAD + GOOD.replace("2024-11-08", "2026-11-25"), [(2, "import.date_future")]),
    "year of two digits": (
        HEAD + GOOD.replace("2024-11-08", "0024-11-08"), [(2, "import.date_too_early")],
    ),
    "empty cell": (HEAD + GOOD.replace("A report", " "), [(2, "import.empty_cell")]),
    "null": (HEAD + GOOD.replace("Endorsed", "End\x00orsed"), [(2, "text.control")]),
    "turned text": (HEAD + GOOD.replace("Endorsed", "End\u202eorsed"), [(2, "text.bidi")]),
    "long title": (HEAD + GOOD.replace("Endorsed", "E" * 301), [(2, "text.too_long")]),
    "open quote": (HEAD + GOOD + 'bogota-2024,"FRA\n' + GOOD, [(3, "import.csv")]),
    "text after a quote": (HEAD + 'bogota-2024,"GHA"x,a,b,c,d\n' + GOOD, [(2, "import.csv")]),
    "the same State twice": (HEAD + GOOD + GOOD, [(3, "import.twice")]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_line(name):
    data, expected = BAD[name]
    assert faults(data) == expected


def test_lines_are_physical_and_all_faults_come_at_once():
    data = (
        HEAD
        + '\nbogota-2024,GHA,announced,2024-11-08,"Two\r\nlines","and\nthree\nlines"\n'  # 3 to 6
        + "bogota-2024,XXX,signed,2024-13-08,Endorsed,A report\r\n"  # 7
        + "\r\n"
        + "bogota-2024,YYY,announced,tomorrow,Endorsed,A report\n"  # 9
    )
    assert faults(data) == [
        (7, "import.date_impossible"),
        (7, "import.standing"),
        (7, "import.unknown_state"),
        (9, "import.date_format"),
        (9, "import.unknown_state"),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_good_file_is_read_with_any_line_end_and_mark(ends, mark):
    data = mark + (HEAD + GOOD + '"bogota-2024",FRA,deposited,2024-11-08,É,"a, ""b"""\n').encode()
    sheet = read(data.replace(b"\n", ends.encode()), today=TODAY)
    assert not sheet.faults
    first, second = sheet.rows
    assert (first.line, first.state, first.on) == (2, "GHA", date(2024, 11, 8))
    assert (second.line, second.title, second.source) == (3, "É", 'a, "b"')


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data):
    sheet = read(HEAD.encode() + data, today=TODAY)
    assert sheet.rows or sheet.faults


def planted():
    with write():
        seeds.plant(True, at=NOW)


def stored():
    campaign = queries.by_slug("bogota-2024")
    return {each.state: each for each in queries.endorsements(campaign.id)}


def load(data, **options):
    with write():
        return importer.load(data, at=NOW, actor=None, **options)


def test_the_same_file_twice_changes_nothing(app):
    planted()
    entries = len(ledger.after(0))
    data = seeds.ENDORSEMENTS.read_bytes()
    outcome = load(data)
    assert (outcome.new, outcome.same) == (0, 46)
    assert len(ledger.after(0)) == entries
    assert len(stored()) == 46


def test_new_rows_are_recorded_with_count_and_hash(app):
    planted()
    data = (HEAD + GOOD).encode()
    assert load(data, dry_run=True).new == 1
    assert "GHA" not in stored()
    outcome = load(data)
    assert (outcome.new, outcome.same) == (1, 0)
    entry = ledger.after(0)[-1]
    assert entry.event == "endorsements.imported"
    assert entry.facts == {"campaign": "bogota-2024", "count": 1, "sha256": outcome.sha256}
    assert stored()["GHA"].on == date(2024, 11, 8)


def test_what_the_database_knows_is_held_against_the_file(app):
    planted()
    france = stored()["FRA"]
    data = (
        HEAD
        + GOOD
        + GOOD.replace("bogota-2024", "lima-1999")
        + GOOD.replace("bogota-2024", "sid-2027")
        + f'bogota-2024,FRA,deposited,2024-11-07,{france.title},"{france.source}"\n'
    ).encode()
    with pytest.raises(importer.BadSheet) as no:
        load(data)
    assert [(each.line, each.code) for each in no.value.faults] == [
        (3, "import.unknown_campaign"),
        (4, "import.pledge_campaign"),
        (5, "import.contradicts"),
    ]
    assert no.value.faults[2].facts["columns"] == "standing, date"
    assert "GHA" not in stored()


def test_one_bad_row_keeps_all_good_ones_out(app):
    planted()
    with pytest.raises(importer.BadSheet):
        load((HEAD + GOOD + "bogota-2024,XXX,announced,2024-11-08,a,b\n").encode())
    assert "GHA" not in stored()
