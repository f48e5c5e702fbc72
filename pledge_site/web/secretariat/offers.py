"""What a person may do with a version now, and what they may not, with the reason in words."""

from typing import Any

from flask_babel import gettext

from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.domain.pledges.partners import joint
from pledge_site.domain.pledges.reading import withdrawal
from pledge_site.domain.pledges.reviewing import hands
from pledge_site.web.edge.reading import say
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.words import PROPOSALS, STEPS

# The order in which they are offered: what leads on comes first.
_ORDER = tuple(STEPS)


def actions(version: PledgeVersion, user_id: int, whose: hands.Hands) -> list[dict[str, Any]]:
    """Return the actions of the standing, each with why this person may not take it, if so."""
    found = workflow.actions(version.standing, workflow.REVIEWER)
    offered = [name for name in _ORDER if name in found]
    return [
        {
            "action": name,
            "name": gettext(STEPS[name].name),
            "does": gettext(STEPS[name].does),
            "button": gettext(STEPS[name].button),
            "reason": STEPS[name].reason,
            "grave": STEPS[name].grave,
            "why_not": _why_not(version, name, user_id, whose),
        }
        for name in offered
        if name != "recall" or version.cleared_action is not None
    ]


def _why_not(version: PledgeVersion, action: str, user_id: int, whose: hands.Hands) -> str:
    waiting = versions.open_proposal(version, action)
    if waiting is not None:
        return gettext("This is proposed already and waits for a second reviewer.")
    follows = action == "deposit" and version.standing == workflow.ANNOUNCED
    if follows and not hands.has_letter(version):
        return gettext("The signed document has not come yet.")
    code = hands.why_not(version, action, user_id, whose)
    return say(code) if code else ""


def proposals(version: PledgeVersion, user_id: int, whose: hands.Hands) -> list[dict[str, Any]]:
    """Return what waits for a second hand about a version."""
    return [
        proposal(each, user_id, whose[version.id])
        for each in version.proposals
        if each.outcome is None
    ]


def proposal(each: Proposal, user_id: int, whose: frozenset[int] = frozenset()) -> dict[str, Any]:
    """Return one proposal, with why this person may not settle it, if so."""
    code = ""
    if each.proposed_by == user_id:
        code = "proposal.own"
    elif user_id in whose:
        code = "pledge.four_eyes"
    return {
        "id": each.id,
        "what": _what(each),
        "reason": each.reason,
        "by": accounts.names([each.proposed_by])[each.proposed_by],
        "at": each.proposed_at,
        "why_not": say(code) if code else "",
        # What the State reads when its wish is refused.
        "answers_state": withdrawal.answers_state(each),
    }


def _what(each: Proposal) -> str:
    words = gettext(PROPOSALS[each.action])
    return f"{words} – {state_name(each.state)}" if joint.is_of_partner(each) else words
