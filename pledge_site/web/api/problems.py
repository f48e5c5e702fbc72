"""How the API says no (RFC 9457), and what lets scripts of other sites read every answer of it."""

import json
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Flask, Response, request
from webargs.flaskparser import FlaskParser

from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.refusals import register_face

PREFIX = "/api/"
PROBLEM = "application/problem+json"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class StrictParser(FlaskParser):
    """Turns what is wrong with the query string into a refusal, all of it at once."""

    def handle_error(self, error: Any, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse, each field with its faults."""
        raise Invalid(dict(error.messages.get("query", {}))) from error


def configure_problems(app: Flask) -> None:
    """Answer errors under the API as problems, and open every answer to other sites."""
    register_face(app, PREFIX, problem)
    app.after_request(_open)


def problem(status: int, code: str, words: str, **more: Any) -> Response:
    """Make a problem of a status, a code and a sentence."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": words,
        **more,
    }
    response = Response(json.dumps(body), status=status, mimetype=PROBLEM)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept-Language")
    return response


def invalid(refusal: Invalid) -> Response:
    """Say what is wrong with which parameter."""
    words = "One or more parameters have a value that is not among the known ones."
    return problem(422, "invalid", words, errors=refusal.faults)


def unknown_cursor(_error: Exception) -> Response:
    """Say that a cursor is none of ours."""
    words = "This cursor is not one of ours. Ask for the first page, without a cursor."
    return problem(400, "cursor", words)


def _open(response: Response) -> Response:
    if request.path.startswith(PREFIX):
        response.headers.update(_OPEN)
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT)
    return response
