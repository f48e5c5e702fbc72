"""``flask pledges``: lay a database out, bring endorsements in, write public pledges out."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from pledge_site.db import write
from pledge_site.domain.campaigns import importer, seeds
from pledge_site.domain.campaigns.sheet import COLUMNS, MOST_BYTES, STANDINGS, Fault
from pledge_site.domain.press import sheets
from pledge_site.domain.press.queries import latest_snapshot
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused

pledges = AppGroup("pledges", help="Campaigns, endorsements and pledges.")

_WORDS = {
    "import.too_large": "the file has {size} bytes; {most} is the most",
    "import.empty_file": "the file is empty",
    "import.encoding": "byte {byte} of the file ({value}) is not UTF-8",
    "import.csv": "not well-formed CSV: {why}",
    "import.unknown_column": "unknown column “{column}”; the columns are " + ", ".join(COLUMNS),
    "import.column_twice": "column “{column}” stands there twice",
    "import.missing_column": "column “{column}” is missing",
    "import.cells": "{found} cells where the first line names {expected}",
    "import.no_rows": "there is no row under the names of the columns",
    "import.empty_cell": "{column} is empty",
    "import.date_format": "“{value}” is not a date such as 2024-11-08",
    "import.date_impossible": "{value} is not in the calendar",
    "import.date_future": "{value} is in the future",
    "import.date_too_early": "{value} is before there were Member States",
    "import.unknown_state": "“{state}” is not the three-letter code of a State on the list",
    "import.standing": "standing “{standing}” is neither " + " nor ".join(STANDINGS),
    "import.twice": "{state} stands in {campaign} on line {first} already",
    "import.unknown_campaign": "there is no campaign “{campaign}”",
    "import.pledge_campaign": "{campaign} takes pledges from its States, not from a file",
    "import.contradicts": "{state} is recorded with another {columns}",
    "text.control": "{column} holds a control character",
    "text.surrogate": "{column} holds half a character",
    "text.bidi": "{column} holds a character that turns the direction of text",
    "text.too_long": "{column} is longer than {most} characters",
}


@pledges.command("prepare")
def prepare() -> None:
    """Lay out a fresh database: its kind, both campaigns, the endorsements of Bogotá."""
    side = current_app.config["SETTINGS"].demonstration
    try:
        with write():
            campaign = seeds.plant(side, at=clock.now())
    except Refused as no:
        raise click.ClickException(f"this database can't be prepared: {no.code}") from no
    kind = "a demonstration" if side else "the real register"
    click.echo(f"This database is {kind}; its current campaign is {campaign.slug}.")


@pledges.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
def import_endorsements(file: Path, dry_run: bool) -> None:
    """Bring the endorsements of an earlier campaign in from FILE (CSV): all of them or none."""
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    try:
        with write():
            outcome = importer.load(data, at=clock.now(), actor=None, dry_run=dry_run)
    except importer.BadSheet as no:
        for fault in no.faults:
            click.echo(f"{file.name}{_words(fault)}", err=True)
        count = len(no.faults)
        things = "1 fault" if count == 1 else f"{count} faults"
        raise click.ClickException(f"{things}; nothing was imported.") from no
    if not outcome.new:
        click.echo(f"Nothing to do: all {outcome.same} rows are here already.")
    elif dry_run:
        click.echo(f"Would import {outcome.new}; {outcome.same} are here already. Nothing changed.")
    else:
        click.echo(f"Imported {outcome.new}; {outcome.same} were here already.")


@pledges.command("export")
def export() -> None:
    """Write the public pledges and endorsements as CSV, from the latest snapshot."""
    snapshot = latest_snapshot()
    if snapshot is None:
        raise click.ClickException("there is no snapshot yet; the worker makes the first one")
    sys.stdout.write(sheets.pledges_csv(snapshot.document))


def _words(fault: Fault) -> str:
    place = f", line {fault.line}" if fault.line else ""
    return f"{place}: {_WORDS[fault.code].format(**fault.facts)}"
