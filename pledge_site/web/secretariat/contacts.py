"""The contacts of States, for administrators: who is mailed, called back, and may object."""

from itertools import groupby
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.contacts import queries, service
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name


@blueprint.get("/contacts/")
@needs(Permission.PEOPLE_MANAGE)
def contacts() -> ResponseReturnValue:
    """List the contacts by State, with a form that adds one."""
    return _contacts(_nothing(), Problems())


@blueprint.post("/contacts/")
@needs(Permission.PEOPLE_MANAGE)
def add_contact() -> ResponseReturnValue:
    """Put a contact on record."""
    values = {field: typed(field) for field in service.FIELDS}
    problems = Problems()
    try:
        with write():
            service.add(values, actor=the_actor(), at=clock.now())
    except Invalid as refusal:
        faults = refusal.faults
        problems.take({name: faults[name] for name in service.FIELDS if name in faults})
        return _contacts(values, problems, 422)
    flash(gettext("The contact is on record."), "success")
    return redirect(url_for(".contacts"), code=303)


@blueprint.post("/contacts/<int:contact_id>/end/")
@needs(Permission.PEOPLE_MANAGE)
def end_contact(contact_id: int) -> ResponseReturnValue:
    """Take a contact off the record."""
    try:
        with write():
            service.end(contact_id, actor=the_actor(), at=clock.now())
    except Refused as refusal:
        if refusal.code != "contact.ended":
            raise
        problems = Problems()
        problems.add("", refusal.code)
        return _contacts(_nothing(), problems, 409)
    flash(gettext("The contact is off the record. It gets no more mails."), "success")
    return redirect(url_for(".contacts"), code=303)


def _nothing() -> dict[str, str]:
    return dict.fromkeys(service.FIELDS, "") | {"language": language().code}


def _contacts(values: dict[str, str], problems: Problems, status: int = 200) -> ResponseReturnValue:
    spoken = language().code
    return page(
        "secretariat/contacts.html",
        status,
        groups=_groups(),
        values=values,
        problems=problems,
        state_choices=sorted(
            ((each.iso3, each.name(spoken)) for each in roll.all_states()),
            key=lambda choice: fold(choice[1]),
        ),
        language_choices=[(each.code, each.own_name) for each in LANGUAGES.values()],
        language_names={each.code: each.own_name for each in LANGUAGES.values()},
    )


def _groups() -> list[tuple[str, list[Contact]]]:
    by_state: Any = groupby(queries.everything(), key=lambda each: each.state)
    found = [(state_name(state), list(rows)) for state, rows in by_state]
    return sorted(found, key=lambda group: fold(group[0]))
