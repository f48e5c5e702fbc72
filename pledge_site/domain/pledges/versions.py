"""How a version is taken in hand: found, owned, locked, edited by one at a time, and moved.

Every service of the room goes through here, so that ownership, staleness, the workflow table and
the ledger can't be forgotten. Nothing here decides what a use case means.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import entries, workflow
from pledge_site.domain.pledges.document import content
from pledge_site.domain.pledges.models import Edit, Pledge, PledgeVersion, Proposal
from pledge_site.domain.texts.models import Clause, ClauseVersion
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.refusals import NotFound, Refused, Stale


def locked(version_id: int) -> PledgeVersion:
    """Return a version, its pledge locked until the transaction ends.

    The pledge is what is locked, and first, since a step of one version can end another: nobody
    may hold the published one while its amendment takes its place.

    :raises NotFound: there is none.
    """
    db.session.scalar(
        select(Pledge.id)
        .join(PledgeVersion)
        .where(PledgeVersion.id == version_id)
        .with_for_update(of=Pledge)
    )
    # Read after the lock: what was read before it may have moved while we waited.
    version = db.session.scalar(
        select(PledgeVersion)
        .where(PledgeVersion.id == version_id)
        .execution_options(populate_existing=True)
    )
    if version is None:
        raise NotFound()
    return version


def owned(actor: Actor, version_id: int) -> PledgeVersion:
    """Return a version of the focal point's own State, locked.

    :raises NotFound: there is none, or it is another State's: the same answer.
    """
    version = locked(version_id)
    if not actor.has(workflow.FOCAL_POINT) or version.pledge.state != actor.state:
        raise NotFound()
    return version


def expect(version: PledgeVersion, expected: int) -> None:
    """Hold a form to the version it was made from.

    :raises Stale: somebody saved in between; what stands now is in `current`.
    """
    if version.edit != expected:
        raise Stale("pledge.stale", current=content(version))


def clause_ids(version: PledgeVersion) -> dict[str, int]:
    """Return the ids of the clauses that a version has to answer, by key, in their order."""
    rows = db.session.execute(
        select(Clause.key, Clause.id)
        .join(ClauseVersion, ClauseVersion.clause_id == Clause.id)
        .where(ClauseVersion.text_version_id == version.text_version_id)
        .order_by(ClauseVersion.position)
    )
    return {row.key: row.id for row in rows}


def require(actor: Actor, role: str) -> None:
    """Hold an action to the role that takes it.

    :raises Refused: ``role.missing``.
    """
    if not actor.has(role):
        raise Refused("role.missing", role=role)


def is_hand_in(version: PledgeVersion, user_id: int) -> bool:
    """Say whether a person submitted, wrote or edited a version, or another of the same pledge.

    Whatever their role is now: an amendment starts from the words that stood before.
    """
    if user_id in (version.submitted_by, version.created_by):
        return True
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Edit)
            .join(PledgeVersion, PledgeVersion.id == Edit.version_id)
            .where(PledgeVersion.pledge_id == version.pledge_id, Edit.user_id == user_id)
        )
        or 0
    ) > 0


def took_part(version: PledgeVersion, actor: Actor, at: datetime) -> None:
    """Remember that a person had a hand in a version, for as long as there is one."""
    if db.session.get(Edit, (version.id, actor.user_id)) is None:
        db.session.add(Edit(version_id=version.id, user_id=actor.user_id, at=at))


def apart(actor: Actor, version: PledgeVersion, *others: int | None) -> None:
    """Hold a decision to someone who had no hand in the words and is none of `others`.

    :raises Refused: ``pledge.four_eyes``.
    """
    if is_hand_in(version, actor.user_id) or actor.user_id in others:
        raise Refused("pledge.four_eyes")


def advance(
    version: PledgeVersion,
    action: str,
    actor: Actor | None,
    *,
    at: datetime,
    before: str | None = None,
    **facts: Any,
) -> None:
    """Move a version by the workflow table, let open proposals lapse, and record the event.

    :param before: where it moves from, if that is not its standing: a new version has none.
    :param facts: what the event says on top, by the rules of the ledger.
    :raises Refused: ``pledge.not_now``.
    """
    before = before or version.standing
    step = workflow.resolved(before, action, version.cleared_action)
    to = version.held_from if step.to == workflow.AS_IT_WAS else step.to
    version.standing = str(to)
    # Who proposed to decline these words has not seen the ones that stand there now.
    if before != version.standing or action == "edit":
        _lapse(version, at)
    moved = {"from": before, "to": version.standing, **facts}
    entries.record(step.event, version, actor.user_id if actor else None, at=at, **moved)
    # Whoever cleared it has not cleared what becomes of it now.
    if before == workflow.ACCEPTED and version.standing not in (before, *workflow.PUBLIC):
        forget_clearing(version, actor, at=at, why=action)


def forget_clearing(version: PledgeVersion, actor: Actor | None, *, at: datetime, why: str) -> None:
    """Undo a clearing, if there is one, and record that; the condition is the State's and stays."""
    if version.cleared_action is None:
        return
    version.cleared_action = version.cleared_at = version.cleared_by = None
    version.release_at = version.run_order = None
    event = workflow.TRANSITIONS[workflow.ACCEPTED, "recall"].event
    stays = {"from": version.standing, "to": version.standing, "why": why}
    entries.record(event, version, actor.user_id if actor else None, at=at, **stays)


def _lapse(version: PledgeVersion, at: datetime) -> None:
    for proposal in version.proposals:
        if proposal.outcome is None:
            proposal.outcome, proposal.settled_at = "lapsed", at


def sealed(version: PledgeVersion, reason: str) -> str:
    """Return a salted hash of a reason: the ledger vouches for it without holding its words."""
    return digest({"reason": reason, "salt": version.salt})


def live_version(pledge: Pledge) -> PledgeVersion | None:
    """Return the announced, deposited or held version of a pledge, if it has one."""
    return next((v for v in pledge.versions if v.standing in workflow.LIVE), None)


def open_version(pledge: Pledge) -> PledgeVersion | None:
    """Return the version that is being written or reviewed, if there is one."""
    return next((v for v in pledge.versions if v.standing in workflow.OPEN), None)


def open_proposal(version: PledgeVersion, action: str) -> Proposal | None:
    """Return the proposal of an action that waits for a second hand, if there is one."""
    return next((p for p in version.proposals if p.action == action and p.outcome is None), None)
