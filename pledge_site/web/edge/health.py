"""Whether this process lives (``/healthz``) and can serve (``/readyz``)."""

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.jobs.schema import WrongSchema, require_newest

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Say that the process answers. Asks nothing of the database."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether the database answers and has the schema that this program was written for."""
    try:
        require_newest()
    except SQLAlchemyError:
        return _not_ready("the database does not answer\n")
    except WrongSchema:
        return _not_ready("the database has another schema\n")
    return Response("ready\n", mimetype="text/plain")


def _not_ready(why: str) -> Response:
    return Response(why, status=503, mimetype="text/plain", headers={"Retry-After": "5"})
