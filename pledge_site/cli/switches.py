"""The commands that look at the switches and turn them, for when nobody can sign in to do it."""

import click
from flask.cli import AppGroup

from pledge_site.db import write
from pledge_site.domain.switches import queries, service
from pledge_site.domain.switches.position import BANNER, PLAIN
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import NotFound

switches = AppGroup("switches", help="Read-only, no uploads, no live stream, the banner.")
_NAMES = (*PLAIN, BANNER)


@switches.command("show")
def show() -> None:
    """Say how each switch stands."""
    turned = queries.switches()
    for name in _NAMES:
        switch = turned.get(name)
        print(f"{name}\t{'on' if switch and switch.on else 'off'}")


@switches.command("turn")
@click.argument("name", type=click.Choice(_NAMES))
@click.argument("position", type=click.Choice(["on", "off"]))
def turn(name: str, position: str) -> None:
    """Turn a switch; the ledger says that it was done on the server."""
    try:
        with write():
            service.turn(name, position == "on", actor=None, at=clock.now())
    except NotFound:
        raise click.ClickException("the banner has no texts yet: write them on the page") from None
    print(f"{name} is {position}")
