"""Whether the database has the schema that this program was written for."""

from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db
from pledge_site.settings import ROOT


class NotReady(SystemExit):
    """The database can't be worked on. Printed as one line."""


def require_newest() -> None:
    """Refuse to go on with a database of another version.

    :raises NotReady: it is older, newer, was never migrated, or does not answer.
    """
    try:
        wanted, found = wanted_versions(), found_versions()
    except SQLAlchemyError as error:
        raise NotReady(f"the database does not answer ({type(error).__name__})") from error
    if found != wanted:
        raise NotReady(
            f"the database is at version {_named(found)}, this program needs {_named(wanted)}: "
            "run 'flask db upgrade', or start the program that the database belongs to"
        )


def wanted_versions() -> set[str]:
    """Return the version of the schema that this program was written for."""
    # Heavy, and no page needs it.
    from alembic.script import ScriptDirectory

    return set(ScriptDirectory(str(ROOT / "migrations")).get_heads())


def found_versions() -> set[str]:
    """Return the version that the database is at; empty when it was never migrated."""
    from alembic.migration import MigrationContext  # heavy, and no page needs it

    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads())


def _named(versions: set[str]) -> str:
    return ", ".join(sorted(versions)) or "none"
