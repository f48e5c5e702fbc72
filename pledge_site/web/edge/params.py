"""What a request may send: valid UTF-8, no NUL, each field once, and not too much of it.

Which values a field may have is the business of its form or view. Here stands what no form is
meant to see: Flask alone would answer it with 500, or take the first of two without a word.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask, abort, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map, RequestRedirect

from pledge_site.kernel import text
from pledge_site.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

# Fields that one may tick several of. Every other one may be sent once.
MANY_VALUED = frozenset({"capabilities", "domains", "outcomes", "places", "roles", "states"})
# Bytes: a form without files; a whole query string; a path.
FORM = 512 * 1024
_QUERY = 4096
_PATH = 2048
_UNREADABLE = ("text.surrogate", "text.control")


class RowInteger(IntegerConverter):
    """A number in an address that a database can look for, as the program writes it.

    A longer one leads nowhere, nor does one in other digits or with noughts in front: a page has
    one address.
    """

    regex = "(?:0|[1-9][0-9]*)"

    def __init__(self, url_map: Map, *args: Any, **options: Any) -> None:
        options.setdefault("max", 2**31 - 1)
        super().__init__(url_map, *args, **options)


def configure_params(app: Flask, _settings: Settings) -> None:
    """Look at what every request sends before any view does."""
    app.config.update(MAX_CONTENT_LENGTH=FORM, MAX_FORM_MEMORY_SIZE=FORM, MAX_FORM_PARTS=1000)
    app.url_map.converters["int"] = RowInteger
    app.before_request(_look)


def accepts_upload(max_bytes: int) -> Callable[[View], View]:
    """Let a view be sent a file, of so many bytes with all that comes along."""

    def decorate(view: View) -> View:
        view.max_bytes = max_bytes  # type: ignore[attr-defined]
        return view

    return decorate


def _look() -> None:
    _look_at_address()
    _look_at_fields(request.args)
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "max_bytes", FORM)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _look_at_body()


def _look_at_address() -> None:
    raw_path = request.environ.get("PATH_INFO", "").encode("latin-1", "replace")
    if len(request.query_string) > _QUERY or len(raw_path) > _PATH:
        abort(414)
    is_moved = isinstance(request.routing_exception, RequestRedirect)
    if is_moved and "." in request.path.rpartition("/")[2]:
        # A page with a suffix is no page: a cache might take it for a file.
        abort(404)
    for raw in (raw_path, unquote_to_bytes(request.query_string.replace(b"+", b" "))):
        if b"\0" in raw or not _is_utf8(raw):
            abort(400)


def _look_at_body() -> None:
    if request.content_length is not None and request.content_length > (
        request.max_content_length or 0
    ):
        abort(413)
    if request.mimetype == "application/x-www-form-urlencoded":
        raw = unquote_to_bytes(request.get_data(cache=True, parse_form_data=False))
        if not _is_utf8(raw):
            abort(400)
    _look_at_fields(request.form)


def _look_at_fields(fields: MultiDict[str, str]) -> None:
    for name, values in fields.lists():
        if len(values) > 1 and name not in MANY_VALUED:
            abort(400)
        if any(text.fault(value) in _UNREADABLE for value in (name, *values)):
            abort(400)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
