"""Reads of how a campaign stands inside a transaction: who has deposited, and what is due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from pledge_site.db import db
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states

_CLEARED = (
    PledgeVersion.standing == workflow.ACCEPTED,
    PledgeVersion.cleared_action.is_not(None),
)


def deposited(campaign_id: int) -> frozenset[str]:
    """Return the States that a deposited pledge of a campaign counts for, each once."""
    pledges = db.session.scalars(
        select(Pledge)
        .where(
            Pledge.campaign_id == campaign_id,
            Pledge.versions.any(PledgeVersion.standing == workflow.DEPOSITED),
        )
        .options(selectinload(Pledge.partners))
    )
    return frozenset[str]().union(*(counted_states(each) for each in pledges))


def due(at: datetime, campaign_id: int | None = None) -> Sequence[PledgeVersion]:
    """Return what the program may publish at a moment, conditions left aside; by their pledges.

    Its time has come, or it waits for a condition alone; what waits for a hand is not among it.
    """
    timed = PledgeVersion.release_at <= at
    conditional = PledgeVersion.release_at.is_(None) & PledgeVersion.run_order.is_(None)
    found = select(PledgeVersion).join(Pledge).where(*_CLEARED, timed | conditional)
    if campaign_id is not None:
        found = found.where(Pledge.campaign_id == campaign_id)
    # Read anew: it may have moved while the pledges were being locked.
    return db.session.scalars(
        found.order_by(Pledge.id).execution_options(populate_existing=True)
    ).all()
