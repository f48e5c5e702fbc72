"""What a focal point does with a whole pledge: submit, cancel, send the letter, ask to withdraw."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import completeness, versions, workflow
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.document import (
    INSTRUMENT_FIELDS,
    content_hash,
    current_letter,
    deposit_hash,
    plain,
)
from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.domain.pledges.reading import handed_in
from pledge_site.domain.pledges.reviewing import checklist, promise
from pledge_site.domain.pledges.writing import letters
from pledge_site.kernel import ids
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.refusals import Invalid, Refused


def submit(actor: Actor, version_id: int, *, expected: int, key: str, at: datetime) -> str:
    """Hand a version in for review and return its receipt number; the same key gets the same one.

    :raises Invalid: what is missing, by part.
    :raises Stale: somebody saved in between.
    :raises Refused: ``pledge.not_now``; ``submission.key_taken`` when another person used the key.
    """
    version = versions.owned(actor, version_id)
    if (earlier := db.session.get(Submission, key)) is not None:
        if (earlier.user_id, earlier.version_id) != (actor.user_id, version_id):
            raise Refused("submission.key_taken")
        return earlier.receipt
    workflow.step(version.standing, "submit")
    versions.expect(version, expected)
    if found := completeness.faults(version, frozenset(versions.clause_ids(version))):
        raise Invalid(found)
    versions.took_part(version, actor, at)
    if version.submitted_at is not None:
        checklist.forget(version)
    # Nothing that is read below depends on what is written: that goes to the database at the end.
    with db.session.no_autoflush:
        receipt = _hand_in(version, actor, key=key, at=at)
        versions.advance(
            version,
            "submit",
            actor,
            at=at,
            content=version.content_hash,
            receipt=digest(receipt),
        )
    return receipt


def _hand_in(version: PledgeVersion, actor: Actor, *, key: str, at: datetime) -> str:
    version.receipt = receipt = ids.code()
    version.submitted_at, version.submitted_by = at, actor.user_id
    version.checked_at = version.checked_by = None
    version.content_hash = content_hash(version)
    for request in version.change_requests:
        request.answered_at = request.answered_at or at
    db.session.add(
        Submission(
            key=key,
            user_id=actor.user_id,
            version_id=version.id,
            receipt=receipt,
            at=at,
            content=handed_in.document_of(version),
            due_at=promise.due(at, version.pledge.campaign.event_on),
        )
    )
    return receipt


def cancel(actor: Actor, version_id: int, *, at: datetime) -> None:
    """Give a version up before it is published; nothing of it ever becomes public."""
    version = versions.owned(actor, version_id)
    version.ended_at = at
    versions.advance(version, "cancel", actor, at=at)


def send_letter(actor: Actor, version_id: int, *, at: datetime, values: Mapping[str, Any]) -> None:
    """Send the signed letter that follows an announcement; the deposit publishes it.

    :param values: `document.INSTRUMENT_FIELDS` and ``letter``, a `letters.LetterFile`.
    :raises Invalid: a field of the letter is missing.
    """
    version = versions.owned(actor, version_id)
    workflow.step(version.standing, "send_letter")
    faults = {
        field: ["required"]
        for field in ("on", "signatory_name", "signatory_office")
        if not values.get(field)
    }
    if values.get("kind") not in completeness.WITH_LETTER:
        faults["kind"] = ["choice"]
    if values.get("letter") is None and current_letter(version, for_deposit=True) is None:
        faults["letter"] = ["required"]
    if faults:
        raise Invalid(faults)
    versions.took_part(version, actor, at)
    version.deposit_instrument = {
        field: plain(values.get(field) or "") for field in INSTRUMENT_FIELDS
    }
    if values.get("letter") is not None:
        letters.attach(version, values["letter"], actor, at, for_deposit=True)
    version.edit += 1
    versions.advance(version, "send_letter", actor, at=at, letter=deposit_hash(version))


def ask_withdrawal(actor: Actor, version_id: int, *, reason: str, at: datetime) -> Proposal:
    """Ask that the published pledge be withdrawn; a reviewer confirms it. Asked twice, asked once.

    :raises Invalid: without a reason.
    """
    version = versions.owned(actor, version_id)
    return propose(actor, version, "withdraw", reason=reason, at=at)


def propose(
    actor: Actor, version: PledgeVersion, action: str, *, reason: str, at: datetime
) -> Proposal:
    """Put an action of two hands forward; the one already waiting is returned instead of a second.

    :raises Invalid: without a reason.
    :raises Refused: ``pledge.not_now``, ``pledge.one_hand``, ``role.missing``.
    """
    step = workflow.step(version.standing, action)
    if step.confirmed_by is None:
        raise Refused("pledge.one_hand", action=action)
    versions.require(actor, step.by)
    if not reason:
        raise Invalid({"reason": ["required"]})
    if (waiting := versions.open_proposal(version, action)) is not None:
        return waiting
    proposal = Proposal(
        action=action,
        version_id=version.id,
        campaign_id=version.pledge.campaign_id,
        state=version.pledge.state,
        reason=reason,
        proposed_by=actor.user_id,
        proposed_at=at,
    )
    db.session.add(proposal)
    db.session.flush()
    record_proposal("proposal.made", proposal, actor, at)
    return proposal


def record_proposal(event: str, proposal: Proposal, actor: Actor, at: datetime) -> None:
    """Record what became of a proposal."""
    ledger.record(
        event,
        at=at,
        actor=actor.user_id,
        subject=f"proposal:{proposal.id}",
        facts={
            "action": proposal.action,
            "state": proposal.state,
            "campaign_id": proposal.campaign_id,
            "version": proposal.version_id,
        },
    )
