"""Whether this process lives (``/healthz``) and can serve (``/readyz``)."""

from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db
from pledge_site.settings import ROOT

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Say that the process answers. Asks nothing of the database."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether the database answers and has the schema that this program was written for."""
    try:
        found = MigrationContext.configure(db.session.connection()).get_current_revision()
    except SQLAlchemyError:
        return _not_ready("the database does not answer\n")
    if found != _newest():
        return _not_ready("the database has another schema\n")
    return Response("ready\n", mimetype="text/plain")


@cache
def _newest() -> str | None:
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def _not_ready(why: str) -> Response:
    return Response(why, status=503, mimetype="text/plain", headers={"Retry-After": "5"})
