"""The application, or one with the database alone while the rooms of the web are being built."""

import importlib

from flask import Flask
from flask_migrate import Migrate

from pledge_site.db import db, engine_options
from pledge_site.settings import ROOT, Settings


def create_app(settings: Settings) -> Flask:
    try:
        return importlib.import_module("pledge_site.app").create_app(settings)
    except ImportError:
        return bare(settings)


def bare(settings: Settings) -> Flask:
    app = Flask("pledge_site", template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        TESTING=True,
    )
    importlib.import_module("pledge_site.domain.tables")
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    return app
