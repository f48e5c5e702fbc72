"""Publishes snapshots: one for each time that something public has changed.

The document is prepared by reading alone; only its row is written in a write transaction.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import text

from pledge_site.db import db
from pledge_site.domain.ledger.service import head
from pledge_site.domain.snapshots import builder, change, queries
from pledge_site.domain.snapshots.models import Snapshot
from pledge_site.kernel.canonical import digest

# The channel that PostgreSQL tells of each new number.
CHANNEL = "snapshots"


class Draft(NamedTuple):
    """A snapshot that is ready to be published, and the entry of the ledger that it stands on."""

    number: int
    as_of: datetime
    ledger_seq: int
    document: dict[str, Any]
    change: dict[str, Any]


def prepare(at: datetime, *, since: int | None = None) -> Draft | None:
    """Build the next snapshot; None when nothing public has changed since the last.

    Reads only. On PostgreSQL the transaction should be REPEATABLE READ, so that the queries agree.

    :param since: up to this entry of the ledger nothing is new; by default the last snapshot's.
    """
    last = queries.latest()
    ledger_seq = head()
    known = max(since or 0, last.ledger_seq if last else 0)
    happened = queries.last_public_event(known)
    if happened is None:
        return None
    as_of = max(at, happened, last.as_of) if last else max(at, happened)
    number = last.number + 1 if last else 1
    document = builder.build(number, as_of)
    before = last.document if last else None
    if change.same(before, document):
        return None
    return Draft(number, as_of, ledger_seq, document, change.between(before, document))


def insert(draft: Draft) -> Snapshot | None:
    """Publish what was prepared; None when another has taken its number in between.

    Call it in a write transaction.
    """
    last = queries.latest()
    if (last.number if last else 0) != draft.number - 1:
        return None
    snapshot = Snapshot(**draft._asdict(), sha256=digest(draft.document))
    db.session.add(snapshot)
    db.session.flush()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(
            text("SELECT pg_notify(:channel, :number)"),
            {"channel": CHANNEL, "number": str(draft.number)},
        )
    return snapshot


def publish(at: datetime) -> Snapshot | None:
    """Prepare and publish in one write transaction: for loading and for tests.

    The worker prepares first, outside of it (`jobs/snapshots.py`).
    """
    draft = prepare(at)
    return insert(draft) if draft else None
