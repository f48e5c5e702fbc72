"""The audit: who did what when, by State, person, kind and day, as a page and as a sheet.

Administrators see everything; reviewers what concerns pledges, not the sign-ins and accounts of
their colleagues. A sheet is administrators' alone, and each one that is taken is an entry itself.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask import Flask, Response, abort, request
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may
from pledge_site.db import write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.ledger import audit as ledger
from pledge_site.domain.ledger.service import record
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import NotFound
from pledge_site.kernel.text import csv_cell, fold
from pledge_site.web.edge.current import keeper
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.doings import COLUMNS, cells, people_of, row
from pledge_site.web.secretariat.reading import position, whole_number
from pledge_site.web.secretariat.words import EVENTS, event_words

_ON_A_PAGE = 50
_FIELDS = ("state", "person", "event", "since", "until")


@blueprint.get("/audit/")
@needs(Permission.LEDGER_READ)
def audit() -> ResponseReturnValue:
    """Show the newest entries that are asked for, or those before a position."""
    wanted, before = _wanted(request.args), position()
    found = ledger.page(wanted, before=before, limit=_ON_A_PAGE + 1)
    names = accounts.names(people_of(found))
    asked = {name: request.args[name] for name in _FIELDS if request.args.get(name)}
    return page(
        "secretariat/audit.html",
        rows=[row(each, names) for each in found[:_ON_A_PAGE]],
        older=found[_ON_A_PAGE - 1].seq if len(found) > _ON_A_PAGE else None,
        newest=before is None,
        asked=asked,
        values={name: asked.get(name, "") for name in _FIELDS},
        may_export=may(the_actor(), Permission.AUDIT_EXPORT, clock.now()),
        **_choices(wanted),
    )


@blueprint.post("/audit/export/")
@needs(Permission.AUDIT_EXPORT)
def export_audit() -> ResponseReturnValue:
    """Send what is asked for as a sheet; that it was taken is written down before it begins."""
    wanted = _wanted(request.form)
    with write():
        entry = record(
            "audit.exported",
            at=clock.now(),
            actor=the_actor().user_id,
            subject="audit:export",
            facts=wanted.facts(),
        )
        before = entry.seq
    response = Response(_sheet(keeper().app, wanted, before), mimetype="text/csv")
    name = f"audit-{clock.today().isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(app: Flask, wanted: ledger.Wanted, before: int) -> Iterator[bytes]:
    """Yield the sheet in steps; between two of them no connection is held."""
    # Spreadsheets take a sheet without this mark for something other than UTF-8.
    yield "\ufeff".encode() + _lines([COLUMNS])
    steps = ledger.through(wanted, before=before)
    while True:
        with app.app_context():
            rows = next(steps, ())
            names = accounts.names(people_of(rows))
            lines = _lines([[csv_cell(cell) for cell in cells(each, names)] for each in rows])
        if not lines:
            return
        yield lines


def _lines(rows: list[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _wanted(sent: Mapping[str, str]) -> ledger.Wanted:
    """Read what is asked for: a State or kind that there isn't is 404, what can't be read is 400.

    :raises NotFound: there is no such State or kind.
    """
    state, event, person = (sent.get(name) or None for name in ("state", "event", "person"))
    if (state and not roll.exists(state)) or (event and event not in EVENTS):
        raise NotFound()
    return ledger.Wanted(
        state=state,
        event=event,
        person=whole_number(person) if person else None,
        since=_day(sent.get("since", "")),
        until=_day(sent.get("until", "")),
        without=() if _sees_people() else ledger.PEOPLE,
    )


def _sees_people() -> bool:
    return may(the_actor(), Permission.PEOPLE_MANAGE, clock.now())


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        abort(400)


def _choices(wanted: ledger.Wanted) -> dict[str, Any]:
    spoken = language().code
    states = [(each.iso3, each.name(spoken)) for each in roll.all_states()]
    events = [(name, event_words(name)) for name in EVENTS if not name.startswith(wanted.without)]
    return {
        "state_choices": sorted(states, key=lambda choice: fold(choice[1])),
        "event_choices": sorted(events, key=lambda choice: fold(choice[1])),
        "person_choices": accounts.everybody(),
    }
