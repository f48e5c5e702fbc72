"""From a "no" to an answer: the error pages, in the language of the URL, saying what to do next.

The sentences are in `sentences.py`. A room with another face (the API) registers it for its path.
"""

from collections.abc import Callable

from flask import (
    Flask,
    Response,
    current_app,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from pledge_site.db import db
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.outlets.files import Away
from pledge_site.settings import Settings
from pledge_site.web.edge.headers import PRIVATE
from pledge_site.web.edge.sentences import PAGES, Page, sentence_of, status_of
from pledge_site.web.edge.unsaved import page_of

Face = Callable[[int, str, str], Response]
"""Makes an answer of a status, a code and a sentence."""


_LOST = N_(
    "The page was open for too long, or was opened in another window. "
    "Open it again and send the form from there."
)


_CLOSED = N_("No changes at the moment")


def configure_refusals(app: Flask, _settings: Settings) -> None:
    """Answer every refusal and error with a page."""
    app.extensions["faces"] = {}
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _form_lost)
    app.register_error_handler(HTTPException, _http)
    for lost in (OperationalError, InterfaceError, PoolTimeout, DBAPIError):
        app.register_error_handler(lost, _database_lost)
    app.register_error_handler(Away, _files_lost)
    app.register_error_handler(Exception, _failed)


def register_face(app: Flask, prefix: str, face: Face) -> None:
    """Answer errors under a path with something other than a page."""
    app.extensions["faces"][prefix] = face


def answer(status: int, code: str, words: str) -> Response:
    """Make the answer that says no, in the face that the path has."""
    for prefix, face in current_app.extensions["faces"].items():
        if request.path.startswith(prefix):
            return face(status, code, words)
    if request.routing_exception is not None and not _can_build():
        return Response(f"{words}\n", status=status, mimetype="text/plain")
    page = _page_of(status)
    html = render_template(
        "errors/error.html", heading=gettext(page.heading), words=words, status=status
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = PRIVATE
    response.vary.add("Accept-Language")
    return response


def _refused(refusal: Refused) -> Response:
    status = status_of(refusal)
    # An unknown thing and another's thing answer alike, to the byte.
    words = gettext(PAGES[404].words) if status == 404 else sentence_of(refusal)
    if refusal.code == "site.read_only" and not _has_face():
        response = page_of(status, gettext(_CLOSED), words)
    else:
        response = answer(status, refusal.code, words)
    if "retry_after" in refusal.facts:
        response.headers["Retry-After"] = str(refusal.facts["retry_after"])
    return response


def _form_lost(_error: CSRFError) -> Response:
    return answer(400, "form.lost", gettext(_LOST))


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    response = answer(status, f"http.{status}", gettext(_page_of(status).words))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    if status == 503:
        response.headers.setdefault("Retry-After", "60")
    return response


def _database_lost(error: Exception) -> Response:
    at_fault = isinstance(error, DBAPIError) and not error.connection_invalidated
    if at_fault and not isinstance(error, OperationalError | InterfaceError):
        return _failed(error)
    current_app.logger.exception("the database did not answer")
    db.session.rollback()
    response = answer(503, "http.503", gettext(PAGES[503].words))
    response.headers["Retry-After"] = "5"
    return response


def _files_lost(_error: Exception) -> Response:
    current_app.logger.exception("the place of the files did not answer")
    db.session.rollback()
    response = answer(503, "http.503", gettext(PAGES[503].words))
    response.headers["Retry-After"] = "60"
    return response


def _failed(error: Exception) -> Response:
    if current_app.testing:
        raise error
    current_app.logger.exception("a request failed")
    db.session.rollback()
    return answer(500, "http.500", gettext(PAGES[500].words))


def _has_face() -> bool:
    return any(request.path.startswith(prefix) for prefix in current_app.extensions["faces"])


def _page_of(status: int) -> Page:
    return PAGES.get(status, PAGES[400] if status < 500 else PAGES[500])


def _can_build() -> bool:
    """Say whether addresses can be made: not for a request that came for another host."""
    try:
        url_for("public.home")
    except (AttributeError, RuntimeError):
        return False
    return True
