"""What administrators and guests do with invitations. Nothing here commits.

Signing in is in `signing_in.py`; ending roles and accounts in `ending.py`.
"""

from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts import links, offers, queries
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.accounts.granting import clashes, give, open_link, written
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.accounts.roles import ADMINISTRATOR, FOCAL_POINT, NEEDS_SECOND
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

FOUNDERS = 2


def invite(offer: Offer, *, actor: Actor | None, now: datetime) -> Invitation:
    """Offer a role to an address. It waits for a second administrator where the role needs one.

    :param actor: an administrator, or None from the command line.
    :raises Invalid: the offer has faults, or doesn't go with what the person holds.
    :raises Refused: permission.missing, invitation.founders_done, invitation.oneself
    """
    if actor is not None:
        only_administrator(actor)
    founding = actor is None and offer.role == ADMINISTRATOR
    offer = offers.tidy(offer)
    found = offers.faults(offer, today=now.date(), credentials_due=actor is not None)
    guest = queries.user_by_email(offer.email)
    if not found:
        found = _clashes(offer, guest, now)
    if found:
        raise Invalid(found)
    if founding:
        _only_founders(now)
    if guest is not None and actor is not None and guest.id == actor.user_id:
        raise Refused("invitation.oneself")
    invitation = written(offer, actor, now, founding=founding)
    invitation.user_id = guest.id if guest else None
    db.session.add(invitation)
    db.session.flush()
    record(
        "invitation.made",
        at=now,
        actor=invitation.invited_by,
        subject=f"invitation:{invitation.id}",
        facts={"role": offer.role, "state": offer.state, "founding": founding},
    )
    if founding or offer.role not in NEEDS_SECOND:
        open_link(invitation, now)
    return invitation


def confirm_invitation(
    invitation_id: int, *, actor: Actor, now: datetime, credentials: str = ""
) -> Invitation:
    """Stand behind another administrator's invitation; from here its link works for 72 hours.

    :raises NotFound: no such invitation.
    :raises Invalid: a focal point's credentials are not on record.
    :raises Refused: permission.missing, invitation.own, invitation.oneself, invitation.closed,
        invitation.inviter_gone, grant.ended
    """
    only_administrator(actor)
    invitation = _locked(invitation_id)
    if invitation.confirmed_at or invitation.revoked_at or invitation.used_at:
        raise Refused("invitation.closed")
    if invitation.invited_by == actor.user_id:
        raise Refused("invitation.own")
    if invitation.email == queries.user(actor.user_id).email:
        raise Refused("invitation.oneself")
    if invitation.invited_by is not None:
        inviter = queries.user(invitation.invited_by)
        if not (inviter.active and queries.actor_of(inviter, now).has(ADMINISTRATOR)):
            raise Refused("invitation.inviter_gone")
    _add_credentials(invitation, credentials)
    invitation.confirmed_by = actor.user_id
    record(
        "invitation.confirmed",
        at=now,
        actor=actor.user_id,
        subject=f"invitation:{invitation.id}",
        facts={"role": invitation.role, "state": invitation.state},
    )
    open_link(invitation, now)
    return invitation


def revoke(invitation_id: int, *, actor: Actor, now: datetime) -> Invitation:
    """Take an invitation back before it is used.

    :raises NotFound: no such invitation.
    :raises Refused: permission.missing, invitation.closed
    """
    only_administrator(actor)
    invitation = _locked(invitation_id)
    if invitation.revoked_at or invitation.used_at:
        raise Refused("invitation.closed")
    invitation.revoked_at, invitation.revoked_by = now, actor.user_id
    subject = f"invitation:{invitation.id}"
    record("invitation.revoked", at=now, actor=actor.user_id, subject=subject, facts={})
    return invitation


def usable(token: str, *, keys: Keys, now: datetime, lock: bool = False) -> Invitation:
    """Fetch the invitation that a link opens now. Looking consumes nothing.

    :raises NotFound: the link is not one of ours.
    :raises Refused: invitation.used, invitation.revoked, invitation.unconfirmed,
        invitation.expired
    """
    invitation = links.find(token, keys, lock=lock)
    if invitation.used_at is not None:
        raise Refused("invitation.used")
    if invitation.revoked_at is not None:
        raise Refused("invitation.revoked")
    if invitation.expires_at is None:
        raise Refused("invitation.unconfirmed")
    if now >= invitation.expires_at:
        raise Refused("invitation.expired")
    return invitation


def accept(token: str, *, name: str, password_hash: str, keys: Keys, now: datetime) -> User:
    """Make the account that an invitation offers. The link is used up.

    :raises NotFound, Refused: as `usable`.
    """
    invitation = usable(token, keys=keys, now=now, lock=True)
    if queries.user_by_email(invitation.email) is not None:
        raise Refused("invitation.used")
    person = User(
        email=invitation.email,
        name=name,
        office=invitation.office,
        language=invitation.language,
        password_hash=password_hash,
        uniquifier=ids.token(),
        created_at=now,
        ends_on=None,
    )
    db.session.add(person)
    db.session.flush()
    invitation.user_id = person.id
    give(invitation, person, now)
    return person


def _locked(invitation_id: int) -> Invitation:
    found = db.session.get(Invitation, invitation_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


def _clashes(offer: Offer, guest: User | None, now: datetime) -> dict[str, list[str]]:
    """Name what forbids an offer: what the person holds, or what they are offered already."""
    waiting = [each for each in queries.open_invitations(now) if each.email == offer.email]
    if guest is None:
        return {"email": ["invitation.open_already"]} if waiting else {}
    if any(each.role == offer.role for each in waiting):
        return {"email": ["invitation.open_already"]}
    return clashes(offer.role, guest, now)


def _only_founders(now: datetime) -> None:
    """Refuse a third administrator from the command line: two can invite on the pages."""
    waiting = sum(each.founding for each in queries.open_invitations(now))
    if queries.administrators(now) + waiting >= FOUNDERS:
        raise Refused("invitation.founders_done")


def _add_credentials(invitation: Invitation, credentials: str) -> None:
    """Put a State's letter on record if the invitation came without, as from the command line."""
    if invitation.role != FOCAL_POINT or invitation.credentials:
        return
    offer = offers.tidy(Offer(email="", role=FOCAL_POINT, language="", credentials=credentials))
    wrong = offers.text_fault(offer.credentials or "", 200)
    if not offer.credentials or wrong:
        raise Invalid({"credentials": [wrong or "credentials.needed"]})
    invitation.credentials = offer.credentials
