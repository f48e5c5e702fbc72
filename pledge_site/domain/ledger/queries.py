"""Reads of the ledger: by position for followers, by subject for histories, whole for the check."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.ledger.chain import Flaw, first_flaw
from pledge_site.domain.ledger.models import Entry


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


def _all() -> Iterator[Entry]:
    position = 0
    while rows := after(position, limit=2000):
        yield from rows
        position = rows[-1].seq
        db.session.expunge_all()


def verify() -> Flaw | None:
    """Walk the whole chain in steps of 2,000; return the first flaw or None."""
    return first_flaw(_all())
