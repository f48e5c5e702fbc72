"""The commands that look at the ledger."""

import click
from flask.cli import AppGroup

from pledge_site.domain.ledger import queries
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.snapshots.queries import latest

ledger = AppGroup("ledger", help="The append-only log of everything that happened.")

_FLAWS = {
    "gap": "is missing",
    "link": "does not carry the hash of the entry before it",
    "unreadable": "is not written as the program writes",
    "hash": "says something else than when it was written",
}


@ledger.command("verify")
def verify() -> None:
    """Check every entry, and every pledge handed in against its entry; exit 1 on a flaw."""
    flaw = queries.verify()
    if flaw is not None:
        raise click.ClickException(f"entry {flaw.seq} {_FLAWS[flaw.kind]}")
    last = latest()
    if last is not None and last.ledger_seq > head():
        raise click.ClickException(
            f"entries behind {head()} are missing: a snapshot stands on them"
        )
    altered = verify_contents()
    if altered is not None:
        raise click.ClickException(
            f"the pledge of {altered.state} (version {altered.version_id} in the database) "
            "says something else than when it was handed in"
        )
    print(f"{head()} entries hold, and every pledge is as it was handed in")
