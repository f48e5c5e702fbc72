"""A State that said it in public, without a pledge of its own making: put forward by a reviewer.

Another reviewer settles it, in `settlement.py`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.document import plain
from pledge_site.domain.pledges.models import Pledge, Proposal
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel.refusals import Invalid, Refused

STATEMENT = (
    "language", "message", "on", "place", "link", "signatory_name", "signatory_office",
)  # fmt: skip


def propose_statement(
    actor: Actor, campaign_id: int, state: str, values: Mapping[str, Any], *, at: datetime
) -> Proposal:
    """Propose to record what a State said in public, without a pledge of its own making.

    :param values: `STATEMENT`, all of them; ``on`` is a date.
    :raises Invalid: what is missing, by field: where, when and by whom it was said, and the source.
    :raises Refused: ``pledge.exists``: the State has a live or open pledge.
    """
    versions.require(actor, workflow.REVIEWER)
    faults = {field: ["required"] for field in STATEMENT if not values.get(field)}
    if not states.exists(state):
        faults["state"] = ["choice"]
    if values.get("on") and values["on"] > at.date():
        faults["on"] = ["said.future"]
    if faults:
        raise Invalid(faults)
    waiting = db.session.scalar(
        select(Proposal).where(
            Proposal.campaign_id == campaign_id,
            Proposal.state == state,
            Proposal.action == "record_statement",
            Proposal.outcome.is_(None),
        )
    )
    if waiting is not None:
        return waiting
    free(campaign_id, state)
    proposal = Proposal(
        action="record_statement",
        campaign_id=campaign_id,
        state=state,
        content={field: plain(values[field]) for field in STATEMENT},
        proposed_by=actor.user_id,
        proposed_at=at,
    )
    db.session.add(proposal)
    db.session.flush()
    submission.record_proposal("proposal.made", proposal, actor, at)
    return proposal


def free(campaign_id: int, state: str) -> None:
    """Hold a recorded statement to States without a pledge of their own.

    :raises Refused: ``pledge.exists``.
    """
    pledge = db.session.scalar(
        select(Pledge).where(
            Pledge.campaign_id == campaign_id, Pledge.state == state, Pledge.kind == "own"
        )
    )
    if pledge and (versions.live_version(pledge) or versions.open_version(pledge)):
        raise Refused("pledge.exists", state=state)
