"""Commands about people: the first two administrators, and invitations without a page."""

import click
from flask import current_app
from flask.cli import AppGroup

from pledge_site import db as database
from pledge_site.domain.accounts import service
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.links import invitation_link
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.settings import Settings

accounts = AppGroup("accounts", help="People: invitations from the command line.")

_WHY = {
    "invitation.founders_done": "there are two administrators already; invite others on the"
    " page of people, where a second administrator confirms",
    "email.malformed": "this is not an e-mail address",
    "invitation.open_already": "there is an open invitation for this address already",
    "state.needed": "a focal point needs --state with a three-letter code of the list",
    "state.not_for_role": "only a focal point has a State",
    "role.already": "this person has this role already",
    "role.held": "a focal point can't hold another role",
    "user.suspended": "this account is suspended",
}


@accounts.command("invite")
@click.option("--role", required=True, type=click.Choice(list(ROLES)))
@click.option("--email", required=True)
@click.option("--state", metavar="ISO3", help="For a focal point.")
@click.option("--language", default="en", type=click.Choice(CODES))
@click.option("--name", default="")
def invite(role: str, email: str, state: str | None, language: str, name: str) -> None:
    """Invite someone and print the link, or say that an administrator has to confirm."""
    settings: Settings = current_app.config["SETTINGS"]
    keys = Keys(secret=settings.secret_key, second_factor=settings.second_factor_key)
    offer = Offer(email=email, role=role, language=language, name=name, state=state)
    try:
        with database.write():
            made = service.invite(offer, actor=None, now=clock.now())
            link = invitation_link(made, settings.public_base_url, keys)
            waits, used = made.confirmed_at is None, made.used_at is not None
    except Invalid as refusal:
        codes = [code for codes in refusal.faults.values() for code in codes]
        raise click.ClickException("; ".join(_WHY.get(code, code) for code in codes)) from None
    except Refused as refusal:
        raise click.ClickException(_WHY.get(refusal.code, refusal.code)) from None
    if waits:
        click.echo("proposed; an administrator has to confirm it on the page of people")
    elif used:
        click.echo("this person has an account; the role is given")
    else:
        click.echo(link)
