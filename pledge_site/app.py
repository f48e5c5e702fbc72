"""Builds the application: registers, wires, returns. No rule, no route, no query lives here."""

from collections.abc import Callable

from flask import Flask
from werkzeug.utils import import_string

from pledge_site import settings as settings_room
from pledge_site.cli import COMMANDS
from pledge_site.cli.migrations import configure_migrations
from pledge_site.cli.waiting import Commands
from pledge_site.db import db, engine_options
from pledge_site.domain import tables  # noqa: F401  (every table is known before the first query)
from pledge_site.settings import ROOT, Settings
from pledge_site.web import BLUEPRINTS
from pledge_site.web.edge.assets import configure_assets
from pledge_site.web.edge.headers import configure_headers
from pledge_site.web.edge.identity import configure_sessions
from pledge_site.web.edge.locale import configure_locale
from pledge_site.web.edge.origin import configure_origin
from pledge_site.web.edge.pages import configure_pages
from pledge_site.web.edge.params import configure_params
from pledge_site.web.edge.proxy import configure_proxy
from pledge_site.web.edge.refusals import configure_refusals
from pledge_site.web.edge.rehearsal import configure_rehearsal
from pledge_site.web.edge.sides import configure_sides
from pledge_site.web.edge.words import configure_words

# In this order: what is checked first stands first, and the last one wraps all the others.
INITIALISERS: tuple[Callable[[Flask, Settings], None], ...] = (
    configure_locale,
    configure_params,
    configure_origin,
    configure_refusals,
    configure_words,
    configure_rehearsal,
    configure_sessions,
    configure_headers,
    configure_pages,
    configure_assets,
    configure_proxy,
    configure_sides,
)


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
    app.cli = Commands(COMMANDS, app.name)
    db.init_app(app)
    configure_migrations(app)
    for initialise in INITIALISERS:
        initialise(app, settings)
    for path in BLUEPRINTS:
        app.register_blueprint(import_string(path))
    return app
