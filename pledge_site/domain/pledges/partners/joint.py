"""What the State that drafts a joint pledge does: begin it, ask other States, change it together.

Writing, submitting and withdrawing it goes as for any pledge. What the partners do is in
`partnership.py`.
"""

from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.models import Partner, Pledge, PledgeVersion, Proposal
from pledge_site.domain.pledges.partners.counted import has_joined
from pledge_site.domain.pledges.partners.joining import HANDED_IN, is_joint, record
from pledge_site.domain.pledges.writing import drafting
from pledge_site.domain.texts.queries import current_version
from pledge_site.kernel.refusals import Invalid, NotFound, Refused


def begin(actor: Actor, campaign_id: int, *, at: datetime) -> PledgeVersion:
    """Begin a joint pledge of the focal point's State; one that was left untouched is taken up.

    :raises Refused: ``text.none``: the campaign has no text to answer yet.
    """
    versions.require(actor, workflow.FOCAL_POINT)
    if actor.state is None or current_version(campaign_id) is None:
        raise Refused("text.none")
    # One at a time, so that a form sent twice begins one pledge.
    db.session.execute(
        select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True)
    )
    if (untouched := _untouched(campaign_id, actor.state)) is not None:
        return untouched
    pledge = Pledge(campaign_id=campaign_id, kind="joint", state=actor.state)
    db.session.add(pledge)
    db.session.flush()
    return drafting.add_version(pledge, actor, at=at)


def _untouched(campaign_id: int, state: str) -> PledgeVersion | None:
    return db.session.scalar(
        select(PledgeVersion)
        .join(Pledge)
        .where(
            Pledge.campaign_id == campaign_id,
            Pledge.state == state,
            Pledge.kind == "joint",
            ~Pledge.partners.any(),
            PledgeVersion.standing == workflow.DRAFT,
            PledgeVersion.edit == 1,
            PledgeVersion.number == 1,
        )
        .limit(1)
    )


def amend(actor: Actor, version_id: int, *, reason: str, at: datetime) -> PledgeVersion:
    """Return the open version of a published joint pledge, begun from its words if there is none.

    :raises Invalid: without a reason.
    :raises Refused: ``pledge.not_now``: it is not public, or on hold.
    """
    pledge = _drafted(actor, version_id).pledge
    if (version := versions.open_version(pledge)) is not None:
        return version
    live = versions.live_version(pledge)
    if live is None or live.standing == workflow.ON_HOLD:
        standing = live.standing if live else workflow.NONE
        raise Refused("pledge.not_now", standing=standing, action="amend")
    if not reason:
        raise Invalid({"reason": ["required"]})
    return drafting.add_version(pledge, actor, at=at, reason=reason)


def _drafted(actor: Actor, version_id: int) -> PledgeVersion:
    """Return a version of a joint pledge that the person's State drafts, locked."""
    version = versions.owned(actor, version_id)
    if not is_joint(version):
        raise NotFound()
    return version


def ask(actor: Actor, version_id: int, state: str, *, at: datetime) -> None:
    """Ask a State to join: from now on its focal points see the draft. Asked twice, asked again.

    :raises Invalid: no such State, or the drafting one.
    :raises Refused: ``pledge.not_now``; ``joint.left``: it has left this pledge.
    """
    version = _drafted(actor, version_id)
    pledge = version.pledge
    if not states.exists(state) or state == pledge.state:
        raise Invalid({"state": ["choice"]})
    _may_ask(version)
    partner = _partner(pledge, state)
    if partner is None:
        partner = Partner(pledge_id=pledge.id, state=state, asked_at=at)
        pledge.partners.append(partner)
    elif partner.left_at is not None:
        raise Refused("joint.left")
    elif has_joined(partner) and not _must_confirm_again(version):
        return
    partner.asked_at, partner.declined_at = at, None
    versions.took_part(version, actor, at)
    record("partner.asked", version, partner, actor, at=at)


def _may_ask(version: PledgeVersion) -> None:
    if version.standing not in workflow.OPEN | workflow.LIVE:
        raise Refused("pledge.not_now", standing=version.standing, action="ask")


def _must_confirm_again(version: PledgeVersion) -> bool:
    return (
        version.standing in (workflow.DRAFT, workflow.CHANGES_ASKED)
        and versions.live_version(version.pledge) is not None
    )


def take_off(actor: Actor, version_id: int, state: str, *, at: datetime) -> None:
    """Ask a State no longer: its focal points see the pledge no more.

    :raises NotFound: it was not asked.
    :raises Refused: ``joint.has_joined``: who has joined in public leaves by its own word;
        ``joint.handed_in``: its word is part of what the secretariat checks now.
    """
    version = _drafted(actor, version_id)
    pledge = version.pledge
    partner = _partner(pledge, state)
    if partner is None:
        raise NotFound()
    if has_joined(partner) or partner.left_at is not None:
        if any(each.standing in workflow.PUBLIC for each in pledge.versions):
            raise Refused("joint.has_joined")
        if version.standing in HANDED_IN:
            raise Refused("joint.handed_in")
    lapse(pledge, state, at)
    pledge.partners.remove(partner)
    db.session.delete(partner)
    versions.took_part(version, actor, at)
    record("partner.removed", version, partner, actor, at=at)


def _partner(pledge: Pledge, state: str) -> Partner | None:
    return next((each for each in pledge.partners if each.state == state), None)


def lapse(pledge: Pledge, state: str, at: datetime) -> None:
    """Let what a partner has asked for lapse."""
    for version in pledge.versions:
        for proposal in version.proposals:
            if proposal.state == state and proposal.outcome is None and is_of_partner(proposal):
                proposal.outcome, proposal.settled_at = "lapsed", at


def is_of_partner(proposal: Proposal) -> bool:
    """Say whether a proposal is a partner's: to join a published pledge, or to leave it."""
    return proposal.action in ("join", "leave")
