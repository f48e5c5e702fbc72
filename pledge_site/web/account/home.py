"""A person's own page: details, password, recovery codes."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site import db as database
from pledge_site.access.permissions import Permission
from pledge_site.domain.accounts import offers, passwords, queries, signing_in, throttle
from pledge_site.domain.accounts import second_factor as factor
from pledge_site.domain.accounts.models import User
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.states import roll
from pledge_site.kernel import clock, text
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.kernel.refusals import Refused
from pledge_site.web.account.blueprint import blueprint
from pledge_site.web.account.halfway import landing
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.identity import end_sitting
from pledge_site.web.edge.reading import Problems, keys, page, too_many, typed


@blueprint.get("/")
@needs(Permission.ACCOUNT_OWN)
def home() -> ResponseReturnValue:
    """Show what the register knows of the person."""
    person = queries.user(the_actor().user_id)
    typed_values = {"name": person.name, "office": person.office, "language": person.language}
    return _home(person, typed_values, Problems())


@blueprint.post("/")
@needs(Permission.ACCOUNT_OWN)
def change_details() -> ResponseReturnValue:
    """Change name, office and language."""
    actor, problems = the_actor(), Problems()
    values = {"name": text.clean(typed("name")), "office": text.clean(typed("office"))}
    values["language"] = typed("language")
    if not values["name"]:
        problems.add("name", "name.needed")
    for field, longest in (("name", 120), ("office", 160)):
        wrong = offers.text_fault(values[field], longest)
        if wrong:
            problems.add(field, wrong)
    if values["language"] not in CODES:
        problems.add("language", "choice.unknown")
    if problems:
        return _home(queries.user(actor.user_id), values, problems, 422)
    with database.write():
        signing_in.change_details(actor.user_id, **values, now=clock.now())
    flash(gettext("Your details are saved."), "success")
    return redirect(url_for("account.home"), code=303)


@blueprint.get("/password/")
@needs(Permission.ACCOUNT_OWN)
def password() -> ResponseReturnValue:
    """Ask for the old and the new password."""
    return page("account/password.html", problems=Problems())


@blueprint.post("/password/")
@needs(Permission.ACCOUNT_OWN)
def change_password() -> ResponseReturnValue:
    """Set a new password, which ends every session."""
    person = queries.user(the_actor().user_id)
    person_id, new, problems = person.id, typed("new_password"), Problems()
    try:
        _prove(person, typed("password"))
    except Refused as refusal:
        return _unproven("account/password.html", refusal)
    for code in passwords.faults(new, own=(person.email, person.name, person.office)):
        problems.add("new_password", code)
    if new != typed("password_again"):
        problems.add("password_again", "password.differs")
    if problems:
        return page("account/password.html", 422, problems=problems)
    password_hash = passwords.hash_of(new)
    with database.write():
        signing_in.change_password(person_id, password_hash, now=clock.now())
    end_sitting()
    flash(gettext("Your password is changed. Sign in with the new one."), "success")
    return redirect(url_for("account.sign_in"), code=303)


@blueprint.get("/recovery-codes/")
@needs(Permission.ACCOUNT_OWN)
def recovery_codes() -> ResponseReturnValue:
    """Say how many codes are left, and offer new ones."""
    left = queries.recovery_codes_left(the_actor().user_id)
    return page("account/recovery_codes.html", left=left, problems=Problems())


@blueprint.post("/recovery-codes/")
@needs(Permission.ACCOUNT_OWN)
def new_recovery_codes() -> ResponseReturnValue:
    """Make new codes, show them this once; the earlier ones stop working."""
    person = queries.user(the_actor().user_id)
    person_id, onward = person.id, landing(person)
    try:
        _prove(person, typed("password"))
    except Refused as refusal:
        left = queries.recovery_codes_left(person_id)
        return _unproven("account/recovery_codes.html", refusal, left=left)
    codes = factor.new_recovery_codes()
    with database.write():
        signing_in.renew_recovery_codes(person_id, codes, keys=keys(), now=clock.now())
    return page("account/recovery_codes_shown.html", codes=codes, onward=onward)


def _prove(person: User, password: str) -> None:
    """Ask for the password again, as rarely as at the door.

    :raises Refused: throttled, password.wrong
    """
    person_id, password_hash = person.id, person.password_hash
    buckets = throttle.for_second_factor(person_id, keys())
    with database.write():
        throttle.admit(buckets, clock.now())
    if not passwords.matches(password_hash, password):
        raise Refused("password.wrong")
    with database.write():
        throttle.forgive(buckets)


def _unproven(template: str, refusal: Refused, **shown: Any) -> ResponseReturnValue:
    problems = Problems()
    wait = refusal.facts.get("retry_after", 0)
    problems.add("" if wait else "password", refusal.code, wait)
    answer = page(template, 422, problems=problems, **shown)
    return too_many(answer, wait) if wait else answer


def _home(
    person: User, values: dict[str, str], problems: Problems, status: int = 200
) -> ResponseReturnValue:
    grants = [
        (gettext(ROLES[grant.role]), roll.find(grant.state) if grant.state else None, grant.until)
        for grant in queries.live_grants(person, clock.now())
    ]
    return page(
        "account/home.html",
        status,
        person=person,
        grants=grants,
        values=values,
        language_choices=[(each.code, each.own_name) for each in LANGUAGES.values()],
        codes_left=queries.recovery_codes_left(person.id),
        problems=problems,
    )
