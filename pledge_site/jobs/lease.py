"""Who is the worker that acts: one at a time, by a lock that ends with the process that holds it.

On PostgreSQL an advisory lock of a connection, on SQLite a lock on a file beside the database. Two
that act at once would still do no harm; they would only do everything twice.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

# Any number will do, as long as nothing else of ours takes the same one.
_LOCK = 7_120_260


class Lease(Protocol):
    """The right to act."""

    def holds(self) -> bool:
        """Say whether it is still ours."""


class _Advisory:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def holds(self) -> bool:
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


class _File:
    def holds(self) -> bool:
        return True


@contextmanager
def taken(engine: Engine) -> Iterator[Lease | None]:
    """Take the right to act for the length of a block; None: another worker has it."""
    take = _on_postgresql if engine.dialect.name == "postgresql" else _on_sqlite
    with take(engine) as lease:
        yield lease


@contextmanager
def _on_postgresql(engine: Engine) -> Iterator[Lease | None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        got = connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK})
        try:
            yield _Advisory(connection) if got else None
        finally:
            # The lock ends with the connection, so it must not go back to the pool.
            connection.invalidate()


@contextmanager
def _on_sqlite(engine: Engine) -> Iterator[Lease | None]:
    with Path(f"{engine.url.database}.worker").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield _File()
