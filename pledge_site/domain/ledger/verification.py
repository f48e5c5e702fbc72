"""Checks the chain against what is stored, byte by byte. How an entry is hashed is in `chain.py`.

Columns are read as they lie there, not as the program would take them: a space in the JSON that
became a tab, or a date that reads the same when written otherwise, is an alteration too.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, cast, select, type_coerce
from sqlalchemy.exc import DBAPIError

from pledge_site.db import db
from pledge_site.domain.ledger.chain import GENESIS, Flaw, first_flaw
from pledge_site.domain.ledger.models import Entry

_STEP = 2_000
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_COLUMNS = (
    Entry.seq,
    type_coerce(Entry.at, Text).label("at"),
    Entry.actor_id,
    Entry.event,
    Entry.subject,
    cast(Entry.facts, Text).label("facts"),
    Entry.prev,
    Entry.hash,
)


class _Unreadable(ValueError):
    """A column that the program did not write like this."""


class _Stored(NamedTuple):
    seq: int
    at: datetime
    actor_id: int | None
    event: str
    subject: str
    facts: dict[str, Any]
    prev: str
    hash: str


def verify(*, after: int = 0) -> Flaw | None:
    """Walk the chain in steps of 2,000, from the entry behind a number; return the first flaw."""
    position, prev = after, GENESIS
    if after:
        prev = db.session.scalar(select(Entry.hash).where(Entry.seq == after)) or ""

    def walk() -> Iterator[_Stored]:
        nonlocal position
        while rows := _read(position, _STEP):
            for row in rows:
                stored = _as_written(row)
                yield stored
                position = stored.seq

    try:
        return first_flaw(walk(), prev=prev, expected=after + 1)
    except (_Unreadable, DBAPIError):
        return Flaw(_first_unreadable(position), "unreadable")


def _read(position: int, limit: int) -> list[Any]:
    rows = select(*_COLUMNS).where(Entry.seq > position).order_by(Entry.seq).limit(limit)
    return list(db.session.execute(rows).all())


def _first_unreadable(position: int) -> int:
    """Read one by one, since a step of many doesn't say which of them it stumbled over."""
    while True:
        try:
            rows = _read(position, 1)
            if not rows:
                return position
            _as_written(rows[0])
        except (_Unreadable, DBAPIError):
            return position + 1
        position = rows[0].seq


def _as_written(row: Any) -> _Stored:
    try:
        facts = json.loads(row.facts)
    except ValueError as error:
        raise _Unreadable from error
    if not isinstance(facts, dict) or json.dumps(facts) != row.facts:
        raise _Unreadable
    return _Stored(**{**row._mapping, "at": _moment(row.at), "facts": facts})


def _moment(value: Any) -> datetime:
    # PostgreSQL gives a moment; SQLite the text that was written.
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    try:
        moment = datetime.strptime(value, _MOMENT).replace(tzinfo=UTC)
    except (TypeError, ValueError) as error:
        raise _Unreadable from error
    if moment.strftime(_MOMENT) != value:
        raise _Unreadable
    return moment
