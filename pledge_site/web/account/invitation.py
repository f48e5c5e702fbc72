"""Where an invitation's link leads: looking consumes nothing, the button does."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from pledge_site import db as database
from pledge_site.domain.accounts import offers, passwords, service
from pledge_site.domain.accounts.models import Invitation
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.states import roll
from pledge_site.kernel import clock, text
from pledge_site.kernel.refusals import NotFound, Refused
from pledge_site.web.account import halfway
from pledge_site.web.account.blueprint import blueprint
from pledge_site.web.edge.reading import Problems, keys, page, say, typed


@blueprint.get("/invitation/<token>/")
def invitation(token: str) -> ResponseReturnValue:
    """Show what is offered, and ask for a name and a password."""
    try:
        offered = service.usable(token, keys=keys(), now=clock.now())
    except NotFound:
        abort(404)
    except Refused as refusal:
        return page("account/invitation_closed.html", 410, sentence=say(refusal.code))
    return _form(offered, offered.name, Problems())


@blueprint.post("/invitation/<token>/")
def accept_invitation(token: str) -> ResponseReturnValue:
    """Make the account, and go on to the second factor."""
    try:
        offered = service.usable(token, keys=keys(), now=clock.now())
        name = text.clean(typed("name"))
        problems = _problems(name, typed("password"), offered)
        if problems:
            return _form(offered, name, problems, 422)
        password_hash = passwords.hash_of(typed("password"))
        with database.write():
            person = service.accept(
                token, name=name, password_hash=password_hash, keys=keys(), now=clock.now()
            )
    except NotFound:
        abort(404)
    except Refused as refusal:
        return page("account/invitation_closed.html", 410, sentence=say(refusal.code))
    halfway.begin(person)
    return redirect(url_for("account.set_up"), code=303)


def _problems(name: str, password: str, offered: Invitation) -> Problems:
    problems = Problems()
    wrong = offers.text_fault(name, 120) if name else "name.needed"
    if wrong:
        problems.add("name", wrong)
    own = (offered.email, offered.name, name, offered.office)
    for code in passwords.faults(password, own=own):
        problems.add("password", code)
    if password != typed("password_again"):
        problems.add("password_again", "password.differs")
    return problems


def _form(
    offered: Invitation, name: str, problems: Problems, status: int = 200
) -> ResponseReturnValue:
    return page(
        "account/invitation.html",
        status,
        email=offered.email,
        role=ROLES[offered.role],
        state=roll.find(offered.state) if offered.state else None,
        expires_at=offered.expires_at,
        name=name,
        problems=problems,
    )
