"""Why a State's wish to withdraw was not confirmed: its focal points read it.

Asking to withdraw is in `submission.py`, settling it in `settlement.py`.
"""

from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Refused

LONGEST = 2_000
_WHY = "why_not"


def say_why(proposal: Proposal, why: str) -> None:
    """Keep why a withdrawal is refused; of other proposals nothing is kept.

    :raises Refused: ``proposal.reason_needed``, ``proposal.reason_unfit``.
    """
    if proposal.action != "withdraw":
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


def why_not(proposal: Proposal) -> str:
    """Return why a wish to withdraw was refused, in the words of the secretariat."""
    return str(proposal.content.get(_WHY, ""))
