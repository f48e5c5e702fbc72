"""What a partner of a joint pledge does: read it, confirm exactly these words, decline, leave.

Before publication its word is part of what two reviewers check. Once the pledge is public, joining
and leaving are public changes, so a reviewer has to confirm them, as with a withdrawal.
"""

from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import completeness, versions, workflow
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import Partner, Pledge, PledgeVersion, Proposal
from pledge_site.domain.pledges.partners import joint
from pledge_site.domain.pledges.partners.counted import has_joined
from pledge_site.domain.pledges.partners.joining import HANDED_IN, record
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused


def pledge_for(actor: Actor, pledge_id: int, *, lock: bool = False) -> tuple[Pledge, Partner]:
    """Return a joint pledge that the person's State was asked to join, and its part in it.

    :raises NotFound: there is none, or the State was not asked, or nothing is offered any more.
    """
    versions.require(actor, workflow.FOCAL_POINT)
    asked = (
        select(Pledge)
        .join(Pledge.partners)
        .where(Pledge.id == pledge_id, Partner.state == actor.state)
    )
    if lock:
        asked = asked.with_for_update(of=Pledge).execution_options(populate_existing=True)
    pledge = db.session.scalar(asked)
    if pledge is None:
        raise NotFound()
    if lock:
        # What was read before the lock may have moved while we waited.
        db.session.expire(pledge, ["partners", "versions"])
    partner = next((each for each in pledge.partners if each.state == actor.state), None)
    if partner is None:
        raise NotFound()
    return pledge, partner


def offered(pledge: Pledge, partner: Partner) -> PledgeVersion:
    """Return the version that a partner reads: the public one, or the words it is asked for.

    :raises NotFound: the draft was given up, and nothing of it is public.
    """
    live, open_one = versions.live_version(pledge), versions.open_version(pledge)
    if open_one is not None and (live is None or has_joined(partner)):
        return open_one
    shown = live or next(
        (each for each in reversed(pledge.versions) if each.standing in workflow.PUBLIC), None
    )
    if shown is None:
        raise NotFound()
    return shown


def confirmed(version: PledgeVersion, partner: Partner) -> bool:
    """Say whether a partner has given its word for a version as it stands."""
    if not has_joined(partner):
        return False
    return version.standing in workflow.PUBLIC or partner.confirmed_hash == content_hash(version)


def why_not(version: PledgeVersion, partner: Partner) -> str | None:
    """Return the code of what keeps a partner from confirming a version, or None."""
    if partner.left_at is not None:
        return "joint.left"
    if version.standing in workflow.OPEN:
        faults = completeness.faults(version, frozenset(versions.clause_ids(version)))
        return "joint.unfinished" if set(faults) - {"partners"} else None
    if version.standing not in (workflow.ANNOUNCED, workflow.DEPOSITED):
        return "pledge.held" if version.standing == workflow.ON_HOLD else "pledge.not_now"
    amendment = versions.open_version(version.pledge)
    if amendment is not None and amendment.standing in HANDED_IN:
        return "joint.amending"
    return None


def confirm(actor: Actor, pledge_id: int, *, seen: str, at: datetime) -> bool:
    """Give the State's word for exactly these words; say whether it stands already.

    It does before publication. A published pledge is joined when a reviewer has confirmed it.

    :param seen: the hash of the words that were read.
    :raises Refused: ``joint.changed``: other words stand there now; the codes of `why_not`.
    """
    pledge, partner = pledge_for(actor, pledge_id, lock=True)
    version = offered(pledge, partner)
    if (code := why_not(version, partner)) is not None:
        raise Refused(code)
    if seen != content_hash(version):
        raise Refused("joint.changed")
    if confirmed(version, partner):
        return True
    versions.took_part(version, actor, at)
    if version.standing not in workflow.OPEN:
        _propose(version, "join", actor, at=at, hash=seen)
        return False
    partner.declined_at = None
    partner.confirmed_at = partner.confirmed_at or at
    partner.confirmed_by, partner.confirmed_hash = actor.user_id, seen
    record("partner.confirmed", version, partner, actor, at=at, content=seen)
    return True


