"""Moments keep their meaning, and a write is whole, alone, and based on what is stored."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, event, func, insert, select, text, update
from sqlalchemy.exc import StatementError

from pledge_site.db import Moment, db, write

_WRITERS, _TIMES = 6, 15


@pytest.fixture
def things(app):
    """Make a table of numbers and moments, and drop it again."""
    table = Table(
        "things", MetaData(), Column("id", Integer, primary_key=True), Column("at", Moment)
    )
    with write() as session:
        table.create(session.connection())
    yield table
    with write() as session:
        table.drop(session.connection())


def test_a_moment_comes_back_aware_and_in_utc(things):
    given = datetime(2027, 2, 9, 12, 0, 0, 500, timezone(timedelta(hours=3)))
    with write() as session:
        session.execute(insert(things).values(id=1, at=given))
    found = db.session.scalar(select(things.c.at))
    assert (found, found.utcoffset()) == (datetime(2027, 2, 9, 9, 0, 0, 500, UTC), timedelta(0))


def test_a_moment_without_a_zone_is_refused(things):
    with pytest.raises(StatementError, match="without a time zone"), write() as session:
        session.execute(insert(things).values(id=1, at=datetime(2027, 2, 9, 9)))  # noqa: DTZ001


def test_an_error_undoes_the_whole_write(things):
    def fail_half_way() -> None:
        with write() as session:
            session.execute(insert(things).values(id=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert db.session.scalar(select(func.count()).select_from(things)) == 0


@pytest.mark.database("sqlite")
def test_threads_take_turns_to_write_to_sqlite(app, things):
    asked, writes = [], threading.Event()
    seen = lambda _c, _cursor, statement, *_: asked.append(statement)  # noqa: E731

    def other() -> None:
        writes.set()
        with app.app_context(), write() as session:
            session.execute(insert(things).values(id=7))

    event.listen(db.engine, "before_cursor_execute", seen)
    with write() as session:
        thread = threading.Thread(target=other)
        thread.start()
        writes.wait(5)
        thread.join(0.1)
        session.execute(insert(things).values(id=6))
        assert asked.count("BEGIN IMMEDIATE") == 1
    thread.join(5)
    event.remove(db.engine, "before_cursor_execute", seen)
    assert asked.count("BEGIN IMMEDIATE") == 2
    assert not thread.is_alive()


def test_a_write_sees_what_others_stored_since_the_last_read(app, things):
    assert db.session.scalar(select(func.count()).select_from(things)) == 0

    def other() -> None:
        with app.app_context(), write() as session:
            session.execute(insert(things).values(id=7))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    with write() as session:
        assert session.scalar(select(things.c.id)) == 7


@pytest.mark.database("sqlite")
def test_no_update_of_many_writers_is_lost(app, things):
    with write() as session:
        session.execute(insert(things).values(id=0))

    def count_on() -> None:
        for _ in range(_TIMES):
            with app.app_context(), write() as session:
                number = session.scalar(select(things.c.id)) or 0
                session.execute(update(things).values(id=number + 1))

    threads = [threading.Thread(target=count_on) for _ in range(_WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.scalar(select(things.c.id)) == _WRITERS * _TIMES


@pytest.mark.database("sqlite")
def test_readers_are_not_held_up_by_a_writer(app, things):
    found: list[int | None] = []

    def read() -> None:
        with app.app_context():
            found.append(db.session.scalar(select(func.count()).select_from(things)))

    with write() as session:
        session.execute(insert(things).values(id=1))
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(5)
    assert found == [0]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("busy_timeout", 15_000),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
    ],
)
def test_sqlite_is_opened_as_it_has_to_be(app, name, value):
    assert db.session.scalar(text(f"PRAGMA {name}")) == value


@pytest.mark.database("postgresql")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statement_timeout", "15s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("TimeZone", "UTC"),
    ],
)
def test_postgresql_is_opened_as_it_has_to_be(app, name, value):
    assert db.session.scalar(text(f"SHOW {name}")) == value
