"""The session between the password and the second factor: it opens nothing but the next step."""

from datetime import timedelta
from typing import NamedTuple

from flask import session, url_for

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may
from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.models import User
from pledge_site.kernel import clock, ids
from pledge_site.web.edge.identity import begin_sitting

LASTS = timedelta(minutes=20)
_KEY = "halfway"


class Halfway(NamedTuple):
    """Someone whose password was right, and where they wanted to go."""

    person: User
    wanted: str | None


def begin(person: User, wanted: str | None = None) -> None:
    """Remember that a password was right, under a new session id."""
    session.clear()
    session[_KEY] = {
        "id": ids.token(),
        "who": person.uniquifier,
        "began": clock.now().timestamp(),
        "wanted": wanted,
    }


def current() -> Halfway | None:
    """Say who stands between the two steps in this browser, or None."""
    kept = session.get(_KEY)
    now = clock.now()
    if kept is None or now.timestamp() - kept["began"] > LASTS.total_seconds():
        return None
    person = queries.user_by_uniquifier(kept["who"])
    if person is None or not queries.may_enter(person, now):
        return None
    return Halfway(person, kept["wanted"])


def proposal() -> str | None:
    """Return the sealed secret that is being set up in this browser."""
    sealed: str | None = session.get(_KEY, {}).get("proposal")
    return sealed


def keep_proposal(sealed: str) -> None:
    """Remember the sealed secret that is being set up, until its first code is right."""
    session[_KEY] = session[_KEY] | {"proposal": sealed}


def finish(person: User) -> None:
    """Sign in for good: both steps were right."""
    begin_sitting(person, clock.now())


def landing(person: User) -> str:
    """Say where someone starts work: the page that their role comes for."""
    now = clock.now()
    actor = queries.actor_of(person, now)
    home = url_for("account.home")
    for permission, room in (
        (Permission.PLEDGE_DRAFT, "portal"),
        (Permission.WORKSHOP_RECORD, "workshops"),
        (Permission.SECRETARIAT_ENTER, "secretariat"),
    ):
        if may(actor, permission, now):
            return home.removesuffix("account/") + f"{room}/"
    return home
