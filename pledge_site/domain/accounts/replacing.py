"""How a lost second factor is taken away: a call back at the number on file, two administrators.

Afterwards the person sets up a new one, from their password. Nothing here commits.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from pledge_site.db import db
from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.accounts.models import RecoveryCode, SecondFactorReset, User
from pledge_site.domain.accounts.roles import ADMINISTRATOR
from pledge_site.domain.contacts import queries as contacts
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

VALID = timedelta(hours=72)


def waiting(now: datetime) -> Sequence[SecondFactorReset]:
    """List the proposals that a second administrator can still confirm."""
    return db.session.scalars(
        select(SecondFactorReset).where(
            SecondFactorReset.confirmed_at.is_(None), SecondFactorReset.proposed_at > now - VALID
        )
    ).all()


def numbers(person: User, now: datetime) -> list[Contact] | None:
    """Return the contacts at whose numbers a focal point can be called back.

    Two administrators put each on record. None for others: a member of the secretariat is called at
    the number on its own list.
    """
    state = queries.actor_of(person, now).state
    if state is None:
        return None
    return [contact for contact in contacts.of(state) if contact.phone]


def propose(user_id: int, *, called_back: bool, actor: Actor, now: datetime) -> SecondFactorReset:
    """Say that a person was called back and has lost the second factor.

    :raises NotFound: no such person.
    :raises Invalid: nobody called back.
    :raises Refused: permission.missing, user.oneself, reset.waiting, reset.no_number
    """
    only_administrator(actor)
    person = queries.user(user_id)
    if person.id == actor.user_id:
        raise Refused("user.oneself")
    on_file = numbers(person, now)
    if on_file == []:
        raise Refused("reset.no_number")
    if not called_back:
        raise Invalid({"called_back": ["call.needed"]})
    if any(each.user_id == user_id for each in waiting(now)):
        raise Refused("reset.waiting")
    proposal = SecondFactorReset(user_id=user_id, proposed_by=actor.user_id, proposed_at=now)
    db.session.add(proposal)
    db.session.flush()
    facts: dict[str, Any] = {"reset": proposal.id}
    if on_file:
        facts["contacts"] = [contact.id for contact in on_file]
    record("reset.proposed", at=now, actor=actor.user_id, subject=f"user:{user_id}", facts=facts)
    return proposal


def confirm(reset_id: int, *, actor: Actor, now: datetime) -> SecondFactorReset:
    """Take the second factor away, with its recovery codes and every session.

    :raises NotFound: no such proposal.
    :raises Refused: permission.missing, user.oneself, reset.own, reset.closed
    """
    only_administrator(actor)
    proposal = db.session.get(
        SecondFactorReset, reset_id, with_for_update=True, populate_existing=True
    )
    if proposal is None:
        raise NotFound()
    if proposal.confirmed_at is not None or now >= proposal.proposed_at + VALID:
        raise Refused("reset.closed")
    if proposal.proposed_by == actor.user_id:
        raise Refused("reset.own")
    if proposal.user_id == actor.user_id:
        raise Refused("user.oneself")
    caller = queries.user(proposal.proposed_by)
    if not (caller.active and queries.actor_of(caller, now).has(ADMINISTRATOR)):
        # Whoever called is no administrator any more: someone who is calls again.
        raise Refused("reset.closed")
    proposal.confirmed_by, proposal.confirmed_at = actor.user_id, now
    person = queries.user(proposal.user_id)
    person.totp_secret, person.totp_counter = None, None
    person.uniquifier = ids.token()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == person.id))
    facts = {"reset": proposal.id}
    record("reset.confirmed", at=now, actor=actor.user_id, subject=f"user:{person.id}", facts=facts)
    return proposal
