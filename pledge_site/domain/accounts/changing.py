"""Another State or role for someone who has one: a new offer that takes the former's place.

Where the new role needs two people, the former one holds until the second has confirmed. Nothing
here commits.
"""

from dataclasses import replace
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts import offers, queries
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.accounts.granting import clashes, open_link, written
from pledge_site.domain.accounts.models import Grant, Invitation
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.accounts.roles import NEEDS_SECOND, lasts
from pledge_site.domain.ledger.service import record
from pledge_site.kernel.refusals import Invalid, NotFound, Refused


def grant(grant_id: int) -> Grant:
    """Fetch a grant, whether it holds or not.

    :raises NotFound: there is none with this id.
    """
    found = db.session.get(Grant, grant_id)
    if found is None:
        raise NotFound()
    return found


def change(grant_id: int, offer: Offer, *, actor: Actor, now: datetime) -> Invitation:
    """Offer another role or State in the place of one that is held.

    :param offer: the role, State, credentials and last day; whose it is stands fast.
    :raises NotFound: no such grant.
    :raises Invalid: the offer has faults, says what is so already, or doesn't go with the rest.
    :raises Refused: permission.missing, user.oneself, grant.ended
    """
    only_administrator(actor)
    former = grant(grant_id)
    person = former.user
    if person.id == actor.user_id:
        raise Refused("user.oneself")
    if not lasts(former.until, former.ended_at, now):
        raise Refused("grant.ended")
    whose = {name: getattr(person, name) for name in ("email", "language", "name", "office")}
    offer = offers.tidy(replace(offer, **whose))
    if found := _faults(offer, former, now):
        raise Invalid(found)
    invitation = written(offer, actor, now, founding=False)
    invitation.user_id, invitation.replaces_id = person.id, former.id
    db.session.add(invitation)
    db.session.flush()
    record(
        "invitation.made",
        at=now,
        actor=actor.user_id,
        subject=f"invitation:{invitation.id}",
        facts={"role": offer.role, "state": offer.state, "founding": False, "replaces": former.id},
    )
    if offer.role not in NEEDS_SECOND:
        open_link(invitation, now)
    return invitation


def _faults(offer: Offer, former: Grant, now: datetime) -> dict[str, list[str]]:
    found = offers.faults(offer, today=now.date(), credentials_due=True)
    if found:
        return found
    if (offer.role, offer.state, offer.ends_on) == (former.role, former.state, former.until):
        return {"role": ["role.unchanged"]}
    waiting = [each for each in queries.open_invitations(now) if each.email == offer.email]
    if any(each.replaces_id == former.id or each.role == offer.role for each in waiting):
        return {"role": ["invitation.open_already"]}
    return clashes(offer.role, former.user, now, but=former.id)
