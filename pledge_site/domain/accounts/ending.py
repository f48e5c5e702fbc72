"""What administrators do to end, stop or reopen what people have. Nothing here commits.

What is ended here ends the person's sessions.
"""

from datetime import date, datetime

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.accounts.models import Grant, User
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, NotFound, Refused


def end_grant(grant_id: int, *, actor: Actor, now: datetime) -> Grant:
    """End a role of someone else.

    :raises NotFound: no such grant.
    :raises Refused: permission.missing, user.oneself, grant.ended
    """
    only_administrator(actor)
    grant = db.session.get(Grant, grant_id, with_for_update=True, populate_existing=True)
    if grant is None:
        raise NotFound()
    # So there is always an administrator left: the one who asks.
    if grant.user_id == actor.user_id:
        raise Refused("user.oneself")
    if grant.ended_at is not None:
        raise Refused("grant.ended")
    grant.ended_at = now
    grant.user.uniquifier = ids.token()
    facts = {"grant": grant.id, "role": grant.role, "state": grant.state}
    record("grant.ended", at=now, actor=actor.user_id, subject=f"user:{grant.user_id}", facts=facts)
    return grant


def suspend(user_id: int, *, actor: Actor, now: datetime) -> User:
    """Close an account at once, its roles kept for when it is opened again.

    :raises NotFound: no such person.
    :raises Refused: permission.missing, user.oneself, user.suspended
    """
    person = _someone_else(user_id, actor)
    if not person.active:
        raise Refused("user.suspended")
    person.active = False
    person.uniquifier = ids.token()
    record("user.suspended", at=now, actor=actor.user_id, subject=f"user:{person.id}", facts={})
    return person


def reactivate(user_id: int, *, actor: Actor, now: datetime) -> User:
    """Open a suspended account again.

    :raises NotFound: no such person.
    :raises Refused: permission.missing, user.oneself, user.active
    """
    person = _someone_else(user_id, actor)
    if person.active:
        raise Refused("user.active")
    person.active = True
    record("user.reactivated", at=now, actor=actor.user_id, subject=f"user:{person.id}", facts={})
    return person


def set_last_day(user_id: int, day: date | None, *, actor: Actor, now: datetime) -> User:
    """Let an account end with a day (UTC), or with none. Nobody is signed out before.

    :raises NotFound: no such person.
    :raises Invalid: the day has passed.
    :raises Refused: permission.missing, user.oneself
    """
    person = _someone_else(user_id, actor)
    if day is not None and day < now.date():
        raise Invalid({"ends_on": ["date.past"]})
    if person.ends_on == day:
        return person
    if person.ends_on is not None and person.ends_on < now.date():
        # What was open when it ended stays closed.
        person.uniquifier = ids.token()
    person.ends_on = day
    facts = {"until": day.isoformat() if day else None}
    subject = f"user:{person.id}"
    record("user.last_day_set", at=now, actor=actor.user_id, subject=subject, facts=facts)
    return person


def _someone_else(user_id: int, actor: Actor) -> User:
    only_administrator(actor)
    person = db.session.get(User, user_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise NotFound()
    if person.id == actor.user_id:
        raise Refused("user.oneself")
    return person
