"""The ledger, read: the latest entries, those of one State, and whether the chain holds."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.ledger import queries
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.states import roll
from pledge_site.kernel.refusals import NotFound
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.reading import position
from pledge_site.web.secretariat.sheet import who
from pledge_site.web.secretariat.words import event_words

_ON_A_PAGE = 50


@blueprint.get("/ledger/")
@needs(Permission.LEDGER_READ)
def ledger() -> ResponseReturnValue:
    """Show the newest entries, or those before a position, of all States or of one."""
    state = request.args.get("state") or None
    if state is not None and not roll.exists(state):
        raise NotFound()
    before = position()
    found = queries.latest(before=before, state=state, limit=_ON_A_PAGE + 1)
    names = accounts.names({each.actor_id for each in found if each.actor_id})
    spoken = language().code
    return page(
        "secretariat/ledger.html",
        rows=[_row(each, names) for each in found[:_ON_A_PAGE]],
        older=found[_ON_A_PAGE - 1].seq if len(found) > _ON_A_PAGE else None,
        newest=before is None,
        state=state or "",
        state_choices=[
            (each.iso3, each.name(spoken))
            for each in sorted(roll.all_states(), key=lambda each: fold(each.name(spoken)))
        ],
    )


@blueprint.get("/ledger/check/")
@needs(Permission.LEDGER_READ)
def check_ledger() -> ResponseReturnValue:
    """Walk the whole chain and every version's words, and say whether they hold."""
    flaw = queries.verify()
    altered = verify_contents()
    return page(
        "secretariat/ledger_check.html",
        flaw=flaw,
        altered=altered,
        altered_state=state_name(altered.state) if altered else "",
        entries=head(),
    )


def _row(entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    state = entry.facts.get("state")
    return {
        "seq": entry.seq,
        "at": entry.at,
        "what": event_words(entry.event),
        "state": state_name(state) if state else "",
        "by": who(entry, names),
        "from": entry.facts.get("from", ""),
        "to": entry.facts.get("to", ""),
        "hash": entry.hash,
    }
