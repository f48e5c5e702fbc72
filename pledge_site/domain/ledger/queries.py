"""Reads of the ledger: by position for followers, by subject for histories.

The check of the whole is in `verification.py`.
"""

from collections.abc import Sequence

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.ledger.verification import verify

__all__ = ["after", "of", "verify"]


def after(position: int, *, limit: int = 500) -> Sequence[Entry]:
    """Return the entries behind a position, in order."""
    return db.session.scalars(
        select(Entry).where(Entry.seq > position).order_by(Entry.seq).limit(limit)
    ).all()


def of(subjects: Sequence[str]) -> Sequence[Entry]:
    """Return the entries of some subjects, in order."""
    return db.session.scalars(
        select(Entry).where(Entry.subject.in_(subjects)).order_by(Entry.seq)
    ).all()
