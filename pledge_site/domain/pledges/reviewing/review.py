"""What one reviewer does: ask for changes, check, announce, deposit, hold, propose.

Two different people check and publish, and neither of them had a hand in the words. Settling what
another person proposed is in `settlement.py`, what a State said in public in `statements.py`.
"""

from collections.abc import Mapping
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import queries, versions, workflow
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import ChangeRequest, PledgeVersion, Proposal
from pledge_site.domain.pledges.releasing import readiness, release
from pledge_site.domain.pledges.reviewing import checklist
from pledge_site.domain.pledges.writing import addresses, submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused


def _reviewed(actor: Actor, version_id: int, expected: int | None) -> PledgeVersion:
    versions.require(actor, workflow.REVIEWER)
    return _in_hand(versions.locked(version_id), expected)


def _in_hand(version: PledgeVersion, expected: int | None) -> PledgeVersion:
    if version.standing in (workflow.DRAFT, workflow.CANCELLED):
        raise NotFound()
    if expected is not None:
        versions.expect(version, expected)
    return version


def ask_changes(
    actor: Actor,
    version_id: int,
    notes: Mapping[str, str],
    *,
    expected: int | None = None,
    at: datetime,
) -> None:
    """Send a version back with notes, each at a place of the form (`addresses`).

    :raises Invalid: no note, or one to an unknown place.
    """
    version = _reviewed(actor, version_id, expected)
    workflow.step(version.standing, "ask_changes")
    if not notes:
        raise Invalid({"notes": ["notes.required"]})
    places = addresses.known(version, versions.clause_ids(version))
    if unknown := [place for place in notes if place not in places]:
        raise Invalid({place: ["choice"] for place in unknown})
    for part, note in notes.items():
        db.session.add(
            ChangeRequest(
                version_id=version.id, part=part, note=note, asked_by=actor.user_id, asked_at=at
            )
        )
    versions.advance(version, "ask_changes", actor, at=at, parts=sorted(notes))


def check(
    actor: Actor,
    version_id: int,
    *,
    answers: Mapping[str, str] | None = None,
    expected: int | None = None,
    at: datetime,
) -> None:
    """Say that the instrument was checked: the first of two pairs of eyes.

    :param answers: to the questions of the checklist, on top of what was answered before.
    :raises Invalid: a question of the checklist is open or answered with no, by question.
    :raises Refused: ``pledge.four_eyes``: the person had a hand in the words; ``pledge.altered``:
        the words are not those that were submitted.
    """
    version = _reviewed(actor, version_id, expected)
    workflow.step(version.standing, "check")
    versions.apart(actor, version)
    _unaltered(version)
    checklist.record(version, actor, answers or {}, at=at)
    checklist.settled(version)
    version.checked_by, version.checked_at = actor.user_id, at
    versions.advance(version, "check", actor, at=at, content=version.content_hash)


def _unaltered(version: PledgeVersion) -> None:
    if version.content_hash != content_hash(version):
        raise Refused("pledge.altered")


def announce(actor: Actor, version_id: int, *, expected: int | None = None, at: datetime) -> None:
    """Publish a version as announced: said in public, not yet deposited in writing.

    :raises Refused: ``pledge.four_eyes``; ``pledge.already_deposited`` when the live version is
        deposited, since an announcement would count for less than what stands; what else
        `readiness` says.
    """
    _publish(actor, version_id, "announce", expected, at)


def deposit(actor: Actor, version_id: int, *, expected: int | None = None, at: datetime) -> None:
    """Publish a version as deposited: the signed letter or note verbale has been seen.

    With it comes out, in the same transaction, whatever waited for this deposit.

    :raises Refused: ``pledge.four_eyes``, ``pledge.no_letter``, what else `readiness` says.
    """
    _publish(actor, version_id, "deposit", expected, at)


def _publish(
    actor: Actor, version_id: int, action: str, expected: int | None, at: datetime
) -> None:
    versions.require(actor, workflow.REVIEWER)
    held = release.locked(version_id)
    version = _in_hand(held.version, expected)
    workflow.step(version.standing, action)
    versions.apart(actor, version, version.checked_by)
    readiness.hold_to(version, action)
    if code := readiness.waits(version):
        raise Refused(code)
    release.publish(held, action, actor, at=at)


def hold(
    actor: Actor, version_id: int, *, reason: str, expected: int | None = None, at: datetime
) -> None:
    """Show a published pledge as under verification, at once, by one hand.

    :raises Invalid: without a reason.
    """
    version = _reviewed(actor, version_id, expected)
    workflow.step(version.standing, "hold")
    if not reason:
        raise Invalid({"reason": ["required"]})
    version.held_from, version.hold_reason = version.standing, reason
    versions.advance(version, "hold", actor, at=at, reason=versions.sealed(version, reason))


def propose(
    actor: Actor,
    version_id: int,
    action: str,
    *,
    reason: str,
    expected: int | None = None,
    at: datetime,
) -> Proposal:
    """Propose to decline or to resume; another reviewer settles it.

    :raises Refused: ``pledge.four_eyes``: the person had a hand in the words.
    """
    version = _reviewed(actor, version_id, expected)
    workflow.step(version.standing, action)
    versions.apart(actor, version)
    return submission.propose(actor, version, action, reason=reason, at=at)


def record_view(actor: Actor, version_id: int, letter_id: int, page: int, *, at: datetime) -> None:
    """Write down that a reviewer has looked at a page of a letter.

    :raises NotFound: no such letter of that version, or not in the secretariat's hands.
    """
    versions.require(actor, workflow.REVIEWER)
    version = queries.case(version_id)
    letter = queries.letter(version, letter_id)
    if not queries.is_handed_in(version):
        raise NotFound()
    ledger.record(
        "letter.viewed",
        at=at,
        actor=actor.user_id,
        subject=f"letter:{letter.id}",
        facts={"state": version.pledge.state, "version": version.id, "page": page},
    )