def decline(actor: Actor, pledge_id: int, *, at: datetime) -> None:
    """Say no, or take back a word that is not public yet.

    :raises Refused: ``joint.has_joined``: a published pledge is left instead.
    """
    pledge, partner = pledge_for(actor, pledge_id, lock=True)
    version = offered(pledge, partner)
    if partner.left_at is not None or (has_joined(partner) and versions.live_version(pledge)):
        raise Refused("joint.has_joined")
    if partner.declined_at is not None:
        return
    partner.confirmed_at = partner.confirmed_by = partner.confirmed_hash = None
    partner.declined_at = at
    joint.lapse(pledge, partner.state, at)
    record("partner.declined", version, partner, actor, at=at)


def ask_to_leave(actor: Actor, pledge_id: int, *, reason: str, at: datetime) -> Proposal:
    """Ask to leave the published pledge; a reviewer confirms it. Asked twice, asked once.

    :raises Invalid: without a reason.
    :raises Refused: ``joint.not_joined``, ``pledge.not_now``.
    """
    pledge, partner = pledge_for(actor, pledge_id, lock=True)
    live = versions.live_version(pledge)
    if not has_joined(partner):
        raise Refused("joint.not_joined")
    if live is None:
        raise Refused("pledge.not_now", standing=workflow.NONE, action="leave")
    if not reason:
        raise Invalid({"reason": ["required"]})
    versions.took_part(live, actor, at)
    return _propose(live, "leave", actor, at=at, reason=reason)


def waiting(pledge: Pledge, state: str) -> Proposal | None:
    """Return what a partner has asked for and a reviewer has not settled yet, if anything."""
    return next(
        (
            proposal
            for version in pledge.versions
            for proposal in version.proposals
            if proposal.state == state
            and proposal.outcome is None
            and joint.is_of_partner(proposal)
        ),
        None,
    )


def _propose(
    version: PledgeVersion,
    action: str,
    actor: Actor,
    *,
    at: datetime,
    reason: str = "",
    **said: str,
) -> Proposal:
    state = actor.state or ""
    if (earlier := waiting(version.pledge, state)) is not None:
        return earlier
    proposal = Proposal(
        action=action,
        version_id=version.id,
        campaign_id=version.pledge.campaign_id,
        state=state,
        reason=reason,
        content=said,
        proposed_by=actor.user_id,
        proposed_at=at,
    )
    db.session.add(proposal)
    db.session.flush()
    submission.record_proposal("proposal.made", proposal, actor, at)
    return proposal


def join(proposal: Proposal, actor: Actor, at: datetime) -> None:
    """Let a State join a published pledge, as a reviewer has confirmed.

    :raises Refused: ``joint.changed``; the codes of `why_not`.
    """
    version, partner = _proposed(proposal)
    if (code := why_not(version, partner)) is not None:
        raise Refused(code)
    if proposal.content.get("hash") != content_hash(version):
        raise Refused("joint.changed")
    partner.declined_at, partner.confirmed_at = None, at
    partner.confirmed_by = proposal.proposed_by
    partner.confirmed_hash = version.content_hash
    record("partner.joined", version, partner, actor, at=at, content=partner.confirmed_hash)


def leave(proposal: Proposal, actor: Actor, at: datetime) -> None:
    """Let a State leave a published pledge, as a reviewer has confirmed; its reason is public."""
    version, partner = _proposed(proposal)
    partner.left_at = at
    reason = versions.sealed(version, proposal.reason)
    record("partner.left", version, partner, actor, at=at, reason=reason)


def _proposed(proposal: Proposal) -> tuple[PledgeVersion, Partner]:
    version = versions.locked(proposal.version_id or 0)
    for partner in version.pledge.partners:
        if partner.state == proposal.state:
            return version, partner
    raise NotFound()
