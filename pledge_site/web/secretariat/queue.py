"""The queue: what waits for the secretariat, since when, and whether this person may take it on."""

from datetime import datetime
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import Proposal
from pledge_site.domain.pledges.reviewing import waiting
from pledge_site.domain.pledges.writing import presence
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page, say
from pledge_site.web.edge.words import joined
from pledge_site.web.secretariat import filters
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.reading import whole_number
from pledge_site.web.secretariat.words import LETTER_CAME, NEXT, PROPOSALS

_ON_A_PAGE = 50


@blueprint.get("/")
@needs(Permission.SECRETARIAT_ENTER)
def queue() -> ResponseReturnValue:
    """Show the queue; those who don't review see the rooms that are open to them."""
    now = clock.now()
    if not may(the_actor(), Permission.PLEDGE_REVIEW, now):
        return page("secretariat/rooms.html")
    user_id = the_actor().user_id
    rows = waiting.everything(user_id)
    wanted = filters.asked(rows)
    kept = [row for row in rows if wanted.keeps(row, now)]
    here = max(whole_number(request.args.get("page", "1")), 1)
    shown = kept[(here - 1) * _ON_A_PAGE : here * _ON_A_PAGE]
    there = presence.others_at([each.id for each in shown], user_id, now, at_case=True)
    return page(
        "secretariat/queue.html",
        rows=[_row(each, now, there.get(each.id, [])) for each in shown],
        total=len(kept),
        page=here,
        pages=-(-len(kept) // _ON_A_PAGE),
        proposals=_proposals(user_id),
        wanted=wanted,
        is_filtered=wanted != waiting.Filter(standing=wanted.standing),
        standings=filters.standings(wanted, rows, now),
        choices=filters.choices(wanted, rows, now),
        everything_url=filters.link(waiting.Filter(standing=wanted.standing)),
        turned=lambda number: filters.link(wanted, page=number),
    )


def _row(each: waiting.Waiting, now: datetime, there: list[presence.Present]) -> dict[str, Any]:
    """Return a version as its line shows it."""
    words = LETTER_CAME if each.letter else NEXT.get(each.standing, "")
    step = gettext(words) if words else ""
    if each.proposal is not None:
        step = gettext("To confirm: %(what)s", what=gettext(PROPOSALS[each.proposal.action]))
    return {
        "id": each.id,
        "state": state_name(each.state),
        "campaign": "" if each.campaign.current else each.campaign.titles[language().code],
        "standing": each.standing,
        "since": each.since,
        "due": each.due,
        "overdue": each.is_overdue(now),
        "next": step,
        "amendment": each.amendment,
        "joint": each.joint,
        "why_not": say(each.why_not) if each.why_not else "",
        "mine": each.is_mine(),
        "open_with": joined([other.name for other in there]),
    }


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
