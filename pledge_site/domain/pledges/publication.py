"""What happens to a version when it becomes public, and to what it replaces."""

from datetime import datetime

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joining


def publish(version: PledgeVersion, action: str, actor: Actor | None, *, at: datetime) -> None:
    """Publish a version: number it, supersede the one before, record both.

    :param actor: None, when the program releases it. A release was decided by who cleared it.
    """
    number(version)
    replaced = [
        other
        for other in version.pledge.versions
        if other is not version and other.standing in workflow.LIVE
    ]
    released = action == "release"
    version.published_by = version.cleared_by if released or actor is None else actor.user_id
    before = workflow.NONE if action == "record_statement" else version.standing
    to = workflow.resolved(before, action, version.cleared_action).to
    if to == workflow.DEPOSITED:
        version.deposited_at = at
    else:
        version.announced_at = at
    for other in replaced:
        other.ended_at = at
        versions.advance(other, "supersede", None, at=at)
    versions.advance(
        version,
        action,
        actor,
        at=at,
        before=before,
        content=version.content_hash,
        number=version.public_number,
        **({"cleared_by": version.cleared_by} if released else {}),
    )


def number(version: PledgeVersion) -> None:
    """Give a version its public number and its pledge its reference, once.

    Joint pledges are counted within their campaign, one after the other.

    :raises Refused: ``joint.unconfirmed``.
    """
    pledge = version.pledge
    if version.public_number is None:
        version.public_number = 1 + max((v.public_number or 0 for v in pledge.versions), default=0)
    joining.hold_to_partners(version)
    if pledge.reference is None:
        last = joining.next_name(pledge.campaign_id) if pledge.kind == "joint" else pledge.state
        pledge.reference = f"GP-{pledge.campaign.reference_stem}-{last}"
