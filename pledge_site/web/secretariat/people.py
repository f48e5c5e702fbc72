"""People, as administrators see them: who has which role, who is invited, who confirms.

What is done about one of them is in `person.py`.
The rules are in `domain/accounts`; here forms become calls, and a "no" becomes words.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site import db as database
from pledge_site.access.permissions import Permission
from pledge_site.domain.accounts import queries, replacing, service
from pledge_site.domain.accounts.models import Invitation
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.accounts.roles import FOCAL_POINT, NEEDS_SECOND, ROLES
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.reading import whole_number

blueprint = Blueprint("people", __name__, url_prefix="/<lang>/secretariat/people")

_ON_A_PAGE = 50
OPENNESS: dict[str, str] = {
    "open": N_("Can sign in"),
    "suspended": N_("Suspended"),
    "over": N_("Ended, or without a role"),
    "never": N_("Never signed in"),
}
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


def _refused(refusal: Refused) -> ResponseReturnValue:
    """Say no above the list; what isn't there at all is the edge's to answer."""
    if refusal.code in ("not_found", "permission.missing", "site.read_only"):
        raise refusal
    problems = Problems()
    problems.add("", refusal.code)
    return _index(problems, 409)


def _offer(values: dict[str, str]) -> Offer:
    """Make an offer of what was typed.

    :raises Invalid: the last day is not a date.
    """
    return Offer(**(values | {"ends_on": day_of(values["ends_on"])}))  # type: ignore[arg-type]


def day_of(value: str) -> date | None:
    """Read a last day.

    :raises Invalid: it is not a date.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise Invalid({"ends_on": ["date.malformed"]}) from None


def _index(problems: Problems, status: int = 200) -> ResponseReturnValue:
    now, sought = clock.now(), _sought()
    number = whole_number(request.args.get("page", "1"))
    people, count = queries.people(sought, now, page=max(1, number), size=_ON_A_PAGE)
    pages = max(1, -(-count // _ON_A_PAGE))
    if not 1 <= number <= pages:
        abort(404)
    invitations = queries.open_invitations(now)
    names = queries.names({each.invited_by for each in invitations if each.invited_by})
    asked = {name: value for name, value in asdict(sought).items() if value}
    return page(
        "secretariat/people/index.html",
        status,
        people=[(person, queries.live_grants(person, now)) for person in people],
        count=count,
        number=number,
        pages=pages,
        asked=asked,
        sought=sought,
        today=now.date(),
        waiting=[_row(each, names) for each in invitations if not each.confirmed_at],
        sent=[_row(each, names) for each in invitations if each.confirmed_at],
        resets={each.user_id for each in replacing.waiting(now)},
        oneself=the_actor().user_id,
        roles=ROLES,
        states={state.iso3: state for state in roll.all_states()},
        role_choices=[(role, gettext(label)) for role, label in ROLES.items()],
        state_choices=state_choices(),
        open_choices=[(code, gettext(words)) for code, words in OPENNESS.items()],
        problems=problems,
    )


def _sought() -> queries.Sought:
    """Read the filters; what is no choice of theirs is 404."""
    sent = {name: request.args.get(name, "").strip() for name in ("role", "state", "open", "name")}
    if (
        (sent["role"] and sent["role"] not in ROLES)
        or (sent["open"] and sent["open"] not in OPENNESS)
        or (sent["state"] and not roll.exists(sent["state"]))
    ):
        abort(404)
    return queries.Sought(**sent)


def _row(each: Invitation, names: dict[int, str]) -> dict[str, Any]:
    by = names.get(each.invited_by) if each.invited_by else gettext("the command line")
    needs_letter = each.role == FOCAL_POINT and not each.credentials
    return {"invitation": each, "by": by, "needs_letter": needs_letter}


def _form(values: dict[str, str], problems: Problems, status: int = 200) -> ResponseReturnValue:
    return page(
        "secretariat/people/invite.html",
        status,
        values=values,
        problems=problems,
        role_choices=role_choices(),
        state_choices=state_choices(),
        language_choices=[(each.code, each.own_name) for each in LANGUAGES.values()],
    )


def role_choices() -> list[tuple[str, ...]]:
    """Return the roles to choose from, with what a second administrator has to confirm."""
    return [
        (role, gettext(label), gettext("A second administrator confirms it."))
        if role in NEEDS_SECOND
        else (role, gettext(label))
        for role, label in ROLES.items()
    ]


def state_choices() -> list[tuple[str, str]]:
    """Return the States to choose from, in the order of their names."""
    spoken = language().code
    named = [(state.iso3, state.name(spoken)) for state in roll.all_states()]
    return sorted(named, key=lambda choice: fold(choice[1]))
