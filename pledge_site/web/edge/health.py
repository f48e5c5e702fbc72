"""Whether this process lives (``/healthz``) and can serve (``/readyz``)."""

from flask import Blueprint, Response

from pledge_site.jobs.schema import NotReady, require_newest

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
    except NotReady:
        # Why is told where it can be acted on: in the log of the worker, not to whoever asks.
        return Response("not ready\n", 503, {"Retry-After": "5"}, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
