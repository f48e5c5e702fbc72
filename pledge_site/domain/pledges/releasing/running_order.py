"""The run of show: what is released in a ceremony, in which order, and what is out already."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import entries, versions, workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.releasing import release
from pledge_site.kernel.refusals import NotFound, Refused


@cache
def _read_at_once() -> tuple[ExecutableOption, ...]:
    """Return what a row is read with: whether it may go out is asked of all that is in it."""
    return (
        joinedload(PledgeVersion.pledge, innerjoin=True).selectinload(Pledge.versions),
        joinedload(PledgeVersion.text_version, innerjoin=True),
        selectinload(PledgeVersion.answers),
        selectinload(PledgeVersion.commitments),
        selectinload(PledgeVersion.letters),
        selectinload(PledgeVersion.proposals),
        selectinload(PledgeVersion.translations),
    )


def rows(campaign_id: int) -> Sequence[PledgeVersion]:
    """Return what was cleared in a campaign, public or not: by place, then time, then pledge."""
    shown = (workflow.ACCEPTED, workflow.ANNOUNCED, workflow.DEPOSITED, workflow.ON_HOLD)
    return db.session.scalars(
        select(PledgeVersion)
        .join(Pledge)
        .where(
            Pledge.campaign_id == campaign_id,
            PledgeVersion.cleared_action.is_not(None),
            PledgeVersion.standing.in_(shown),
        )
        .order_by(
            PledgeVersion.run_order.is_(None),
            PledgeVersion.run_order,
            PledgeVersion.release_at.is_(None),
            PledgeVersion.release_at,
            Pledge.id,
        )
        .options(*_read_at_once())
    ).all()


def move(actor: Actor, version_id: int, step: int, *, seen: int, at: datetime) -> None:
    """Move a version one place up (-1) or down (1); nothing when it is not where it was seen.

    :raises Refused: ``release.not_cleared``: it has no place any more.
    """
    versions.require(actor, workflow.REVIEWER)
    version = release.locked(version_id).version
    if version.standing == workflow.DRAFT or version.submitted_at is None:
        raise NotFound()
    if version.standing != workflow.ACCEPTED or version.run_order is None:
        raise Refused("release.not_cleared")
    if version.run_order != seen:
        return
    neighbour = _neighbour(version, step)
    if neighbour is None or neighbour.run_order is None:
        return
    version.run_order, neighbour.run_order = neighbour.run_order, version.run_order
    stays = {"from": version.standing, "to": version.standing, "place": version.run_order}
    entries.record("pledge.moved", version, actor.user_id, at=at, **stays)


def _neighbour(version: PledgeVersion, step: int) -> PledgeVersion | None:
    waiting = [
        each
        for each in rows(version.pledge.campaign_id)
        if each.standing == workflow.ACCEPTED and each.run_order is not None
    ]
    place = waiting.index(version) + step
    return waiting[place] if 0 <= place < len(waiting) else None
