"""Who is asking: the signed-in person behind a request, and the session that says so.

Called on guarded routes and on the account's own pages only: a public page never touches the
session. How one gets in (password, second factor) is in `web/account/`.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, g, session

from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import User
from pledge_site.domain.accounts.roles import PRIVILEGED
from pledge_site.kernel import clock, ids
from pledge_site.settings import Settings

LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=2)
IDLE_PRIVILEGED = timedelta(minutes=30)
# A session is written again at most this often, so that most pages set no cookie.
_REFRESH = timedelta(minutes=1)
_KEY = "sitting"


def configure_sessions(app: Flask, settings: Settings) -> None:
    """Set how the session cookie is sent; over https it is bound to this host."""
    secure = settings.public_base_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-pledge" if secure else "pledge",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_DOMAIN=None,
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def current_actor() -> Actor | None:
    """Say who is signed in, or None. Asked of the database once a request."""
    if "actor" not in g:
        g.actor = _find()
    actor: Actor | None = g.actor
    return actor


def current_person() -> User | None:
    """Return the account of who is signed in, for what it shows: a name, an address."""
    current_actor()
    person: User | None = g.get("person")
    return person


def begin_sitting(person: User, now: datetime) -> None:
    """Sign a person in under a new session id; nothing of the session before stays."""
    session.clear()
    session[_KEY] = {
        "id": ids.token(),
        "who": person.uniquifier,
        "began": now.timestamp(),
        "seen": now.timestamp(),
    }
    _forget()


def end_sitting() -> None:
    """Forget the session in this browser."""
    session.clear()
    _forget()


def _forget() -> None:
    g.pop("actor", None)
    g.pop("person", None)


def _find() -> Actor | None:
    sitting = session.get(_KEY)
    if sitting is None:
        return None
    now = clock.now()
    person = queries.user_by_uniquifier(sitting["who"])
    if person is None or not queries.may_enter(person, now) or person.totp_secret is None:
        return None
    actor = queries.actor_of(person, now)
    if not _in_time(sitting, actor, now):
        return None
    if now - _moment(sitting["seen"], now) >= _REFRESH:
        session[_KEY] = sitting | {"seen": now.timestamp()}
    g.person = person
    return actor


def _in_time(sitting: dict[str, Any], actor: Actor, now: datetime) -> bool:
    idle = IDLE_PRIVILEGED if actor.roles & PRIVILEGED else IDLE
    return (
        now - _moment(sitting["began"], now) < LONGEST
        and now - _moment(sitting["seen"], now) < idle
    )


def _moment(timestamp: float, like: datetime) -> datetime:
    return datetime.fromtimestamp(timestamp, like.tzinfo)
