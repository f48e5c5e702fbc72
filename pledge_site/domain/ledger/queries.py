"""Reads of the ledger: by position for followers, by subject for histories.

The check of the whole is in `verification.py`.
"""

from collections.abc import Sequence

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.ledger.verification import verify

__all__ = ["after", "latest", "of", "verify"]


def after(position: int, *, limit: int = 500) -> Sequence[Entry]:
    """Return the entries behind a position, in order."""
    return db.session.scalars(
        select(Entry).where(Entry.seq > position).order_by(Entry.seq).limit(limit)
    ).all()


def latest(
    *, before: int | None = None, state: str | None = None, limit: int = 50
) -> Sequence[Entry]:
    """Return the newest entries, or those before a position; of one State if one is named."""
    wanted = select(Entry).order_by(Entry.seq.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(Entry.seq < before)
    if state is not None:
        wanted = wanted.where(Entry.state == state)
    return db.session.scalars(wanted).all()


def of(subjects: Sequence[str]) -> Sequence[Entry]:
    """Return the entries of some subjects, in order."""
    return db.session.scalars(
        select(Entry).where(Entry.subject.in_(subjects)).order_by(Entry.seq)
    ).all()
