"""Copies a whole database out into a file and back in, by the database's own means.

On SQLite ``VACUUM INTO`` (a plain copy of a running one can miss what was written last); on
PostgreSQL ``pg_dump`` and ``pg_restore``, which have to be as new as the server.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, MetaData, func, select, text

# Without the virtual tables of the search and what SQLite keeps for them: made from the others.
_ORDINARY = """SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"""
NAMES = {"sqlite": "register.sqlite", "postgresql": "register.dump"}


class DumpFailed(Exception):
    """A copy could not be made or brought in; the message says why."""


def dump(engine: Engine, target: Path) -> dict[str, int]:
    """Copy a database into a file; return the number of rows of each table in the copy."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database))) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as connection:
            names = connection.execute(_ORDINARY).fetchall()
            return {name: _count_sqlite(connection, name) for (name,) in names}
    with _moment(engine) as (connection, moment):
        counts = count_rows(connection)
        _run("pg_dump", engine.url, "--format=custom", f"--snapshot={moment}", f"--file={target}")
    return counts


def load(engine: Engine, source: Path) -> None:
    """Bring a copy in, in the place of an empty database."""
    engine.dispose()
    if engine.dialect.name == "sqlite":
        target = Path(str(engine.url.database))
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        partial = target.with_name(target.name + ".partial")
        shutil.copyfile(source, partial)
        partial.replace(target)
        return
    _run(
        "pg_restore",
        engine.url,
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        str(source),
    )


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table; nothing when there are none."""
    names = None
    if connection.dialect.name == "sqlite":
        names = list(connection.scalars(text(_ORDINARY)))
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in metadata.sorted_tables
    }


def _count_sqlite(connection: sqlite3.Connection, name: str) -> int:
    count: int = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
    return count


@contextmanager
def _moment(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """Hold one moment of the database open, so that the copy and the counts agree."""
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection:
        # A long copy may stand in this transaction without a word.
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield connection, str(connection.scalar(text("SELECT pg_export_snapshot()")))


def _run(tool: str, url: URL, *words: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise DumpFailed(f"{tool} is not installed; it comes with the PostgreSQL client")
    # The password goes by the environment: what a program is started with is for all to see.
    address = url.set(drivername="postgresql", password=None).render_as_string()
    environ = {**os.environ, "PGPASSWORD": url.password or ""}
    result = subprocess.run(
        [found, f"--dbname={address}", *words],
        env=environ,
        check=False,
        capture_output=True,
        text=True,
    )
    if result.returncode:
        told = (result.stderr.strip().splitlines() or ["no reason given"])[0]
        raise DumpFailed(f"{tool}: {told}")
