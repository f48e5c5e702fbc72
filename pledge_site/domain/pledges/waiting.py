"""What waits for the secretariat: which versions, since when, for what, and for whose hands."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges import hands, queries, workflow
from pledge_site.domain.pledges.models import Letter, PledgeVersion, Proposal

# Filter to the standings that it shows, in the order of the links.
FILTERS: dict[str, tuple[str, ...]] = {
    "waiting": (workflow.SUBMITTED, workflow.ACCEPTED, workflow.ANNOUNCED, workflow.ON_HOLD),
    "submitted": (workflow.SUBMITTED,),
    "accepted": (workflow.ACCEPTED,),
    "changes_asked": (workflow.CHANGES_ASKED,),
    "announced": (workflow.ANNOUNCED,),
    "deposited": (workflow.DEPOSITED,),
    "on_hold": (workflow.ON_HOLD,),
    "ended": (workflow.WITHDRAWN, workflow.DECLINED, workflow.CANCELLED, workflow.SUPERSEDED),
}
# The step that leads on from a standing.
_NEXT = {
    workflow.SUBMITTED: "check",
    workflow.ACCEPTED: "deposit",
    workflow.ANNOUNCED: "deposit",
    workflow.ON_HOLD: "resume",
}


class Waiting(NamedTuple):
    """A version, since when it has stood there, and what comes next.

    `why_not` is the code of what forbids this person the next step, None when they may take it;
    `letter` says whether a letter has followed the announcement.
    """

    version: PledgeVersion
    since: datetime
    step: str | None
    why_not: str | None
    letter: bool
    proposal: Proposal | None


def rows(standings: Sequence[str], user_id: int) -> list[Waiting]:
    """Return the versions with some standings as one reviewer sees them, the longest first."""
    found = queries.queue(standings)
    whose, moments = hands.of(found), _since(found)
    followed = _followed(found)
    made = [_row(each, moments[each.id], whose, followed, user_id) for each in found]
    return sorted(made, key=lambda row: (row.since, row.version.id))


def counts() -> dict[str, int]:
    """Return how many submitted versions each filter shows."""
    rows = db.session.execute(
        select(PledgeVersion.standing, func.count())
        .where(PledgeVersion.submitted_at.is_not(None))
        .group_by(PledgeVersion.standing)
    )
    found = {row[0]: row[1] for row in rows}
    return {
        name: sum(found.get(standing, 0) for standing in standings)
        for name, standings in FILTERS.items()
    }


def _row(
    version: PledgeVersion,
    since: datetime,
    whose: hands.Hands,
    followed: frozenset[int],
    user_id: int,
) -> Waiting:
    step = _NEXT.get(version.standing)
    proposal = next((each for each in version.proposals if each.outcome is None), None)
    why_not = None
    if proposal is not None and proposal.proposed_by == user_id:
        why_not = "proposal.own"
    elif step is not None:
        checked = version.checked_by if step == "deposit" else None
        barred = whose[version.id] | {checked}
        why_not = "pledge.four_eyes" if user_id in barred else None
    return Waiting(version, since, step, why_not, version.id in followed, proposal)


def _since(found: Sequence[PledgeVersion]) -> dict[int, datetime]:
    """Return when each version took its standing: the ledger's last word on it."""
    moments = {each.id: each.submitted_at or each.created_at for each in found}
    subjects = {f"pledge:{each.pledge_id}" for each in found}
    if not subjects:
        return {}
    entries = db.session.execute(
        select(Entry.facts, Entry.at)
        .where(Entry.subject.in_(subjects), Entry.event.like("pledge.%"))
        .order_by(Entry.seq)
    )
    for facts, at in entries:
        if facts["version"] in moments and facts["from"] != facts["to"]:
            moments[facts["version"]] = at
    return moments


def _followed(found: Sequence[PledgeVersion]) -> frozenset[int]:
    announced = [each.id for each in found if each.standing == workflow.ANNOUNCED]
    return frozenset(
        db.session.scalars(
            select(Letter.version_id).where(
                Letter.version_id.in_(announced), Letter.for_deposit, Letter.replaced_at.is_(None)
            )
        )
    )
