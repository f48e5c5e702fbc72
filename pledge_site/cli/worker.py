"""The command that runs the worker."""

import click
from flask import current_app
from flask.cli import with_appcontext

from pledge_site.jobs.worker import Worker, drain


@click.command("worker")
@click.option("--once", is_flag=True, help="Do everything that is due, then end.")
@with_appcontext
def worker(once: bool) -> None:
    """Publish snapshots, build kits and send mail as things happen."""
    if once:
        print(f"{drain()} steps")
        return
    Worker(current_app._get_current_object()).run()  # type: ignore[attr-defined]
