"""The pages on which two administrators replace someone's lost second factor."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site import db as database
from pledge_site.access.permissions import Permission
from pledge_site.domain.accounts import queries, replacing
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.queue import state_name

blueprint = Blueprint("resets", __name__, url_prefix="/<lang>/secretariat/people")


@blueprint.get("/<int:number>/second-factor/")
@needs(Permission.PEOPLE_MANAGE)
def show(number: int) -> ResponseReturnValue:
    """Show where a replacement stands, and the form for the next step."""
    return _page(number, Problems())


@blueprint.post("/<int:number>/second-factor/")
@needs(Permission.PEOPLE_MANAGE)
def propose(number: int) -> ResponseReturnValue:
    """Say that the person was called back."""
    problems = Problems()
    try:
        with database.write():
            replacing.propose(
                number, called_back=bool(typed("called_back")), actor=the_actor(), now=clock.now()
            )
    except Invalid as refusal:
        problems.take(refusal.faults)
        return _page(number, problems, 422)
    except Refused as refusal:
        return _no(number, refusal)
    flash(gettext("Proposed. Another administrator has to confirm it."), "success")
    return redirect(url_for("person.show", number=number), code=303)


@blueprint.post("/<int:number>/second-factor/<int:reset>/confirm/")
@needs(Permission.PEOPLE_MANAGE)
def confirm(number: int, reset: int) -> ResponseReturnValue:
    """Take the second factor away, as the second administrator."""
    try:
        with database.write():
            replacing.confirm(reset, actor=the_actor(), now=clock.now())
    except Refused as refusal:
        return _no(number, refusal)
    flash(gettext("Done. The person sets up a new second factor at the next sign-in."), "success")
    return redirect(url_for("person.show", number=number), code=303)


def _no(number: int, refusal: Refused) -> ResponseReturnValue:
    if refusal.code in ("not_found", "permission.missing", "site.read_only"):
        raise refusal
    problems = Problems()
    problems.add("", refusal.code)
    return _page(number, problems, 409)


def _page(number: int, problems: Problems, status: int = 200) -> ResponseReturnValue:
    now, person = clock.now(), queries.user(number)
    waiting = [each for each in replacing.waiting(now) if each.user_id == number]
    state = queries.actor_of(person, now).state
    return page(
        "secretariat/people/second_factor.html",
        status,
        person=person,
        numbers=replacing.numbers(person, now),
        state_name=state_name(state) if state else "",
        waiting=waiting[0] if waiting else None,
        oneself=the_actor().user_id,
        problems=problems,
    )
