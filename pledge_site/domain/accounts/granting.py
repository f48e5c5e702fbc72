"""How a role comes to a person, once everybody has said yes. Nothing here commits."""

from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts import offers, queries
from pledge_site.domain.accounts.models import Grant, Invitation, User
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids


def clashes(role: str, person: User, now: datetime) -> dict[str, list[str]]:
    """Name what forbids a role to a person, by the field that asked for it."""
    if not person.active:
        return {"email": ["user.suspended"]}
    wrong = offers.clash((grant.role for grant in queries.live_grants(person, now)), role)
    return {"role": [wrong]} if wrong else {}


def give(invitation: Invitation, person: User, now: datetime) -> None:
    """Give the role and use the invitation up; a changed role ends the person's sessions."""
    for grant in person.grants:
        if grant.role == invitation.role and grant.ended_at is None:
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
            "role": grant.role,
            "state": grant.state,
            "until": grant.until.isoformat() if grant.until else None,
        },
    )
