"""How a role comes to a person, once everybody has said yes. Nothing here commits."""

from datetime import datetime, timedelta

from pledge_site.db import db
from pledge_site.domain.accounts import offers, queries
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import Grant, Invitation, User
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, Refused

VALID = timedelta(hours=72)


def written(offer: Offer, actor: Actor | None, now: datetime, *, founding: bool) -> Invitation:
    """Write an offer down as an invitation, which opens nothing yet."""
    return Invitation(
        nonce=ids.token(),
        email=offer.email,
        name=offer.name,
        office=offer.office,
        role=offer.role,
        state=offer.state,
        language=offer.language,
        credentials=offer.credentials,
        ends_on=offer.ends_on,
        founding=founding,
        invited_by=actor.user_id if actor else None,
        created_at=now,
    )


def open_link(invitation: Invitation, now: datetime) -> None:
    """Let the link work from now on; a guest with an account gets the role at once.

    :raises Invalid: the person holds what does not go with the role, or is suspended.
    :raises Refused: grant.ended, the role that was to be changed is no longer held.
    """
    invitation.confirmed_at = now
    invitation.expires_at = now + VALID
    if invitation.user_id is None:
        subject = f"invitation:{invitation.id}"
        record("invitation.opened", at=now, actor=invitation.confirmed_by, subject=subject)
        return
    person = queries.user(invitation.user_id)
    former = invitation.replaces_id
    if former and former not in {grant.id for grant in queries.live_grants(person, now)}:
        raise Refused("grant.ended")
    found = clashes(invitation.role, person, now, but=former)
    if found:
        raise Invalid(found)
    give(invitation, person, now)


def clashes(
    role: str, person: User, now: datetime, *, but: int | None = None
) -> dict[str, list[str]]:
    """Name what forbids a role to a person, by the field that asked for it.

    :param but: the id of a grant that the role takes the place of.
    """
    if not person.active:
        return {"email": ["user.suspended"]}
    held = (grant.role for grant in queries.live_grants(person, now) if grant.id != but)
    wrong = offers.clash(held, role)
    return {"role": [wrong]} if wrong else {}


def give(invitation: Invitation, person: User, now: datetime) -> None:
    """Give the role and use the invitation up; a changed role ends the person's sessions."""
    for grant in person.grants:
        replaced = grant.id == invitation.replaces_id
        if grant.ended_at is None and (replaced or grant.role == invitation.role):
            grant.ended_at = now
    db.session.flush()
    grant = Grant(
        user_id=person.id,
        role=invitation.role,
        state=invitation.state,
        granted_by=invitation.invited_by,
        confirmed_by=invitation.confirmed_by,
        founding=invitation.founding,
        granted_at=now,
        until=invitation.ends_on,
    )
    person.grants.append(grant)
    person.uniquifier = ids.token()
    invitation.used_at = now
    db.session.flush()
    record(
        "grant.given",
        at=now,
        actor=invitation.confirmed_by or invitation.invited_by,
        subject=f"user:{person.id}",
        facts={
            "grant": grant.id,
            "invitation": invitation.id,
            "replaces": invitation.replaces_id,
            "role": grant.role,
            "state": grant.state,
            "until": grant.until.isoformat() if grant.until else None,
        },
    )
