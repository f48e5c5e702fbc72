"""Holds production to a real register: it does not start on a demonstration's database."""

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db
from pledge_site.domain.campaigns.queries import is_demonstration
from pledge_site.settings import BadSetting, Settings


def configure_sides(app: Flask, settings: Settings) -> None:
    """Look at the database once, before anything is served.

    A database that is not there yet, or has no tables, is let through: it is neither.

    :raises settings.BadSetting: production was pointed at a demonstration.
    """
    if not settings.is_production:
        return
    with app.app_context():
        try:
            demonstration = is_demonstration()
        except SQLAlchemyError:
            demonstration = None
        finally:
            db.session.remove()
            db.engine.dispose()
    if demonstration:
        raise BadSetting("DATABASE_URL", "is a demonstration's; production refuses its accounts")
