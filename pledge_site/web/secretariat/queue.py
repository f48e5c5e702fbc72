"""The queue: what waits for the secretariat, since when, and whether this person may take it on."""

from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges import queries, waiting
from pledge_site.domain.pledges.models import Proposal
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page, say
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.words import LETTER_CAME, NEXT, PROPOSALS


@blueprint.get("/")
@needs(Permission.SECRETARIAT_ENTER)
def queue() -> ResponseReturnValue:
    """Show the queue; those who don't review see the rooms that are open to them."""
    if not may(the_actor(), Permission.PLEDGE_REVIEW, clock.now()):
        return page("secretariat/rooms.html")
    shown = request.args.get("standing", "waiting")
    if shown not in waiting.FILTERS:
        abort(404)
    user_id = the_actor().user_id
    rows = waiting.rows(waiting.FILTERS[shown], user_id)
    return page(
        "secretariat/queue.html",
        rows=[_row(each) for each in rows],
        proposals=_proposals(user_id),
        filters=[(name, count, name == shown) for name, count in waiting.counts().items()],
    )


def _row(each: waiting.Waiting) -> dict[str, Any]:
    version = each.version
    campaign = version.pledge.campaign
    words = LETTER_CAME if each.letter else NEXT.get(version.standing, "")
    step = gettext(words) if words else ""
    if each.proposal is not None:
        step = gettext("To confirm: %(what)s", what=gettext(PROPOSALS[each.proposal.action]))
    return {
        "id": version.id,
        "state": state_name(version.pledge.state),
        "campaign": "" if campaign.current else campaign.titles[language().code],
        "standing": version.standing,
        "since": each.since,
        "next": step,
        "amendment": version.amendment_reason != "",
        "why_not": say(each.why_not) if each.why_not else "",
        "waits": each.proposal is not None or (each.step is not None and _can(each)),
    }


def _can(each: waiting.Waiting) -> bool:
    return each.version.standing != "announced" or each.letter


def _proposals(user_id: int) -> list[dict[str, Any]]:
    found = queries.open_proposals()
    names = accounts.names({each.proposed_by for each in found})
    return [_proposal(each, names, user_id) for each in found]


def _proposal(each: Proposal, names: dict[int, str], user_id: int) -> dict[str, Any]:
    return {
        "id": each.id,
        "version_id": each.version_id,
        "what": gettext(PROPOSALS[each.action]),
        "state": state_name(each.state),
        "by": names[each.proposed_by],
        "at": each.proposed_at,
        "own": each.proposed_by == user_id,
    }


def state_name(iso3: str) -> str:
    """Return a State's name in the language of the page."""
    state = roll.find(iso3)
    return state.name(language().code) if state else iso3
