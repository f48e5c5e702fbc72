"""What waits for the secretariat: which versions, since when, until when, for what and for whom.

One look at all that was ever submitted, as light rows; `Filter` picks among them and counts.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, and_, func, select

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.models import Edit, Letter, Pledge, PledgeVersion, Proposal
from pledge_site.domain.pledges.reviewing import deadline
from pledge_site.domain.states import roll

CLEARED = "cleared"
# Filter to the standings that it shows, in the order of the links. What is cleared for a release
# was decided by two already: it waits for its moment, not for a person.
FILTERS: dict[str, tuple[str, ...]] = {
    "waiting": (workflow.SUBMITTED, workflow.ACCEPTED, workflow.ANNOUNCED, workflow.ON_HOLD),
    "submitted": (workflow.SUBMITTED,),
    "accepted": (workflow.ACCEPTED,),
    "cleared": (CLEARED,),
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
# Standings that no column of the version dates: the ledger does.
_DATED_BY_LEDGER = {
    workflow.ON_HOLD: "pledge.held",
    workflow.CHANGES_ASKED: "pledge.changes_asked",
}


class Waiting(NamedTuple):
    """A version, since when it has stood there, and what comes next.

    `standing` is `CLEARED` for what waits for its release. `due` is by when the secretariat
    promised its answer, None where none is owed. `why_not` is the code of what forbids this person
    the next step; `letter` says whether a letter has followed the announcement.
    """

    id: int
    state: str
    campaign: Campaign
    standing: str
    joint: bool
    amendment: bool
    since: datetime
    due: datetime | None
    step: str | None
    why_not: str | None
    letter: bool
    proposal: Proposal | None

    def is_overdue(self, at: datetime) -> bool:
        """Say whether the promised time has passed."""
        return self.due is not None and self.due < at

    def is_mine(self) -> bool:
        """Say whether this person can take the next step now."""
        ready = self.step is not None and (self.standing != workflow.ANNOUNCED or self.letter)
        return self.why_not is None and (self.proposal is not None or ready)


class Filter(NamedTuple):
    """What of the queue is asked for; an empty value asks for everything."""

    standing: str = "waiting"
    state: str = ""
    group: str = ""
    campaign: str = ""
    hands: str = ""
    overdue: bool = False
    amendment: bool = False
    joint: bool = False

    def keeps(self, row: Waiting, at: datetime) -> bool:
        """Say whether a row is asked for."""
        state = roll.find(row.state)
        return (
            row.standing in FILTERS[self.standing]
            and self.state in ("", row.state)
            and self.group in ("", state.group if state else "")
            and self.campaign in ("", row.campaign.slug)
            and self.hands in ("", "mine" if row.is_mine() else "others")
            and (row.is_overdue(at) or not self.overdue)
            and (row.amendment or not self.amendment)
            and (row.joint or not self.joint)
        )

    def how_many(self, rows: Iterable[Waiting], at: datetime, **instead: Any) -> int:
        """Return how many rows there would be with something else asked for."""
        other = self._replace(**instead)
        return sum(other.keeps(row, at) for row in rows)


def everything(user_id: int) -> list[Waiting]:
    """Return all that was ever submitted as one reviewer sees it: what is due first, then by age.

    Six queries, however many rows.
    """
    found = _versions()
    campaigns = {each.id: each for each in db.session.scalars(select(Campaign))}
    proposals = {each.version_id: each for each in queries.open_proposals()}
    mine = frozenset(
        db.session.scalars(
            select(PledgeVersion.pledge_id)
            .join(Edit, Edit.version_id == PledgeVersion.id)
            .where(Edit.user_id == user_id)
        )
    )
    letters, dated = _letters(), _dated(found)
    made = []
    for row in found:
        campaign, letter = campaigns[row.campaign_id], letters.get(row.id)
        standing = _standing(row)
        step = _NEXT.get(standing)
        proposal = proposals.get(row.id)
        barred = row.pledge_id in mine or user_id in (row.created_by, row.submitted_by)
        made.append(
            Waiting(
                id=row.id,
                state=row.state,
                campaign=campaign,
                standing=standing,
                joint=row.kind == "joint",
                amendment=row.amends,
                since=dated.get(row.id) or _since(row, letter),
                due=deadline.owed(
                    (row.submitted_at, row.due_at), standing, campaign.event_on, letter
                ),
                step=step,
                why_not=_why_not(row, step, proposal, user_id, barred),
                letter=letter is not None,
                proposal=proposal,
            )
        )
    return sorted(made, key=lambda each: (each.due is None, each.due or each.since, each.id))


def _versions() -> Sequence[Any]:
    version = PledgeVersion
    return db.session.execute(
        select(
            version.id, version.pledge_id, version.standing, version.created_by,
            version.submitted_at, version.submitted_by, version.checked_at, version.checked_by,
            version.announced_at, version.deposited_at, version.ended_at, version.cleared_at,
            (version.amendment_reason != "").label("amends"),
            Pledge.state, Pledge.kind, Pledge.campaign_id, Submission.due_at,
        )
        .join(Pledge, Pledge.id == version.pledge_id)
        .outerjoin(
            Submission,
            and_(Submission.version_id == version.id, Submission.receipt == version.receipt),
        )
        .where(version.submitted_at.is_not(None))
    ).all()  # fmt: skip


def _standing(row: Row[Any]) -> str:
    cleared = row.standing == workflow.ACCEPTED and row.cleared_at is not None
    return CLEARED if cleared else str(row.standing)


def _letters() -> dict[int, datetime]:
    """Return when a letter followed, by the version that was announced."""
    rows = db.session.execute(
        select(Letter.version_id, func.max(Letter.uploaded_at))
        .join(PledgeVersion, PledgeVersion.id == Letter.version_id)
        .where(
            PledgeVersion.standing == workflow.ANNOUNCED,
            Letter.for_deposit,
            Letter.replaced_at.is_(None),
        )
        .group_by(Letter.version_id)
    )
    return {version_id: at for version_id, at in rows}  # noqa: C416


def _dated(found: Sequence[Row[Any]]) -> dict[int, datetime]:
    subjects = {f"pledge:{row.pledge_id}" for row in found if row.standing in _DATED_BY_LEDGER}
    entries = db.session.execute(
        select(Entry.facts, Entry.at)
        .where(Entry.subject.in_(subjects), Entry.event.in_(_DATED_BY_LEDGER.values()))
        .order_by(Entry.seq)
    )
    last = {(facts["version"], facts["to"]): at for facts, at in entries}
    return {row.id: last[row.id, row.standing] for row in found if (row.id, row.standing) in last}


def _since(row: Row[Any], letter: datetime | None) -> datetime:
    moments = {
        workflow.ACCEPTED: row.checked_at,
        workflow.ANNOUNCED: letter or row.announced_at,
        workflow.DEPOSITED: row.deposited_at,
    }
    moment: datetime = moments.get(row.standing) or row.ended_at or row.submitted_at
    return moment


def _why_not(
    row: Row[Any], step: str | None, proposal: Proposal | None, user_id: int, barred: bool
) -> str | None:
    if proposal is not None and proposal.proposed_by == user_id:
        return "proposal.own"
    if step is None and proposal is None:
        return None
    checked = step == "deposit" and user_id == row.checked_by
    return "pledge.four_eyes" if barred or checked else None
