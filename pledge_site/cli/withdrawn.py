"""``flask withdrawn``: takes out anew what was taken back, after a database was put back."""

from pathlib import Path

import click
from flask.cli import AppGroup

from pledge_site.jobs import suppressions
from pledge_site.kernel import clock

withdrawn = AppGroup("withdrawn", help="What groups of children have taken back.")


@withdrawn.command("apply")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def apply(file: Path | None) -> None:
    """Take out what the list beside the files names, and FILE, a copy of such a list."""
    keys = suppressions.kept() | (suppressions.read(file.read_text()) if file else set())
    taken_out = suppressions.take_out_again(keys, clock.now())
    click.echo(
        f"{len(keys)} keys on the list; {taken_out} things that groups said taken out again."
    )
