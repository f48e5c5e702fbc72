"""How a second person settles what the first proposed: decline, resume, withdraw, a statement."""

from datetime import date, datetime

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import publication, versions, workflow
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.domain.pledges.partners import partnership
from pledge_site.domain.pledges.reading import withdrawal
from pledge_site.domain.pledges.reviewing.statements import free
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.domain.texts.queries import current_version
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import NotFound, Refused


def settle(
    actor: Actor,
    proposal_id: int,
    *,
    confirm: bool,
    why: str = "",
    expected: int | None = None,
    at: datetime,
) -> Proposal:
    """Confirm or refuse what another person proposed.

    :param why: what its State reads when its wish is refused.
    :param expected: the version's `edit` that the person has seen.
    :raises NotFound: no such proposal.
    :raises Stale: somebody saved the version in between.
    :raises Refused: ``proposal.settled``, ``proposal.own``, ``pledge.four_eyes``,
        ``pledge.not_now``, ``role.missing``, ``proposal.reason_needed``, ``proposal.reason_unfit``.
    """
    versions.require(actor, workflow.REVIEWER)
    proposal = db.session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFound()
    # The version first, as everywhere: two locks taken in two orders would wait for each other.
    version = versions.locked(proposal.version_id) if proposal.version_id else None
    db.session.refresh(proposal, with_for_update=True)
    if proposal.outcome is not None:
        raise Refused("proposal.settled")
    if proposal.proposed_by == actor.user_id:
        raise Refused("proposal.own")
    if version is not None:
        versions.apart(actor, version)
        if expected is not None:
            versions.expect(version, expected)
    proposal.settled_by, proposal.settled_at = actor.user_id, at
    proposal.outcome = "confirmed" if confirm else "refused"
    db.session.flush()
    if confirm:
        _CONFIRMED[proposal.action](proposal, actor, at)
    else:
        withdrawal.say_why(proposal, why)
        submission.record_proposal("proposal.refused", proposal, actor, at)
    return proposal


def _decline(proposal: Proposal, actor: Actor, at: datetime) -> None:
    version = versions.locked(proposal.version_id or 0)
    version.ended_at = at
    reason = versions.sealed(version, proposal.reason)
    versions.advance(version, "decline", actor, at=at, proposal=proposal.id, reason=reason)


def _resume(proposal: Proposal, actor: Actor, at: datetime) -> None:
    version = versions.locked(proposal.version_id or 0)
    versions.advance(version, "resume", actor, at=at, proposal=proposal.id)
    version.held_from, version.hold_reason = None, ""


def _withdraw(proposal: Proposal, actor: Actor, at: datetime) -> None:
    version = versions.locked(proposal.version_id or 0)
    version.ended_at, version.withdrawal_reason = at, proposal.reason
    amendment = versions.open_version(version.pledge)
    if amendment is not None:
        amendment.ended_at = at
        versions.advance(amendment, "cancel", None, at=at)
    reason = versions.sealed(version, proposal.reason)
    versions.advance(version, "withdraw", actor, at=at, proposal=proposal.id, reason=reason)
    version.held_from = None


def _record_statement(proposal: Proposal, actor: Actor, at: datetime) -> None:
    # Locked before it is looked at: the State may be beginning a draft at this moment.
    pledge = drafting.pledge_of(proposal.campaign_id, proposal.state)
    free(proposal.campaign_id, proposal.state)
    text_version = current_version(proposal.campaign_id)
    if text_version is None:
        raise Refused("text.none")
    said = proposal.content
    version = PledgeVersion(
        pledge=pledge,
        number=len(pledge.versions) + 1,
        standing=workflow.ANNOUNCED,
        text_version_id=text_version.id,
        created_at=at,
        created_by=proposal.proposed_by,
        submitted_by=proposal.proposed_by,
        submitted_at=proposal.proposed_at,
        language=said["language"],
        message=said["message"],
        instrument_kind="public_statement",
        instrument_on=date.fromisoformat(said["on"]),
        instrument_place=said["place"],
        instrument_link=said["link"],
        signatory_name=said["signatory_name"],
        signatory_office=said["signatory_office"],
        salt=ids.public_id(),
    )
    db.session.add(version)
    db.session.flush()
    version.content_hash = content_hash(version)
    publication.publish(version, "record_statement", actor, at=at)


_CONFIRMED = {
    "decline": _decline,
    "resume": _resume,
    "withdraw": _withdraw,
    "join": partnership.join,
    "leave": partnership.leave,
    "record_statement": _record_statement,
}
