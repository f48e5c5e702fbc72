"""A State that said it in public, without a pledge of its own: written down here, as a proposal."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.pledges.reviewing.statements import propose_statement as propose
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, page
from pledge_site.web.edge.sentences import status_of
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.reading import paragraph

# Field to its longest text, in the order of the form.
_FIELDS = {
    "state": 3,
    "on": 10,
    "place": 200,
    "signatory_name": 200,
    "signatory_office": 200,
    "link": 500,
    "language": 2,
    "message": 3_000,
}


@blueprint.get("/statements/new/")
@needs(Permission.PLEDGE_REVIEW)
def statement() -> ResponseReturnValue:
    """Ask what a State said, where, when, and by which source."""
    values = dict.fromkeys(_FIELDS, "") | {"language": language().code}
    return _form(values, Problems())


@blueprint.post("/statements/new/")
@needs(Permission.PLEDGE_REVIEW)
def propose_statement() -> ResponseReturnValue:
    """Propose to record a statement; a second reviewer confirms it."""
    problems = Problems()
    values = {name: paragraph(name, problems, most=most) for name, most in _FIELDS.items()}
    said: dict[str, Any] = values | {"on": _day(values["on"], problems)}
    _look_at(values, problems)
    try:
        if problems:
            return _form(values, _with_missing(values, problems), 422)
        with write():
            made = propose(the_actor(), _campaign_id(), said.pop("state"), said, at=clock.now()).id
    except Invalid as refusal:
        problems.take(refusal.faults)
        return _form(values, problems, 422)
    except Refused as refusal:
        if status_of(refusal) != 409:
            raise
        db.session.rollback()
        problems.add("", refusal.code)
        return _form(values, problems, 409)
    flash(gettext("Proposed. A second reviewer has to confirm it."), "success")
    return redirect(url_for(".proposal", proposal_id=made), code=303)


def _campaign_id() -> int:
    current = campaigns.current()
    if current is None:
        raise NotFound()
    return current.id


def _day(value: str, problems: Problems) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        problems.add("on", "date.malformed")
        return None


def _look_at(values: dict[str, str], problems: Problems) -> None:
    if values["language"] and values["language"] not in LANGUAGES:
        problems.add("language", "language.unknown")
    if values["link"] and not _is_link(values["link"]):
        problems.add("link", "link")


def _is_link(value: str) -> bool:
    try:
        parts = urlsplit(value)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return False
    return plain and not re.search(r"\s", value)


def _with_missing(values: dict[str, str], problems: Problems) -> Problems:
    """Name what is missing too, so that everything is said at once; in the order of the form."""
    ordered = Problems()
    for name in _FIELDS:
        if problems.of(name):
            ordered.by_field[name] = problems.of(name)
        elif not values[name]:
            ordered.add(name, "required")
    return ordered


def _form(values: dict[str, str], problems: Problems, status: int = 200) -> ResponseReturnValue:
    spoken = language().code
    states = sorted(roll.all_states(), key=lambda state: fold(state.name(spoken)))
    return page(
        "secretariat/statement.html",
        status,
        values=values,
        problems=problems,
        state_choices=[(state.iso3, state.name(spoken)) for state in states],
        language_choices=[(each.code, each.own_name) for each in LANGUAGES.values()],
        today=clock.today().isoformat(),
    )
