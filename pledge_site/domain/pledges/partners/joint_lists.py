"""The joint pledges of a State as its focal points see them: what it drafts, what it is asked."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import versions
from pledge_site.domain.pledges.models import Partner, Pledge, PledgeVersion
from pledge_site.domain.pledges.partners import partnership
from pledge_site.domain.pledges.partners.counted import has_joined
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import NotFound

# What a partner can have answered, as every reader of it says it.
ANSWERS: dict[str, str] = {
    "asked": N_("No answer yet"),
    "confirmed": N_("Has confirmed these words"),
    "again": N_("Has joined, and has yet to confirm the new words"),
    "waiting": N_("Has confirmed; a reviewer has to agree"),
    "leaving": N_("Asks to leave; a reviewer has to agree"),
    "declined": N_("Has said no"),
    "left": N_("Has left this pledge"),
}


class Joint(NamedTuple):
    """A joint pledge, the version to look at, and what this State has answered, if it was asked."""

    pledge: Pledge
    version: PledgeVersion
    answer: str = ""


def answer(pledge: Pledge, partner: Partner) -> str:
    """Return what a partner has answered, as one of `ANSWERS`."""
    if partner.left_at is not None:
        return "left"
    if (proposal := partnership.waiting(pledge, partner.state)) is not None:
        return "leaving" if proposal.action == "leave" else "waiting"
    if has_joined(partner):
        version = versions.open_version(pledge) or pledge.versions[-1]
        return "confirmed" if partnership.confirmed(version, partner) else "again"
    return "declined" if partner.declined_at is not None else "asked"


def drafted(actor: Actor, campaign_id: int) -> list[Joint]:
    """Return the joint pledges that a State drafts or has drafted, the newest first."""
    found = _pledges(campaign_id, Pledge.state == actor.state)
    return [Joint(pledge, pledge.versions[-1]) for pledge in found]


def asked(actor: Actor, campaign_id: int) -> list[Joint]:
    """Return the joint pledges that a State was asked to join, the newest first."""
    rows = []
    for pledge in _pledges(campaign_id, Pledge.partners.any(Partner.state == actor.state)):
        partner = next(each for each in pledge.partners if each.state == actor.state)
        try:
            version = partnership.offered(pledge, partner)
        except NotFound:
            continue
        rows.append(Joint(pledge, version, answer(pledge, partner)))
    return rows


def _pledges(campaign_id: int, wanted: object) -> Sequence[Pledge]:
    return db.session.scalars(
        select(Pledge)
        .where(Pledge.campaign_id == campaign_id, Pledge.kind == "joint", wanted)  # type: ignore[arg-type]
        .order_by(Pledge.id.desc())
        .options(selectinload(Pledge.versions), selectinload(Pledge.partners))
    ).all()
