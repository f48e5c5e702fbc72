"""What a joint pledge needs before it can be public: its partners' word, and its number.

A partner's word is for exactly the words that it read, by their hash. What the partners do is in
`partnership.py`, what the drafter does in `joint.py`.
"""

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.counted import joined_partners
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.kernel.refusals import Refused


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


def next_name(campaign_id: int) -> str:
    """Return what the next joint pledge of a campaign is called: J1, J2 and so on.

    The campaign is locked until the transaction ends, so that no two get the same.
    """
    db.session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update())
    numbered = db.session.scalar(
        select(func.count()).where(
            Pledge.campaign_id == campaign_id,
            Pledge.kind == "joint",
            Pledge.reference.is_not(None),
        )
    )
    return f"J{(numbered or 0) + 1}"
