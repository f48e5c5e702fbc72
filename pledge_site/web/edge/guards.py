"""The guard that every route declares, and the rule for where a redirect may lead.

The list of routes that need nobody signed in is in `routes.py`.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Response, abort, after_this_request, redirect, request, url_for

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may
from pledge_site.domain.accounts.actors import Actor
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.identity import current_actor

View = TypeVar("View", bound=Callable[..., Any])

# Only letters that a browser reads as we do: no backslash, no control, no second slash in front.
_OWN = re.compile(rf"/(?:{'|'.join(CODES)})/(?:[\w.~-]+/)*[\w.~-]*(?:\?[\w.~%=&+-]*)?", re.ASCII)


def needs(permission: Permission) -> Callable[[View], View]:
    """Guard a route: signed out, a reader is sent to sign in; without the permission, 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            after_this_request(keep_private)
            actor = current_actor()
            if actor is None:
                return _sign_in_first()
            if not may(actor, permission, clock.now()):
                abort(403)
            return view(*args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def the_actor() -> Actor:
    """Return who is signed in, on a route that `needs` guards."""
    actor = current_actor()
    if actor is None:
        abort(401)
    return actor


def keep_private(response: Response) -> Response:
    """Forbid every cache to keep a response."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def own_path(value: str | None) -> str | None:
    """Return a path of this site that a redirect may lead to, or None.

    It has to be plain, and to parse back as itself: ``/\\evil`` and ``https:evil`` are not.
    """
    if not value or len(value) > 500 or ".." in value or not _OWN.fullmatch(value):
        return None
    parts = urlsplit(value)
    whole = parts.path + (f"?{parts.query}" if parts.query else "")
    return value if not parts.scheme and not parts.netloc and whole == value.rstrip("?") else None


def _sign_in_first() -> Any:
    if request.method not in ("GET", "HEAD"):
        abort(403)
    wanted = own_path(request.full_path.rstrip("?"))
    return redirect(url_for("account.sign_in", next=wanted), code=303)
