"""The second reviewer's decision, taken before the moment has come: clear for release, recall.

What is cleared stays private in every way until it is released (`release.py`).
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.releasing import readiness, release
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

ACTIONS = ("announce", "deposit")


class Until(NamedTuple):
    """What a release waits for, besides the State's own condition: a time, a place in the show."""

    release_at: datetime | None = None
    in_show: bool = False


def clear(
    actor: Actor,
    version_id: int,
    action: str,
    until: Until,
    *,
    expected: int | None = None,
    at: datetime,
) -> None:
    """Decide to announce or deposit a version when its moment comes; again, to change the moment.

    :raises Invalid: ``action``: unknown; ``release_at``: past, or nothing to wait for.
    :raises Refused: ``pledge.four_eyes``, ``pledge.not_now``, and what `readiness.why_not` says.
    """
    version = _taken(actor, version_id, "clear", expected)
    if action not in ACTIONS:
        raise Invalid({"action": ["choice"]})
    versions.apart(actor, version, version.checked_by)
    readiness.hold_to(version, action)
    if until.release_at is not None and until.release_at <= at:
        raise Invalid({"release_at": ["release.past"]})
    if until == Until() and not version.condition:
        raise Invalid({"release_at": ["release.nothing"]})
    version.cleared_action, version.cleared_by, version.cleared_at = action, actor.user_id, at
    version.release_at = until.release_at
    version.run_order = _place(version) if until.in_show else None
    moment = clock.stamp(until.release_at) if until.release_at else None
    versions.advance(
        version,
        "clear",
        actor,
        at=at,
        content=version.content_hash,
        decided=action,
        release_at=moment,
        place=version.run_order,
    )


def recall(actor: Actor, version_id: int, *, expected: int | None = None, at: datetime) -> None:
    """Undo a clearing, by one hand: the version waits as it did before.

    :raises Refused: ``release.not_cleared``, ``pledge.not_now``.
    """
    version = _taken(actor, version_id, "recall", expected)
    if version.cleared_action is None:
        raise Refused("release.not_cleared")
    versions.forget_clearing(version, actor, at=at, why="recall")


def _taken(actor: Actor, version_id: int, action: str, expected: int | None) -> PledgeVersion:
    versions.require(actor, workflow.REVIEWER)
    version = release.locked(version_id).version
    if version.standing in (workflow.DRAFT, workflow.CANCELLED):
        raise NotFound()
    if expected is not None:
        versions.expect(version, expected)
    workflow.step(version.standing, action)
    return version


def _place(version: PledgeVersion) -> int:
    """Return the place that a version has in the run of show, or the next one."""
    if version.run_order is not None:
        return version.run_order
    last = db.session.scalar(
        select(func.max(PledgeVersion.run_order))
        .join(Pledge)
        .where(Pledge.campaign_id == version.pledge.campaign_id)
    )
    return (last or 0) + 1
