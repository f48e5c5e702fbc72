"""People, as administrators see them: who has which role, who is invited, who confirms.

The rules are in `domain/accounts`; here forms become calls, and a "no" becomes words.
"""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site import db as database
from pledge_site.access.permissions import Permission
from pledge_site.domain.accounts import ending, queries, replacing, service
from pledge_site.domain.accounts.models import Invitation
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.accounts.roles import FOCAL_POINT, NEEDS_SECOND, ROLES
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, page, typed

blueprint = Blueprint("people", __name__, url_prefix="/<lang>/secretariat/people")

_FIELDS = ("email", "role", "name", "office", "state", "language", "credentials", "ends_on")


@blueprint.get("/")
@needs(Permission.PEOPLE_MANAGE)
def index() -> ResponseReturnValue:
    """List the people and the open invitations."""
    return _index(Problems())


@blueprint.get("/invite/")
@needs(Permission.PEOPLE_MANAGE)
def invite() -> ResponseReturnValue:
    """Ask whom to invite, and as what."""
    values = dict.fromkeys(_FIELDS, "") | {"language": language().code}
    return _form(values, Problems())


@blueprint.post("/invite/")
@needs(Permission.PEOPLE_MANAGE)
def send_invitation() -> ResponseReturnValue:
    """Make the invitation; it waits for a second administrator where the role needs one."""
    values = {name: typed(name) for name in _FIELDS}
    problems = Problems()
    try:
        offer = _offer(values)
        with database.write():
            invitation = service.invite(offer, actor=the_actor(), now=clock.now())
            waits = invitation.confirmed_at is None
    except Invalid as refusal:
        problems.take({name: refusal.faults[name] for name in _FIELDS if name in refusal.faults})
        return _form(values, problems, 422)
    except Refused as refusal:
        problems.add("", refusal.code)
        return _form(values, problems, 422)
    if waits:
        flash(gettext("Proposed. Another administrator has to confirm it."), "success")
    else:
        flash(gettext("Done. New people get a mail with their link."), "success")
    return redirect(url_for("people.index"), code=303)


@blueprint.post("/invitations/<int:number>/confirm/")
@needs(Permission.PEOPLE_MANAGE)
def confirm(number: int) -> ResponseReturnValue:
    """Stand behind another administrator's invitation."""
    problems = Problems()
    try:
        with database.write():
            service.confirm_invitation(
                number, actor=the_actor(), now=clock.now(), credentials=typed("credentials")
            )
    except Invalid as refusal:
        for codes in refusal.faults.values():
            problems.add(f"credentials-{number}", codes[0])
        return _index(problems, 422)
    except Refused as refusal:
        return _refused(refusal)
    flash(gettext("Confirmed. New people get a mail with their link."), "success")
    return redirect(url_for("people.index"), code=303)


@blueprint.post("/invitations/<int:number>/revoke/")
@needs(Permission.PEOPLE_MANAGE)
def revoke(number: int) -> ResponseReturnValue:
    """Take an invitation back."""
    try:
        with database.write():
            service.revoke(number, actor=the_actor(), now=clock.now())
    except Refused as refusal:
        return _refused(refusal)
    flash(gettext("The invitation is taken back. Its link opens nothing any more."), "success")
    return redirect(url_for("people.index"), code=303)


@blueprint.post("/grants/<int:number>/end/")
@needs(Permission.PEOPLE_MANAGE)
def end_role(number: int) -> ResponseReturnValue:
    """End a role, and the sessions of whoever had it."""
    try:
        with database.write():
            ending.end_grant(number, actor=the_actor(), now=clock.now())
    except Refused as refusal:
        return _refused(refusal)
    flash(gettext("The role has ended, and the person is signed out everywhere."), "success")
    return redirect(url_for("people.index"), code=303)


@blueprint.post("/<int:number>/suspend/")
@needs(Permission.PEOPLE_MANAGE)
def suspend(number: int) -> ResponseReturnValue:
    """Close an account at once."""
    try:
        with database.write():
            ending.suspend(number, actor=the_actor(), now=clock.now())
    except Refused as refusal:
        return _refused(refusal)
    flash(gettext("The account is suspended, and the person is signed out everywhere."), "success")
    return redirect(url_for("people.index"), code=303)


@blueprint.post("/<int:number>/reactivate/")
@needs(Permission.PEOPLE_MANAGE)
def reactivate(number: int) -> ResponseReturnValue:
    """Open a suspended account again."""
    try:
        with database.write():
            ending.reactivate(number, actor=the_actor(), now=clock.now())
    except Refused as refusal:
        return _refused(refusal)
    flash(gettext("The account is open again, with the roles it had."), "success")
    return redirect(url_for("people.index"), code=303)


def _refused(refusal: Refused) -> ResponseReturnValue:
    """Say no above the list; what isn't there at all is the edge's to answer."""
    if refusal.code in ("not_found", "permission.missing"):
        raise refusal
    problems = Problems()
    problems.add("", refusal.code)
    return _index(problems, 409)


def _offer(values: dict[str, str]) -> Offer:
    """Make an offer of what was typed.

    :raises Invalid: the last day is not a date.
    """
    try:
        ends_on = date.fromisoformat(values["ends_on"]) if values["ends_on"] else None
    except ValueError:
        raise Invalid({"ends_on": ["date.malformed"]}) from None
    return Offer(**(values | {"ends_on": ends_on}))  # type: ignore[arg-type]


def _index(problems: Problems, status: int = 200) -> ResponseReturnValue:
    now, actor = clock.now(), the_actor()
    people = queries.people()
    names = {person.id: person.name for person in people}
    waiting: list[dict[str, Any]] = []
    sent: list[dict[str, Any]] = []
    for each in queries.open_invitations(now):
        (sent if each.confirmed_at else waiting).append(_row(each, names))
    return page(
        "secretariat/people/index.html",
        status,
        people=[(person, queries.live_grants(person, now)) for person in people],
        waiting=waiting,
        sent=sent,
        resets={each.user_id for each in replacing.waiting(now)},
        oneself=actor.user_id,
        roles=ROLES,
        states={state.iso3: state for state in roll.all_states()},
        problems=problems,
    )


def _row(each: Invitation, names: dict[int, str]) -> dict[str, Any]:
    by = names.get(each.invited_by) if each.invited_by else gettext("the command line")
    needs_letter = each.role == FOCAL_POINT and not each.credentials
    return {"invitation": each, "by": by, "needs_letter": needs_letter}


def _form(values: dict[str, str], problems: Problems, status: int = 200) -> ResponseReturnValue:
    spoken = language().code
    states = sorted((state.name(spoken), state.iso3) for state in roll.all_states())
    return page(
        "secretariat/people/invite.html",
        status,
        values=values,
        problems=problems,
        role_choices=[
            (role, gettext(label), gettext("A second administrator confirms it."))
            if role in NEEDS_SECOND
            else (role, gettext(label))
            for role, label in ROLES.items()
        ],
        state_choices=[(iso3, name) for name, iso3 in states],
        language_choices=[(each.code, each.own_name) for each in LANGUAGES.values()],
    )
