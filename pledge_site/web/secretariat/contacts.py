"""The contacts of States, for administrators: who is mailed, called back, and may object.

What one proposes, another confirms: see `domain/contacts/keeping.py`.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.accounts.models import User
from pledge_site.domain.contacts import keeping, queries
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.edge.sentences import status_of
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name

_SHOWN = ("contact.ended", "contact.waiting", "contact.own", "contact.settled", "contact.unchanged")


class Waiting(NamedTuple):
    """What waits for a second administrator: `kind` is new, change or end; `before` of a change."""

    kind: str
    contact: Contact
    before: Contact | None
    state: str
    by: str
    own: bool
    at: Any


@blueprint.get("/contacts/")
@needs(Permission.PEOPLE_MANAGE)
def contacts() -> ResponseReturnValue:
    """List the contacts by State, what waits, and a form that proposes one."""
    return _contacts(_nothing(), Problems())


@blueprint.post("/contacts/")
@needs(Permission.PEOPLE_MANAGE)
def add_contact() -> ResponseReturnValue:
    """Propose a contact."""
    values, problems = _typed(), Problems()
    try:
        with write():
            keeping.propose(values, actor=the_actor(), at=clock.now())
    except Invalid as refusal:
        problems.take(_in_order(refusal))
        return _contacts(values, problems, 422)
    return _done(gettext("Proposed. Another administrator has to confirm it."))


@blueprint.get("/contacts/<int:contact_id>/")
@needs(Permission.PEOPLE_MANAGE)
def contact(contact_id: int) -> ResponseReturnValue:
    """Show the form that changes a contact."""
    found = _on_record(contact_id)
    return _form(found, {name: getattr(found, name) for name in keeping.FIELDS}, Problems())


@blueprint.post("/contacts/<int:contact_id>/")
@needs(Permission.PEOPLE_MANAGE)
def change_contact(contact_id: int) -> ResponseReturnValue:
    """Propose what a contact is to become."""
    values, problems = _typed(), Problems()
    try:
        with write():
            keeping.propose(values, actor=the_actor(), at=clock.now(), replaces=contact_id)
    except Invalid as refusal:
        problems.take(_in_order(refusal))
        return _form(_on_record(contact_id), values, problems, 422)
    except Refused as refusal:
        return _no(refusal)
    return _done(gettext("Proposed. Another administrator has to confirm it."))


@blueprint.post("/contacts/<int:contact_id>/end/")
@needs(Permission.PEOPLE_MANAGE)
def end_contact(contact_id: int) -> ResponseReturnValue:
    """Propose to take a contact off the record."""
    try:
        with write():
            keeping.propose_end(contact_id, actor=the_actor(), at=clock.now())
    except Refused as refusal:
        return _no(refusal)
    return _done(gettext("Proposed. Another administrator has to confirm it."))


@blueprint.post("/contacts/<int:contact_id>/settle/")
@needs(Permission.PEOPLE_MANAGE)
def settle_contact(contact_id: int) -> ResponseReturnValue:
    """Confirm what another administrator proposed, or refuse it."""
    answer = typed("answer")
    if answer not in ("confirm", "refuse"):
        abort(400)
    confirm = answer == "confirm"
    try:
        with write():
            keeping.settle(contact_id, confirm=confirm, actor=the_actor(), at=clock.now())
    except Refused as refusal:
        return _no(refusal)
    return _done(gettext("Confirmed.") if confirm else gettext("Refused. Nothing changes."))


def _typed() -> dict[str, str]:
    return {field: typed(field) for field in keeping.FIELDS}


def _in_order(refusal: Invalid) -> dict[str, list[str]]:
    faults = refusal.faults
    return {name: faults[name] for name in keeping.FIELDS if name in faults}


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for(".contacts"), code=303)


def _no(refusal: Refused) -> Response:
    if refusal.code not in _SHOWN:
        raise refusal
    db.session.rollback()
    problems = Problems()
    problems.add("", refusal.code)
    return _contacts(_nothing(), problems, status_of(refusal))


def _nothing() -> dict[str, str]:
    return dict.fromkeys(keeping.FIELDS, "") | {"language": language().code}


def _on_record(contact_id: int) -> Contact:
    found = queries.contact(contact_id)
    if found is None or found.confirmed_at is None or found.ended_at is not None:
        raise NotFound()
    return found


def _choices() -> dict[str, Any]:
    return {
        "state_choices": sorted(
            ((each.iso3, each.name(language().code)) for each in roll.all_states()),
            key=lambda choice: fold(choice[1]),
        ),
        "language_choices": [(each.code, each.own_name) for each in LANGUAGES.values()],
        "language_names": {each.code: each.own_name for each in LANGUAGES.values()},
    }


def _form(
    contact: Contact, values: Mapping[str, str], problems: Problems, status: int = 200
) -> Response:
    return page(
        "secretariat/contact.html",
        status,
        contact=contact,
        state=state_name(contact.state),
        values=values,
        problems=problems,
        **_choices(),
    )


def _contacts(values: dict[str, str], problems: Problems, status: int = 200) -> Response:
    waiting = [_waiting(each) for each in queries.waiting()]
    return page(
        "secretariat/contacts.html",
        status,
        groups=_groups(),
        waiting=waiting,
        moving={each.before.id if each.before else each.contact.id for each in waiting},
        values=values,
        problems=problems,
        **_choices(),
    )


def _waiting(contact: Contact) -> Waiting:
    ending = contact.confirmed_at is not None
    kind = "end" if ending else "change" if contact.replaces_id else "new"
    by = contact.ending_by if ending else contact.added_by
    person = db.session.get(User, by)
    return Waiting(
        kind,
        contact,
        queries.contact(contact.replaces_id) if kind == "change" else None,
        state_name(contact.state),
        person.name if person else "",
        by == the_actor().user_id,
        contact.ending_at if ending else contact.added_at,
    )


def _groups() -> list[tuple[str, list[Contact]]]:
    by_state: Any = groupby(queries.everything(), key=lambda each: each.state)
    found = [(state_name(state), list(rows)) for state, rows in by_state]
    return sorted(found, key=lambda group: fold(group[0]))
