"""``flask demo``: fill a database with the demonstration, and how its people sign in."""

import json

import click
from flask import current_app
from flask.cli import AppGroup
from passlib.totp import TOTP

from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.campaigns import queries
from pledge_site.domain.demonstration import people
from pledge_site.domain.demonstration.load import is_empty
from pledge_site.domain.demonstration.load import load as load_demonstration
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.outlets.files import store
from pledge_site.settings import Settings

demo = AppGroup("demo", help="The demonstration: invented pledges and people.")

_WORDS = {
    "installation.other_side": "this database is a real register; it takes no demonstration",
    "demonstration.not_empty": "somebody has an account here already; nothing was loaded",
}


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_production or not settings.demonstration:
        raise click.ClickException("a real register takes no demonstration (APP_ENV, DEMO)")
    return settings


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when somebody has an account already.")
def load(if_empty: bool) -> None:
    """Fill an empty database with campaigns, a text, people and invented pledges."""
    settings = _settings()
    if if_empty and queries.is_demonstration() and not is_empty():
        click.echo("The demonstration is here already.")
        return
    keys = Keys(settings.secret_key, settings.second_factor_key)
    try:
        loaded = load_demonstration(at=clock.now(), keys=keys, keep=store().put)
    except Refused as no:
        raise click.ClickException(_WORDS.get(no.code, no.code)) from no
    click.echo(f"Loaded {loaded.pledges} invented pledges and {loaded.people} people.")


@demo.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def accounts(as_json: bool) -> None:
    """List the people of the demonstration and how they sign in."""
    _settings()
    fields = ("email", "password", "totp_secret", "role", "state")
    rows = [{name: getattr(each, name) for name in fields} for each in people.PEOPLE]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        state = f" of {row['state']}" if row["state"] else ""
        click.echo(f"{row['email']:<28} “{row['password']}”  {row['role']}{state}")
    click.echo("The second factor of each: flask --app wsgi demo totp EMAIL")


@demo.command("totp")
@click.argument("email")
def totp(email: str) -> None:
    """Print the code that EMAIL's second factor shows now."""
    _settings()
    persona = people.find(email)
    if persona is None:
        raise click.ClickException("nobody in the demonstration has this address")
    click.echo(TOTP(key=persona.totp_secret).generate(time=clock.now()).token)
