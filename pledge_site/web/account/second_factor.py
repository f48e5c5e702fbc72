"""The second step in: a code from an app or a recovery code; and setting the app up."""

from typing import Any

import segno
from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from pledge_site import db as database
from pledge_site.domain.accounts import failures, signing_in, throttle
from pledge_site.domain.accounts import second_factor as factor
from pledge_site.domain.accounts.models import User
from pledge_site.domain.accounts.second_factor import Proposal
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.account import halfway
from pledge_site.web.account.blueprint import blueprint
from pledge_site.web.edge.reading import Problems, keys, page, too_many, typed


@blueprint.get("/second-factor/")
def second_factor() -> ResponseReturnValue:
    """Ask for a code."""
    here = halfway.current()
    if here is None or here.person.totp_secret is None:
        return redirect(url_for("account.sign_in"), code=303)
    return page("account/second_factor.html", problems=Problems())


@blueprint.post("/second-factor/")
def pass_second_factor() -> ResponseReturnValue:
    """Take a code of either kind, and sign in under a new session id."""
    here = halfway.current()
    if here is None or here.person.totp_secret is None:
        return redirect(url_for("account.sign_in"), code=303)
    problems = Problems()
    person_id = here.person.id
    try:
        person = _entered(here.person, typed("code"))
    except Refused as refusal:
        if refusal.code == "code.wrong":
            with database.write():
                failures.note_wrong_code(person_id, now=clock.now())
        return _refused("account/second_factor.html", refusal, problems)
    halfway.finish(person)
    return redirect(here.wanted or halfway.landing(person), code=303)


@blueprint.get("/second-factor/set-up/")
def set_up() -> ResponseReturnValue:
    """Show the secret to put into an app."""
    here = halfway.current()
    if here is None or here.person.totp_secret is not None:
        return redirect(url_for("account.sign_in"), code=303)
    proposal = _proposal(here.person)
    return page("account/set_up.html", qr=_qr(proposal), proposal=proposal, problems=Problems())


@blueprint.post("/second-factor/set-up/")
def finish_set_up() -> ResponseReturnValue:
    """Keep the secret once a code of it was right; show the recovery codes, this once."""
    here = halfway.current()
    sealed = halfway.proposal()
    if here is None or here.person.totp_secret is not None or sealed is None:
        return redirect(url_for("account.sign_in"), code=303)
    problems, person_id = Problems(), here.person.id
    proposal = factor.reveal(sealed, here.person.email, keys())
    shown = {"qr": _qr(proposal), "proposal": proposal}
    codes = factor.new_recovery_codes()
    try:
        _admit(person_id)
        step = factor.step_of(sealed, typed("code"), clock.outside(), keys())
        if step is None:
            raise Refused("code.wrong")
        with database.write():
            person = signing_in.set_second_factor(
                person_id, sealed=sealed, step=step, codes=codes, keys=keys(), now=clock.now()
            )
    except Refused as refusal:
        return _refused("account/set_up.html", refusal, problems, **shown)
    halfway.finish(person)
    return page("account/recovery_codes_shown.html", codes=codes, onward=halfway.landing(person))


def _entered(person: User, code: str) -> User:
    """Count the try, compare the code, note the sign-in."""
    person_id, sealed = person.id, person.totp_secret or ""
    _admit(person_id)
    step = factor.step_of(sealed, code, clock.outside(), keys())
    with database.write():
        if step is not None:
            entered = signing_in.enter_with_step(person_id, step, now=clock.now())
        else:
            entered = signing_in.enter_with_recovery(person_id, code, keys=keys(), now=clock.now())
        throttle.forgive(throttle.for_second_factor(person_id, keys()))
    return entered


def _admit(person_id: int) -> None:
    with database.write():
        throttle.admit(throttle.for_second_factor(person_id, keys()), clock.now())


def _refused(
    template: str, refusal: Refused, problems: Problems, **shown: Any
) -> ResponseReturnValue:
    if refusal.code == "throttled":
        wait = refusal.facts["retry_after"]
        problems.add("", refusal.code, wait)
        return too_many(page(template, problems=problems, **shown), wait)
    if refusal.code != "code.wrong":
        return redirect(url_for("account.sign_in"), code=303)
    problems.add("code", refusal.code)
    return page(template, 422, problems=problems, **shown)


def _proposal(person: User) -> Proposal:
    """Show the secret of a moment ago again, so that a reload doesn't spoil a scanned code."""
    sealed = halfway.proposal()
    if sealed is not None:
        return factor.reveal(sealed, person.email, keys())
    proposal = factor.propose(person.email, keys())
    halfway.keep_proposal(proposal.sealed)
    return proposal


def _qr(proposal: Proposal) -> Markup:
    """Draw the address as a picture inside the page: no other request carries the secret."""
    drawn = segno.make(proposal.address, error="m").svg_inline(
        scale=5, border=2, light="#fff", svgclass="qr", lineclass=None, omitsize=False
    )
    return Markup(drawn)  # noqa: S704 – written by segno; the address is drawn, not spelt
