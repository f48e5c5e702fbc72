"""The database: one SQLAlchemy object, the naming convention, column types and the transaction.

Import it from here (``from pledge_site.db import db``). No table is defined here.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from pledge_site.kernel.refusals import Refused

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. A naive one is refused: it would mean a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table shares."""

    # On the registry, since Flask-SQLAlchemy makes a second class from this one.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: Moment,
            dict[str, Any]: JSON,
            dict[str, str]: JSON,
            list[str]: JSON,
            list[Any]: JSON,
        },
    )


db = SQLAlchemy(model_class=Base)

_WRITE = "pledge_write"
# Seconds that a write waits for another to end.
_PATIENCE = 15
_turn = threading.RLock()
# Whether what runs here may write: a request may not while the register is read-only.
_refused: ContextVar[bool] = ContextVar("writes_refused", default=False)


# Seconds after which to try again what a read-only register has refused.
RETRY_AFTER = 120


def refuse_writes(refused: bool) -> None:
    """Let this request write, or not; said anew by each, since a thread serves many."""
    _refused.set(refused)


@contextmanager
def write() -> Iterator[Session]:
    """Open the write transaction of a request or a job; commit at the end, undo on any error.

    What was read before is let go first, so that every decision inside stands on what is stored
    now. SQLite takes its write lock at the start (``BEGIN IMMEDIATE``): waiting, never failing half
    way. Do nothing slow inside: no upload, mail, hashing of files or rendering.

    :raises Refused: site.read_only
    """
    if _refused.get():
        raise Refused("site.read_only", retry_after=RETRY_AFTER)
    session = db.session()
    session.rollback()
    with _in_turn(session):
        try:
            session.connection(execution_options={_WRITE: True})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def _in_turn(session: Session) -> Iterator[None]:
    """Let the threads of a process write to SQLite one after the other, as it does with processes.

    It would sleep between its tries, each time longer, while the lock is free.
    """
    mine = session.get_bind().dialect.name == "sqlite" and _turn.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        if mine:
            _turn.release()


def engine_options(url: str) -> dict[str, Any]:
    """Return what the engine of a database URL is opened with."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": _PATIENCE, "check_same_thread": False}}
    return {
        "pool_pre_ping": True,
        "pool_recycle": 600,
        "pool_timeout": 10,
        "connect_args": {
            "connect_timeout": 5,
            "options": "-c statement_timeout=15000 -c lock_timeout=10000"
            " -c idle_in_transaction_session_timeout=30000 -c timezone=UTC",
        },
    }


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={_PATIENCE * 1000}",
        "foreign_keys=ON",
        # Without it INSERT OR REPLACE walks past the append-only triggers.
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(_WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
