"""What a joint pledge needs before it can be public: its partners' word, and its number.

A partner's word is for exactly the words that it read, by their hash. What the partners do is in
`partnership.py`, what the drafter does in `joint.py`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges import entries, versions, workflow
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import Partner, Pledge, PledgeVersion
from pledge_site.domain.pledges.partners.counted import joined_partners
from pledge_site.kernel.refusals import Refused

# Their words don't move any more: those who confirmed have confirmed exactly these.
HANDED_IN = frozenset({workflow.SUBMITTED, workflow.ACCEPTED})


def is_joint(version: PledgeVersion) -> bool:
    """Say whether several States make this pledge together."""
    return version.pledge.kind == "joint"


def lacks_confirmation(version: PledgeVersion) -> bool:
    """Say whether a joint pledge can't be public in these words yet.

    The first version needs one partner; an amendment, all that have joined.
    """
    if not is_joint(version) or version.standing in workflow.LIVE:
        return False
    joined = joined_partners(version.pledge)
    if not joined:
        return not any(each.standing in workflow.LIVE for each in version.pledge.versions)
    words = content_hash(version)
    return any(partner.confirmed_hash != words for partner in joined)


def hold_to_partners(version: PledgeVersion) -> None:
    """Hold a publication to the word of the partners.

    :raises Refused: ``joint.unconfirmed``.
    """
    if lacks_confirmation(version):
        raise Refused("joint.unconfirmed")


def hold_still(version: PledgeVersion) -> None:
    """Hold a joint pledge to its words while the secretariat has them: partners confirmed these.

    :raises Refused: ``joint.handed_in``.
    """
    if is_joint(version) and version.standing in HANDED_IN:
        raise Refused("joint.handed_in")


def forget_other_words(version: PledgeVersion, *, at: datetime) -> None:
    """Let go of what partners have confirmed, if the words are no longer those; they are told.

    Who has joined in public stays with the published words, and has to confirm these as well.
    """
    if not is_joint(version):
        return
    words = content_hash(version)
    for partner in version.pledge.partners:
        if partner.confirmed_hash in (None, words) or partner.left_at is not None:
            continue
        partner.confirmed_hash = None
        if versions.live_version(version.pledge) is None:
            partner.confirmed_at = partner.confirmed_by = None
        joined = partner.confirmed_at is not None
        record("partner.reset", version, partner, None, at=at, joined=joined)


def reasons_for_leaving(pledge: Pledge) -> dict[str, str]:
    """Return why States have left a published pledge, by code: what they gave is public."""
    return {
        proposal.state: proposal.reason
        for version in pledge.versions
        for proposal in version.proposals
        if proposal.action == "leave" and proposal.outcome == "confirmed"
    }


def next_name(campaign_id: int) -> str:
    """Return what the next joint pledge of a campaign is called: J1, J2 and so on.

    The campaign is locked until the transaction ends, so that no two get the same.
    """
    db.session.execute(
        select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True)
    )
    numbered = db.session.scalar(
        select(func.count()).where(
            Pledge.campaign_id == campaign_id,
            Pledge.kind == "joint",
            Pledge.reference.is_not(None),
        )
    )
    return f"J{(numbered or 0) + 1}"


def record(
    event: str,
    version: PledgeVersion,
    partner: Partner,
    actor: Actor | None,
    *,
    at: datetime,
    **facts: Any,
) -> None:
    """Record what became of a partner; ``state`` is the partner, ``drafter`` who asked it."""
    whose = {"state": partner.state, "drafter": version.pledge.state}
    entries.record(event, version, actor.user_id if actor else None, at=at, **whose, **facts)
