"""Where an unsafe request comes from: our own pages, with their token, or it is refused.

Signed-in forms and the sign-in form carry a token (Flask-WTF). Public forms keep no session, so
they are held to `Origin` and `Sec-Fetch-Site` instead (`from_our_pages`). Also here: what a
read-only register refuses. How that is told is in `refusals.py`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request
from flask_wtf import CSRFProtect

from pledge_site.db import RETRY_AFTER, refuse_writes
from pledge_site.kernel.refusals import Refused
from pledge_site.settings import Settings
from pledge_site.web.edge.current import shown_switches
from pledge_site.web.edge.routes import PUBLIC

View = TypeVar("View", bound=Callable[..., Any])

csrf = CSRFProtect()
_SAFE = ("GET", "HEAD", "OPTIONS")
# What is done while the switch is on, though never under the setting: the way in, for whoever is to
# turn it off again and whoever has only to read, and the switches themselves.
EVEN_THEN = frozenset(
    {
        "account.enter",
        "account.pass_second_factor",
        "account.sign_out",
        "secretariat.change_banner",
        "secretariat.turn_switch",
    }
)
# Longer when it is the setting: only whoever runs the server can change that.
_BY_SETTING = 600


def configure_origin(app: Flask, _settings: Settings) -> None:
    """Refuse unsafe requests of other sites, and all of them while the site is read-only."""
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_HEADERS=["X-CSRF-Token"])
    app.before_request(_look)
    csrf.init_app(app)


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


def is_read_only() -> bool:
    """Say whether this request may change nothing: by the setting, or by the switch."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.read_only:
        return True
    return request.endpoint not in EVEN_THEN and shown_switches().read_only


def _look() -> None:
    refuse_writes(False)
    if request.method in _SAFE:
        # What a page writes down of who looks at it is refused inside `write`. An open page writes
        # nothing, and must not need the database.
        refuse_writes(request.endpoint not in PUBLIC and is_read_only())
        return
    if _is_foreign():
        abort(403)
    if is_read_only():
        settings: Settings = current_app.config["SETTINGS"]
        raise Refused(
            "site.read_only", retry_after=_BY_SETTING if settings.read_only else RETRY_AFTER
        )


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
