"""Why a State's wish to withdraw, to join or to leave was not confirmed: its focal points read it.

Asking is in `submission.py` and `partnership.py`, settling in `settlement.py`.
"""

from pledge_site.domain.pledges.models import Pledge, PledgeVersion, Proposal
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Refused

LONGEST = 2_000
_WHY = "why_not"
_OF_PARTNERS = frozenset({"join", "leave"})
# What a State's own people ask for: a no is explained to them.
_OF_STATES = _OF_PARTNERS | {"withdraw"}


def answers_state(proposal: Proposal) -> bool:
    """Say whether a proposal is a State's wish, so that a no to it needs a reason."""
    return proposal.action in _OF_STATES


def say_why(proposal: Proposal, why: str) -> None:
    """Keep why a State's wish is refused; of other proposals nothing is kept.

    :raises Refused: ``proposal.reason_needed``, ``proposal.reason_unfit``.
    """
    if not answers_state(proposal):
        return
    why = text.clean(why)
    if not why:
        raise Refused("proposal.reason_needed")
    if text.fault(why) or len(why) > LONGEST:
        raise Refused("proposal.reason_unfit")
    proposal.content = {**proposal.content, _WHY: why}


def refused(version: PledgeVersion) -> Proposal | None:
    """Return the last wish to withdraw a version, if it was refused and not asked again."""
    asked = [each for each in version.proposals if each.action == "withdraw"]
    return asked[-1] if asked and asked[-1].outcome == "refused" else None


def refused_partner(pledge: Pledge, state: str) -> Proposal | None:
    """Return the last wish of a partner to join or to leave, if it was refused."""
    asked = [
        proposal
        for version in pledge.versions
        for proposal in version.proposals
        if proposal.state == state and proposal.action in _OF_PARTNERS
    ]
    last = max(asked, key=lambda proposal: proposal.id, default=None)
    return last if last is not None and last.outcome == "refused" else None


def why_not(proposal: Proposal) -> str:
    """Return why a wish to withdraw was refused, in the words of the secretariat."""
    return str(proposal.content.get(_WHY, ""))
