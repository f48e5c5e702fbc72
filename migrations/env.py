"""How a migration is run: alone, and whole or not at all.

Of several migrators at once one works and the others wait, then find nothing to do: a transaction's
advisory lock on PostgreSQL, ``BEGIN IMMEDIATE`` on SQLite. No change to the schema stands here.
"""

from pathlib import Path
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from pledge_site.db import Moment, db
from pledge_site.domain import tables as tables  # every model has to be known
from pledge_site.domain.search.models import is_ours

# Any number will do, as long as nothing else of ours takes the same one.
_LOCK = 7_202_702_09


def _spell(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as plain ones, so that old migrations need no code of today."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _leave_nothing(migration: Any, _revision: Any, directives: list[Any]) -> None:
    """Make no revision file when the tables and the models agree."""
    options = getattr(migration.config, "cmd_opts", None)
    if getattr(options, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def _configure(connection: Connection) -> None:
    known = dict(current_app.extensions["migrate"].configure_args)
    known.update(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=_spell,
        include_name=is_ours,
        transactional_ddl=True,
        process_revision_directives=_leave_nothing,
    )
    context.configure(**known)


def _on_postgresql(connection: Connection) -> None:
    with connection.begin():
        for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {limit} = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        _configure(connection)
        context.run_migrations()


def _on_sqlite(connection: Connection) -> None:
    # A table is changed by copying it, which foreign keys would forbid. The switch works outside
    # of a transaction only, so it goes straight to the driver; all keys are checked before the end.
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.execution_options(pledge_write=True).begin():
            _configure(connection)
            context.run_migrations()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration leaves rows that point nowhere: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    """Run what the command asked for on the database of the application."""
    if context.is_offline_mode():
        raise SystemExit("migrations need a database; they are not written out as SQL")
    db.session.remove()
    if db.engine.dialect.name == "sqlite" and db.engine.url.database:
        Path(db.engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    with db.engine.connect() as connection:
        (_on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql)(connection)


run()
