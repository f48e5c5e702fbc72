"""The ledger by State, person, kind and day; and what a page costs however long it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text

from pledge_site.db import db, write
from pledge_site.domain.ledger import audit
from pledge_site.domain.ledger.audit import Wanted
from pledge_site.domain.ledger.service import record

START = datetime(2027, 2, 1, 12, tzinfo=UTC)
# Rows that a ledger of some years may have, in the test of what a page costs.
MANY = 60_000
# Of what is counted below, for a page of fifty.
MOST = 500


@pytest.fixture
def entries(app):
    """Twelve entries, one a day: two States, three people, four kinds."""
    with write():
        for number in range(12):
            record(
                f"pledge.kind{number % 4}",
                at=START + timedelta(days=number),
                actor=number % 3 + 1,
                subject="user:9" if number == 5 else f"pledge:{number}",
                facts={"state": "GHA" if number % 2 else "TGO"} if number < 10 else {},
            )


def found(**wanted):
    return [each.seq for each in audit.page(Wanted(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "seqs"),
    [
        ({}, list(range(12, 0, -1))),
        ({"state": "GHA"}, [10, 8, 6, 4, 2]),
        ({"state": "TGO", "event": "pledge.kind2"}, [7, 3]),
        ({"event": "pledge.kind3"}, [12, 8, 4]),
        ({"person": 1}, [10, 7, 4, 1]),
        ({"person": 9}, [6]),
        ({"person": 3, "state": "GHA"}, [6]),
        ({"since": date(2027, 2, 11)}, [12, 11]),
        ({"until": date(2027, 2, 2)}, [2, 1]),
        ({"since": date(2027, 2, 3), "until": date(2027, 2, 3)}, [3]),
        ({"since": date(2028, 1, 1)}, []),
        ({"until": date(2026, 1, 1)}, []),
        ({"until": date.max}, list(range(12, 0, -1))),
        ({"without": ("pledge.kind1", "pledge.kind2")}, [12, 9, 8, 5, 4, 1]),
        ({"state": "XXX"}, []),
    ],
)
def test_entries_are_found_by_what_is_asked(entries, wanted, seqs):
    assert found(**wanted) == seqs


def test_what_someone_did_to_themselves_is_told_once(app):
    with write():
        record("user.signed_in", at=START, actor=4, subject="user:4")
    assert found(person=4) == [1]


def test_pages_go_on_from_a_position(entries):
    wanted = Wanted(person=1)
    first = audit.page(wanted, limit=3)
    assert [each.seq for each in first] == [10, 7, 4]
    assert [each.seq for each in audit.page(wanted, before=4, limit=3)] == [1]


def test_an_hour_between_two_clocks_loses_nothing(app):
    midnight = datetime(2027, 2, 2, tzinfo=UTC)
    with write():
        for minutes in (-10, 5, -5, 10):
            record(
                "pledge.edited",
                at=midnight + timedelta(minutes=minutes),
                actor=None,
                subject="pledge:1",
            )
    assert found(since=date(2027, 2, 2)) == [4, 2]
    assert found(until=date(2027, 2, 1)) == [3, 1]


def test_an_export_goes_through_all_and_holds_nothing(entries, monkeypatch):
    monkeypatch.setattr(audit, "_STEP", 5)
    steps = [[each.seq for each in rows] for rows in audit.through(Wanted())]
    assert steps == [[12, 11, 10, 9, 8], [7, 6, 5, 4, 3], [2, 1]]
    assert [[each.seq for each in rows] for rows in audit.through(Wanted(), before=3)] == [[2, 1]]
    assert not db.session().in_transaction()


def fill(rows):
    """Fill the ledger by the database itself; the chain is not what is looked at here."""
    one = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)",
        "postgresql": "WITH n(i) AS (SELECT generate_series(1, :rows))",
    }[db.engine.dialect.name]
    padded = {
        "sqlite": "printf('%064d', i)",
        "postgresql": "lpad(CAST(i AS varchar), 64, '0')",
    }[db.engine.dialect.name]
    moment = {
        "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', '2027-01-01', '+' || i || ' minutes')",
        "postgresql": "timestamptz '2027-01-01 00:00Z' + i * interval '1 minute'",
    }[db.engine.dialect.name]
    facts = "'{\"state\": \"' || CASE WHEN i % 1000 = 0 THEN 'TUV' ELSE 'GHA' END || '\"}'"
    if db.engine.dialect.name == "postgresql":
        facts = f"CAST({facts} AS json)"
    with write() as session:
        session.execute(
            text(
                f"{one} INSERT INTO ledger_entries"  # noqa: S608
                " (seq, at, actor_id, event, subject, facts, prev, hash)"
                f" SELECT i, {moment}, i % 50,"
                " CASE WHEN i = 7 THEN 'letter.viewed' ELSE 'user.signed_in' END,"
                f" 'user:' || (i % 50), {facts}, {padded}, {padded} FROM n"
            ),
            {"rows": rows},
        )
    with write() as session:
        session.execute(text("ANALYZE"))


ASKED = {
    "newest": Wanted(),
    "a common State": Wanted(state="GHA"),
    "a rare State": Wanted(state="TUV"),
    "a State without any": Wanted(state="FRA"),
    "a rare kind": Wanted(event="letter.viewed"),
    "a kind without any": Wanted(event="pledge.redacted"),
    "a person": Wanted(person=7),
    "nobody": Wanted(person=99_999),
    "an early day": Wanted(since=date(2027, 1, 2), until=date(2027, 1, 2)),
    "before all": Wanted(until=date(2026, 1, 1)),
    "after all": Wanted(since=date(2030, 1, 1)),
}


def test_a_page_reads_little_however_long_the_ledger_is(app):
    fill(MANY)
    work = work_in_sqlite if db.engine.dialect.name == "sqlite" else work_in_postgresql
    costs = {name: work(lambda wanted=wanted: audit.page(wanted)) for name, wanted in ASKED.items()}
    assert {name: cost for name, cost in costs.items() if cost > MOST} == {}


def work_in_sqlite(ask):
    """Return how many hundred steps SQLite takes; a walk over all rows takes thousands."""
    steps = [0]

    def count():
        steps[0] += 1
        return 0

    driver = db.session.connection().connection.driver_connection
    driver.set_progress_handler(count, 100)
    ask()
    driver.set_progress_handler(None, 0)
    db.session.rollback()
    return steps[0]


def work_in_postgresql(ask):
    """Return how many pages of 8 kB PostgreSQL looks at; the whole table has thousands."""
    asked = []

    def note(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    pages = 0
    for statement, parameters in asked:
        plan = db.session.connection().exec_driver_sql(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", parameters
        )
        whole = plan.scalar_one()[0]["Plan"]
        pages += whole["Shared Hit Blocks"] + whole["Shared Read Blocks"]
    db.session.rollback()
    return pages
