"""A single altered byte in any column of any entry is found, and named."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pledge_site.db import db, write
from pledge_site.domain import ledger
from pledge_site.domain.ledger import queries
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.snapshots import service
from tests.domain.pledges.making import NOW
from tests.domain.snapshots.histories import History

# What the database derives from the others can't be altered by itself.
COLUMNS = tuple(column.key for column in Entry.__table__.columns if column.computed is None)
NUMBERS = {"seq", "actor_id"}


@pytest.fixture
def entries(app):
    with write():
        for number in range(1, 6):
            ledger.record(
                "pledge.submitted",
                at=NOW,
                actor=number,
                subject=f"pledge:{number}",
                facts={"state": "GHA", "version": number, "name": "Côte d’Ivoire"},
            )
    drop_triggers()


def drop_triggers():
    with write() as session:
        if db.engine.dialect.name == "postgresql":
            session.execute(text("ALTER TABLE ledger_entries DISABLE TRIGGER USER"))
            return
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for name in names.all():
            session.execute(text(f"DROP TRIGGER {name}"))


def stored(column, seq):
    value = db.session.scalar(
        text(f"SELECT CAST({column} AS TEXT) FROM ledger_entries WHERE seq = :seq"),  # noqa: S608
        {"seq": seq},
    )
    db.session.rollback()
    return value


def alter(column, seq, value):
    """Write a text into a column as it is, with no code of the program in between."""
    kinds = {"seq": "BIGINT", "actor_id": "INTEGER", "at": "TIMESTAMPTZ", "facts": "JSON"}
    into = ":value"
    if db.engine.dialect.name == "postgresql":
        into = f"CAST(:value AS {kinds.get(column, 'VARCHAR')})"
    with write() as session:
        session.execute(
            text(f"UPDATE ledger_entries SET {column} = {into} WHERE seq = :seq"),  # noqa: S608
            {"value": value, "seq": seq},
        )


def flaw():
    db.session.expire_all()
    found = queries.verify()
    db.session.rollback()
    return found


def test_an_untouched_ledger_holds(entries):
    assert flaw() is None


def test_an_empty_ledger_holds(app):
    assert flaw() is None


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_one_altered_byte_is_found(entries, column, seq):
    before = stored(column, seq)
    after = re.sub(
        r"[0-9a-f](?=\D*$)", lambda found: "1" if found[0] != "1" else "2", before, count=1
    )
    if column in NUMBERS:
        after = str(int(before) + 70)
    assert len(after) - len(before) in (0, 1)
    assert after != before
    alter(column, seq, after)
    found = flaw()
    assert found is not None
    assert found.seq == seq


@pytest.mark.database("sqlite")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    column=st.sampled_from(sorted(set(COLUMNS) - NUMBERS)),
    seq=st.integers(1, 5),
    place=st.integers(0, 400),
    byte=st.integers(0, 255),
)
def test_any_byte_anywhere_is_found(entries, column, seq, place, byte):
    before = stored(column, seq)
    raw = bytearray(before.encode())
    place %= len(raw)
    if raw[place] == byte:
        return
    raw[place] = byte
    statement = text(
        f"UPDATE ledger_entries SET {column} = CAST(:value AS TEXT) WHERE seq = :seq"  # noqa: S608
    )
    try:
        with write() as session:
            session.execute(statement, {"value": bytes(raw), "seq": seq})
    except IntegrityError:
        # The table itself refuses a hash that is too short up to its NUL.
        return
    found = flaw()
    alter(column, seq, before)
    assert found is not None
    assert found.seq == seq
    assert flaw() is None


@pytest.mark.parametrize(
    ("column", "was", "becomes"),
    [
        ("facts", ": ", ":\t"),
        ("facts", '"GHA"', '"\\u0047HA"'),
        ("facts", '"state"', '"state": "FRA", "state"'),
    ],
)
def test_json_that_reads_the_same_is_found(entries, column, was, becomes):
    before = stored(column, 2)
    assert was in before
    alter(column, 2, before.replace(was, becomes, 1))
    assert flaw() == (2, "unreadable")


def test_a_removed_entry_is_found(entries):
    with write() as session:
        session.execute(text("DELETE FROM ledger_entries WHERE seq = 3"))
    assert flaw() == (3, "gap")


def test_an_entry_put_in_between_is_found(entries):
    with write() as session:
        session.execute(text("UPDATE ledger_entries SET seq = seq + 100 WHERE seq = 5"))
    assert flaw() == (5, "gap")


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entries SET actor_id = 9", "DELETE FROM ledger_entries"]
)
def test_the_database_itself_refuses_changes(app, statement):
    with write():
        ledger.record("a.b", at=NOW, actor=None, subject="c:1")
    with pytest.raises(Exception, match="append-only"), write() as session:
        session.execute(text(statement))


def test_the_command_names_the_entry(entries, app):
    alter("event", 4, "pledge.submittee")
    done = app.test_cli_runner().invoke(args=["ledger", "verify"])
    assert done.exit_code == 1
    assert "entry 4" in done.output


def test_a_cut_off_end_is_found(app):
    driven = History()
    with write():
        service.publish(driven.at)
    drop_triggers()
    with write() as session:
        session.execute(
            text("DELETE FROM ledger_entries WHERE seq = (SELECT max(seq) FROM ledger_entries)")
        )
    done = app.test_cli_runner().invoke(args=["ledger", "verify"])
    assert done.exit_code == 1
    assert "are missing" in done.output


def test_the_words_of_a_pledge_are_held_to_the_ledger(app):
    driven = History()
    driven.do("deposit_all", "GHA")
    assert app.test_cli_runner().invoke(args=["ledger", "verify"]).exit_code == 0
    with write() as session:
        session.execute(text("UPDATE pledge_versions SET message = 'We promise?'"))
    done = app.test_cli_runner().invoke(args=["ledger", "verify"])
    assert done.exit_code == 1
    assert "GHA" in done.output


def test_the_command_is_content_with_an_untouched_ledger(entries, app):
    done = app.test_cli_runner().invoke(args=["ledger", "verify"])
    assert done.exit_code == 0, done.output
    assert "5 entries" in done.output
