"""Where an unsafe request comes from: our own pages, with their token, or it is refused.

Signed-in forms and the sign-in form carry a token (Flask-WTF). Public forms keep no session, so
they are held to `Origin` and `Sec-Fetch-Site` instead (`from_our_pages`). Also here: the switch
that makes the whole site read-only.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import ServiceUnavailable

from pledge_site.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()
_SAFE = ("GET", "HEAD", "OPTIONS")


def configure_origin(app: Flask, settings: Settings) -> None:
    """Refuse unsafe requests of other sites, and all of them while the site is read-only."""
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_HEADERS=["X-CSRF-Token"])
    app.before_request(_look)
    csrf.init_app(app)
    app.extensions["read_only"] = settings.read_only


def from_our_pages(view: View) -> View:
    """Let a public form be sent by our own pages alone, without a session.

    Put it outermost, right under the route. A browser that says nothing of where it comes from is
    refused.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if request.method not in _SAFE and not _says_it_is_ours():
            abort(403)
        return view(*args, **kwargs)

    return csrf.exempt(guarded)


def _look() -> None:
    if request.method in _SAFE:
        return
    if current_app.extensions["read_only"]:
        raise ServiceUnavailable(retry_after=600)
    if _is_foreign():
        abort(403)


def _is_foreign() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and not _is_ours(origin)


def _says_it_is_ours() -> bool:
    return not _is_foreign() and (
        request.headers.get("Sec-Fetch-Site") == "same-origin" or "Origin" in request.headers
    )


def _is_ours(origin: str) -> bool:
    base = urlsplit(current_app.config["SETTINGS"].public_base_url)
    sent = urlsplit(origin)
    if (sent.scheme, sent.netloc) == (base.scheme, base.netloc):
        return True
    # Under another name only while developing: production answers to one host (`proxy.py`).
    return (sent.scheme, sent.netloc) == (request.scheme, request.host)
