"""Builds the application: registers, wires, returns. No rule, no route, no query lives here."""

from flask import Flask
from flask_migrate import Migrate

from pledge_site import settings as settings_room
from pledge_site.db import db, engine_options
from pledge_site.settings import ROOT, Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application from settings, or from the environment.

    :raises settings.BadSetting: the program can't start with what it was given.
    """
    settings = settings or settings_room.read()
    app = Flask(
        "pledge_site",
        root_path=str(ROOT / "pledge_site"),
        template_folder=str(ROOT / "templates"),
        static_folder=None,
    )
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        TESTING=settings.env == "test",
    )
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    return app
