"""``flask db``: Flask-Migrate's commands. Alembic is loaded once they are used, and not before.

The migrations themselves are in ``migrations/``.
"""

from typing import Any

import click
from flask import Flask

from pledge_site.db import db
from pledge_site.settings import ROOT

_NAME = "migrate"


class _Commands(click.Command):
    """Stands for Flask-Migrate's group of commands until it is used."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        # Heavy: it loads Alembic, which no page needs.
        from flask_migrate.cli import db as theirs

        context: click.Context = theirs.make_context(*args, **kwargs)
        return context


class _Awaited:
    """Stands for Flask-Migrate in an application until somebody asks it for something."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # heavy, as above

        Migrate(self._app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
        return getattr(self._app.extensions[_NAME], name)


def configure_migrations(app: Flask) -> None:
    """Let ``flask db`` find the migrations of the application."""
    app.extensions[_NAME] = _Awaited(app)
    app.cli.add_command(_Commands("db", help="Perform database migrations."))
