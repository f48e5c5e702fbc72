"""The first version of the API: the blueprint that its routes hang on, and how each may refuse."""

from collections.abc import Callable
from typing import Any

from flask_smorest import Blueprint

from pledge_site.kernel.refusals import Invalid
from pledge_site.web.api import schemas
from pledge_site.web.api.cursors import UnknownCursor
from pledge_site.web.api.problems import PROBLEM, StrictParser, invalid, unknown_cursor

Query = dict[str, Any]

v1 = Blueprint("api", __name__, url_prefix="/api/v1", description="The register, read-only.")
v1.ARGUMENTS_PARSER = StrictParser()
v1.register_error_handler(Invalid, invalid)
v1.register_error_handler(UnknownCursor, unknown_cursor)

REFUSALS = {
    400: "Malformed: a parameter twice, an unreadable address, a cursor that is none.",
    404: "There is no such thing.",
    405: "It is read-only.",
    406: "Not in this format.",
    429: "Too many questions; wait for `Retry-After`.",
    503: "Try again after `Retry-After`.",
}
# Parts of addresses, by name. What is written otherwise is 404.
_PARTS = {
    "campaign": "^[a-z0-9-]{1,40}$",
    "clause_id": "^[a-z0-9-]{1,12}$",
    "iso3": "^[A-Za-z]{3}$",
    "reference": "^[A-Z0-9-]{1,40}$",
}
_KNOWN = "Nothing has changed since `If-None-Match`."


def described(schema: Any, kind: str = "application/json") -> Callable[[Any], Any]:
    """Say what a route answers with, in which format, and how it may refuse."""

    def decorate(view: Any) -> Any:
        for status, words in REFUSALS.items():
            view = v1.alt_response(
                status, schema=schemas.Problem, content_type=PROBLEM, description=words
            )(view)
        view = v1.alt_response(304, description=_KNOWN)(view)
        return v1.response(200, schema, content_type=kind)(view)

    return decorate


def part(name: str) -> list[Query]:
    """Return how a part of an address is described."""
    schema = {"type": "string", "pattern": _PARTS[name]}
    return [{"name": name, "in": "path", "required": True, "schema": schema}]


def listed(query: Query) -> Query:
    """Return what narrows a list."""
    return {key: query.get(key) for key in ("group", "standing")}
