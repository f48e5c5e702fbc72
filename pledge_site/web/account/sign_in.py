"""The first step in, by address and password, and the way out."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site import db as database
from pledge_site.domain.accounts import failures, signing_in, throttle
from pledge_site.domain.accounts.offers import normalise
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.account import halfway
from pledge_site.web.account.blueprint import blueprint
from pledge_site.web.edge.guards import own_path
from pledge_site.web.edge.identity import current_actor, current_person, end_sitting
from pledge_site.web.edge.reading import Problems, keys, page, too_many, typed


@blueprint.get("/sign-in/")
def sign_in() -> ResponseReturnValue:
    """Show the form; who is signed in already goes on to their work."""
    person = current_person()
    if person is not None:
        return redirect(halfway.landing(person), code=303)
    wanted = own_path(request.args.get("next"))
    return page("account/sign_in.html", email="", wanted=wanted or "", problems=Problems())


@blueprint.post("/sign-in/")
def enter() -> ResponseReturnValue:
    """Compare address and password; the same answer and time for an unknown address."""
    problems = Problems()
    email, wanted = typed("email"), own_path(typed("next"))
    address = (normalise(email) or email)[:254]
    buckets = throttle.for_password(address, request.remote_addr, keys())
    shown: dict[str, Any] = {"email": email, "wanted": wanted or "", "problems": problems}
    try:
        with database.write():
            throttle.admit(buckets, clock.now())
    except Refused as refusal:
        wait = refusal.facts["retry_after"]
        problems.add("", refusal.code, wait)
        return too_many(page("account/sign_in.html", **shown), wait)
    person = signing_in.by_password(address, typed("password"), clock.now())
    if person is None:
        with database.write():
            failures.note(clock.now())
        problems.add("email", "sign_in.wrong")
        return page("account/sign_in.html", 422, **shown)
    halfway.begin(person, wanted)
    step = "account.second_factor" if person.totp_secret else "account.set_up"
    return redirect(url_for(step), code=303)


@blueprint.post("/sign-out/")
def sign_out() -> ResponseReturnValue:
    """End every session of the person, here and elsewhere."""
    actor = current_actor()
    if actor is not None:
        with database.write():
            signing_in.sign_out(actor.user_id, now=clock.now())
    end_sitting()
    flash(gettext("You are signed out."), "success")
    return redirect(url_for("account.sign_in"), code=303)
