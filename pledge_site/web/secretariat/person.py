"""One person, as administrators see them: what they may, since when, until when, and the deeds.

A lost second factor has pages of its own (`resets.py`).
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.accounts import changing, ending, queries, replacing
from pledge_site.domain.accounts.models import Grant
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.people import day_of, role_choices, state_choices

blueprint = Blueprint("person", __name__, url_prefix="/<lang>/secretariat/people")
_FIELDS = ("role", "state", "credentials", "ends_on")


@blueprint.get("/<int:number>/")
@needs(Permission.PEOPLE_MANAGE)
def show(number: int) -> ResponseReturnValue:
    """Show one person."""
    return _page(number, Problems())


@blueprint.post("/<int:number>/suspend/")
@needs(Permission.PEOPLE_MANAGE)
def suspend(number: int) -> ResponseReturnValue:
    """Close an account at once."""
    done = gettext("The account is suspended, and the person is signed out everywhere.")
    return _do(number, lambda: ending.suspend(number, actor=the_actor(), now=clock.now()), done)


@blueprint.post("/<int:number>/reactivate/")
@needs(Permission.PEOPLE_MANAGE)
def reactivate(number: int) -> ResponseReturnValue:
    """Open a suspended account again."""
    done = gettext("The account is open again, with the roles it had.")
    return _do(number, lambda: ending.reactivate(number, actor=the_actor(), now=clock.now()), done)


@blueprint.post("/<int:number>/last-day/")
@needs(Permission.PEOPLE_MANAGE)
def set_last_day(number: int) -> ResponseReturnValue:
    """Let an account end with a day, or with none."""

    def act() -> None:
        day = day_of(typed("ends_on"))
        ending.set_last_day(number, day, actor=the_actor(), now=clock.now())

    return _do(number, act, gettext("Saved."))


@blueprint.post("/grants/<int:number>/end/")
@needs(Permission.PEOPLE_MANAGE)
def end_role(number: int) -> ResponseReturnValue:
    """End a role, and the sessions of whoever had it."""
    person_id = changing.grant(number).user_id
    done = gettext("The role has ended, and the person is signed out everywhere.")
    return _do(
        person_id, lambda: ending.end_grant(number, actor=the_actor(), now=clock.now()), done
    )


@blueprint.get("/grants/<int:number>/change/")
@needs(Permission.PEOPLE_MANAGE)
def change(number: int) -> ResponseReturnValue:
    """Ask for the role or State that is to take a role's place."""
    former = changing.grant(number)
    values = {"role": former.role, "state": former.state or "", "credentials": ""}
    until = former.until.isoformat() if former.until else ""
    return _form(former, values | {"ends_on": until}, Problems())


@blueprint.post("/grants/<int:number>/change/")
@needs(Permission.PEOPLE_MANAGE)
def propose_change(number: int) -> ResponseReturnValue:
    """Propose it; at once where the new role needs no second administrator."""
    values, problems = {name: typed(name) for name in _FIELDS}, Problems()
    try:
        offer = Offer(email="", language="", **(values | {"ends_on": day_of(values["ends_on"])}))  # type: ignore[arg-type]
        with write():
            made = changing.change(number, offer, actor=the_actor(), now=clock.now())
            person_id, waits = made.user_id, made.confirmed_at is None
    except Invalid as refusal:
        for field, codes in refusal.faults.items():
            problems.add(field if field in _FIELDS else "", codes[0])
        return _form(changing.grant(number), values, problems, 422)
    except Refused as refusal:
        return _refused(changing.grant(number).user_id, refusal)
    if waits:
        flash(gettext("Proposed. Another administrator has to confirm it."), "success")
    else:
        flash(gettext("Changed. The person is signed out everywhere."), "success")
    return redirect(url_for("person.show", number=person_id), code=303)


def _do(person_id: int, act: Callable[[], object], done: str) -> ResponseReturnValue:
    """Do one thing about a person, and say so on their page; or say there why not."""
    try:
        with write():
            act()
    except Invalid as refusal:
        problems = Problems()
        problems.take(refusal.faults)
        return _page(person_id, problems, 422)
    except Refused as refusal:
        return _refused(person_id, refusal)
    flash(done, "success")
    return redirect(url_for("person.show", number=person_id), code=303)


def _refused(person_id: int, refusal: Refused) -> ResponseReturnValue:
    """Say no above the page; what isn't there at all is the edge's to answer."""
    if refusal.code in ("not_found", "permission.missing", "site.read_only"):
        raise refusal
    problems = Problems()
    problems.add("", refusal.code)
    return _page(person_id, problems, 409)


def _page(number: int, problems: Problems, status: int = 200) -> ResponseReturnValue:
    now, person = clock.now(), queries.user(number)
    ends_on = typed("ends_on") or (person.ends_on.isoformat() if person.ends_on else "")
    return page(
        "secretariat/people/person.html",
        status,
        person=person,
        language_name=LANGUAGES[person.language].own_name,
        grants=queries.live_grants(person, now),
        waiting=[each for each in queries.open_invitations(now) if each.user_id == number],
        reset=any(each.user_id == number for each in replacing.waiting(now)),
        over=person.ends_on is not None and person.ends_on < now.date(),
        ends_on=ends_on,
        oneself=the_actor().user_id,
        problems=problems,
        **_words(),
    )


def _form(
    former: Grant, values: dict[str, str], problems: Problems, status: int = 200
) -> ResponseReturnValue:
    return page(
        "secretariat/people/change.html",
        status,
        former=former,
        person=former.user,
        values=values,
        problems=problems,
        role_choices=role_choices(),
        state_choices=state_choices(),
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {"roles": ROLES, "states": {state.iso3: state for state in roll.all_states()}}
