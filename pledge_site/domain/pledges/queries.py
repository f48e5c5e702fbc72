"""Reads of pledges: for the focal point's portal, the secretariat's queue and the public pages."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges import document, workflow
from pledge_site.domain.pledges.models import ClauseAnswer, Letter, Pledge, PledgeVersion, Proposal
from pledge_site.domain.pledges.partners import joining, partner_check
from pledge_site.domain.pledges.writing import translations
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import NotFound


@cache
def _whole() -> tuple[ExecutableOption, ...]:
    """Return what of a version is read with it. Made at the first asking: it needs every table."""
    return (
        selectinload(PledgeVersion.answers).joinedload(ClauseAnswer.clause, innerjoin=True),
        selectinload(PledgeVersion.commitments),
        selectinload(PledgeVersion.translations),
        selectinload(PledgeVersion.letters),
        joinedload(PledgeVersion.pledge, innerjoin=True).joinedload(
            Pledge.campaign, innerjoin=True
        ),
        joinedload(PledgeVersion.text_version, innerjoin=True),
    )


def own_pledge(actor: Actor, campaign_id: int) -> Pledge | None:
    """Return the pledge of the focal point's State in a campaign, with its versions."""
    return db.session.scalar(
        select(Pledge)
        .where(Pledge.campaign_id == campaign_id, Pledge.state == actor.state, Pledge.kind == "own")
        .options(selectinload(Pledge.versions))
    )


def own_version(actor: Actor, version_id: int) -> PledgeVersion:
    """Return a version of the focal point's own State.

    :raises NotFound: there is none, or it is another State's.
    """
    version = _version(version_id)
    if not actor.has(workflow.FOCAL_POINT) or version.pledge.state != actor.state:
        raise NotFound()
    return version


def case(version_id: int) -> PledgeVersion:
    """Return a version that a reviewer may see: all but drafts and what was cancelled.

    :raises NotFound: there is none, or it is not in the secretariat's hands.
    """
    version = _version(version_id)
    if version.standing == workflow.DRAFT or version.submitted_at is None:
        raise NotFound()
    return version


def is_handed_in(version: PledgeVersion) -> bool:
    """Say whether the secretariat may read a version's words: not while its State changes them."""
    own = (workflow.DRAFT, workflow.CHANGES_ASKED, workflow.CANCELLED)
    return version.standing not in own


def _version(version_id: int) -> PledgeVersion:
    version = db.session.scalar(
        select(PledgeVersion)
        .where(PledgeVersion.id == version_id)
        .options(
            *_whole(),
            selectinload(PledgeVersion.change_requests),
            selectinload(PledgeVersion.proposals),
        )
    )
    if version is None:
        raise NotFound()
    return version


def queue(standings: Sequence[str]) -> Sequence[PledgeVersion]:
    """Return the submitted versions with one of some standings, the longest waiting first."""
    return db.session.scalars(
        select(PledgeVersion)
        .where(PledgeVersion.standing.in_(standings), PledgeVersion.submitted_at.is_not(None))
        .order_by(PledgeVersion.submitted_at, PledgeVersion.id)
        .options(
            joinedload(PledgeVersion.pledge, innerjoin=True).joinedload(
                Pledge.campaign, innerjoin=True
            ),
            selectinload(PledgeVersion.proposals),
        )
    ).all()


def open_proposals() -> Sequence[Proposal]:
    """Return what waits for a second hand, the oldest first."""
    return db.session.scalars(
        select(Proposal).where(Proposal.outcome.is_(None)).order_by(Proposal.id)
    ).all()


def proposal(proposal_id: int) -> Proposal:
    """Return what somebody proposed.

    :raises NotFound: there is no such proposal.
    """
    found = db.session.get(Proposal, proposal_id)
    if found is None:
        raise NotFound()
    return found


def letter(version: PledgeVersion, letter_id: int) -> Letter:
    """Return a letter of a version.

    :raises NotFound: the version has none of that id.
    """
    for row in version.letters:
        if row.id == letter_id:
            return row
    raise NotFound()


def public_document(version_id: int) -> dict[str, Any]:
    """Return what the public may read of a published version, as one value.

    The keys of `document.content`; ``translations``, the secretariat's too, each with its source;
    ``reference``, ``number``, ``announced_at``, ``deposited_at`` (RFC 3339 or None),
    ``withdrawal_reason`` and ``content_hash``; of a joint one,
    ``left``: the reasons of States that left. Its standing and its States the snapshot says.

    :raises NotFound: there is none, or it was never public.
    """
    version = db.session.scalar(
        select(PledgeVersion).where(PledgeVersion.id == version_id).options(*_whole())
    )
    if version is None or version.standing not in workflow.PUBLIC:
        raise NotFound()
    content = document.content(version)
    if version.deposited_at is not None and version.deposit_instrument:
        content["instrument"] = version.deposit_instrument
    if joining.is_joint(version):
        content["left"] = joining.reasons_for_leaving(version.pledge)
    return {
        **content,
        "translations": translations.public(version),
        "reference": version.pledge.reference,
        "number": version.public_number,
        "announced_at": _stamp(version.announced_at),
        "deposited_at": _stamp(version.deposited_at),
        "withdrawal_reason": version.withdrawal_reason,
        "content_hash": version.content_hash,
    }


def _stamp(moment: Any) -> str | None:
    return clock.stamp(moment) if moment else None


class Altered(NamedTuple):
    """A version whose words no longer match the hash that the ledger recorded of them."""

    version_id: int
    state: str


def verify_contents() -> Altered | None:
    """Recompute the hash of every version from its hand-in on; return the first that differs.

    What it is held to is the ledger's last word on the version, not the row's own column; so is the
    letter that followed an announcement, and which States have joined a joint pledge.
    """
    recorded: dict[str, dict[int, str]] = {"content": {}, "letter": {}}
    for facts in db.session.scalars(
        select(Entry.facts).where(Entry.event.like("pledge.%")).order_by(Entry.seq)
    ):
        for name, hashes in recorded.items():
            if name in facts:
                hashes[facts["version"]] = facts[name]
    kept = workflow.PUBLIC | {workflow.SUBMITTED, workflow.ACCEPTED}
    rows = db.session.scalars(
        select(PledgeVersion)
        .where(PledgeVersion.standing.in_(kept))
        .order_by(PledgeVersion.id)
        .options(*_whole())
        .execution_options(yield_per=200)
    )
    for version in rows:
        found = document.content_hash(version), document.deposit_hash(version)
        if found != tuple(hashes.get(version.id) for hashes in recorded.values()):
            return Altered(version.id, version.pledge.state)
    altered = partner_check.first_altered()
    return Altered(*altered) if altered else None
