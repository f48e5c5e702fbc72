"""Records what happened, inside the transaction of the change itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text

from pledge_site.db import db
from pledge_site.domain.ledger.chain import GENESIS, Row, entry_hash
from pledge_site.domain.ledger.models import Entry

# One number for all appends: on PostgreSQL they queue for it until the transaction ends.
_LOCK = 7_120_259


def record(
    event: str,
    *,
    at: datetime,
    actor: int | None,
    subject: str,
    facts: dict[str, Any] | None = None,
) -> Entry:
    """Append an entry. Call it last in a write transaction: from then on other writers wait.

    :param event: ``<concept>.<what happened>``, such as ``pledge.deposited``.
    :param actor: a user's id, or None for the program itself.
    :param subject: ``<kind>:<id>``, such as ``pledge_version:12``.
    :param facts: ids, codes, hashes, ISO dates; never a name, an address or free text.
    """
    session = db.session
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = session.execute(
        select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)
    ).one_or_none()
    row = Row(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor_id=actor,
        event=event,
        subject=subject,
        facts=facts or {},
        prev=last.hash if last else GENESIS,
    )
    entry = Entry(**row._asdict(), hash=entry_hash(row))
    session.add(entry)
    session.flush()
    return entry


def head() -> int:
    """Return the number of the last entry, 0 when there is none."""
    return db.session.scalar(select(func.coalesce(func.max(Entry.seq), 0))) or 0
