"""How what was cleared becomes public: by a hand in the ceremony, at its time, when others deposit.

The two decisions were taken before (`review.py`, `clearing.py`); here they are only held to once
more. A deposit and all that its States' deposit sets free come out in one transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges import publication, versions, workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.releasing import conditions, readiness, standing_now
from pledge_site.kernel.refusals import NotFound, Refused


class Held(NamedTuple):
    """A version to be published, and the pledges that are locked with it."""

    version: PledgeVersion
    among: frozenset[int]


def locked(version_id: int) -> Held:
    """Return a version, locked with every pledge that its publication may set free.

    The campaign first, so that two publications queue; then the pledges by their ids; the ledger
    comes last. Everybody in one order: nobody waits for each other.

    :raises NotFound: there is none.
    """
    campaign_id = db.session.scalar(
        select(Pledge.campaign_id).join(PledgeVersion).where(PledgeVersion.id == version_id)
    )
    if campaign_id is None:
        raise NotFound()
    own = select(PledgeVersion.pledge_id).where(PledgeVersion.id == version_id)
    among = _lock(campaign_id, Pledge.id.in_(own))
    return Held(versions.locked(version_id), among)


def _lock(campaign_id: int, *also: object) -> frozenset[int]:
    db.session.execute(
        select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True)
    )
    waiting = Pledge.versions.any(
        (PledgeVersion.standing == workflow.ACCEPTED) & PledgeVersion.cleared_action.is_not(None)
    )
    return frozenset(
        db.session.scalars(
            select(Pledge.id)
            .where(Pledge.campaign_id == campaign_id, or_(waiting, *also))  # type: ignore[arg-type]
            .order_by(Pledge.id)
            .with_for_update(of=Pledge)
        )
    )


def publish(held: Held, action: str, actor: Actor | None, *, at: datetime) -> None:
    """Publish a version, and with it all whose conditions that meets."""
    publication.publish(held.version, action, actor, at=at)
    _publish_all(met(held.version.pledge.campaign_id, at=at, among=held.among), at)


def release(actor: Actor, version_id: int, *, at: datetime) -> bool:
    """Publish by hand what was cleared; False: it was public already, and nothing was done.

    :raises Refused: ``release.not_cleared``, ``release.early``, ``release.condition``, and what
        `readiness.why_not` says.
    """
    versions.require(actor, workflow.REVIEWER)
    held = locked(version_id)
    version = held.version
    if version.standing == workflow.DRAFT or version.submitted_at is None:
        raise NotFound()
    if version.standing in workflow.PUBLIC and version.cleared_action is not None:
        return False
    workflow.step(version.standing, "release")
    if code := why_not(version):
        raise Refused(code)
    if version.release_at is not None and version.release_at > at:
        raise Refused("release.early")
    if not version.condition:
        publish(held, "release", actor, at=at)
        return True
    together = met(version.pledge.campaign_id, at=at, among=held.among, also=version)
    if version not in together:
        raise Refused("release.condition")
    publication.publish(version, "release", actor, at=at)
    _publish_all((each for each in together if each is not version), at)
    return True


def on_time(version_id: int, *, at: datetime) -> bool:
    """Publish, as the program, what has no condition and whose time has come; False: not any more.

    :raises Refused: what `why_not` says.
    """
    held = locked(version_id)
    version = held.version
    if version.standing != workflow.ACCEPTED or version.cleared_action is None:
        return False
    if version.release_at is None or version.release_at > at or version.condition:
        return False
    if code := why_not(version):
        raise Refused(code)
    publish(held, "release", None, at=at)
    return True


def all_met(campaign_id: int, *, at: datetime) -> int:
    """Publish, as the program, all of a campaign whose conditions are met; return how many."""
    among = _lock(campaign_id)
    together = met(campaign_id, at=at, among=among)
    _publish_all(together, at)
    return len(together)


def met(
    campaign_id: int,
    *,
    at: datetime,
    among: frozenset[int] | None = None,
    also: PledgeVersion | None = None,
) -> list[PledgeVersion]:
    """Return the conditional versions that may be published together now, by their pledges.

    :param among: the pledges that are locked; None, to look without publishing.
    :param also: one that waits for a hand, and has it.
    """
    found = [each for each in standing_now.due(at, campaign_id) if each.condition]
    if also is not None and also not in found:
        found.append(also)
    ready = {
        each.id: each
        for each in found
        if (among is None or each.pledge_id in among) and why_not(each) is None
    }
    waiting = {
        key: conditions.Waiting(
            counted_states(each.pledge),
            each.cleared_action == "deposit",
            conditions.read(each.condition),
        )
        for key, each in ready.items()
    }
    if not waiting:
        return []
    chosen = conditions.greatest(waiting, standing_now.deposited(campaign_id))
    return sorted((ready[key] for key in chosen), key=lambda each: each.pledge_id)


def why_not(version: PledgeVersion) -> str | None:
    """Return the code of what keeps a cleared version back, its time and condition left aside."""
    if version.standing != workflow.ACCEPTED or version.cleared_action is None:
        return "release.not_cleared"
    decided, checked = version.cleared_by, version.checked_by
    if decided is None or checked is None or decided == checked:
        return "pledge.four_eyes"
    if versions.is_hand_in(version, decided):
        return "pledge.four_eyes"
    if versions.open_proposal(version, "decline") is not None:
        return "release.doubted"
    return readiness.why_not(version, version.cleared_action)


def _publish_all(together: Iterable[PledgeVersion], at: datetime) -> None:
    for each in together:
        publication.publish(each, "release", None, at=at)
