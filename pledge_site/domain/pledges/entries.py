"""How the ledger speaks of a version: whose it is, and what happened to it. Never its words."""

from datetime import datetime
from typing import Any

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.pledges.models import PledgeVersion


def record(
    event: str, version: PledgeVersion, by: int | None, *, at: datetime, **facts: Any
) -> None:
    """Record what happened to a version.

    :param by: the account that did it, or None: the program, or somebody without one.
    :param facts: what the event says on top, or instead, by the rules of the ledger.
    """
    db.session.flush()
    ledger.record(
        event,
        at=at,
        actor=by,
        subject=f"pledge:{version.pledge_id}",
        facts={
            "campaign": version.pledge.campaign.slug,
            "state": version.pledge.state,
            "version": version.id,
            **facts,
        },
    )
