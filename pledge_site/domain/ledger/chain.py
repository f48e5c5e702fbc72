"""How an entry is hashed and how a chain is checked. Pure: it is handed rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from pledge_site.kernel.canonical import digest

GENESIS = "0" * 64


class Row(NamedTuple):
    """What of an entry is under its hash: every column."""

    seq: int
    at: datetime
    actor_id: int | None
    event: str
    subject: str
    facts: dict[str, Any]
    prev: str


class Flaw(NamedTuple):
    """The first thing that is wrong: at which entry, and what.

    ``gap``, ``link``, ``hash``, or ``unreadable``: not as the program writes.
    """

    seq: int
    kind: str


def entry_hash(row: Row) -> str:
    """Return the SHA-256 of the canonical JSON of all that an entry says."""
    return digest({**row._asdict(), "at": row.at.isoformat(timespec="microseconds")})


def first_flaw(entries: Iterable[Any], *, prev: str = GENESIS, expected: int = 1) -> Flaw | None:
    """Walk entries in order of `seq`; return the first flaw, or None when the chain holds.

    :param prev: the hash that the first of them has to name; `expected` is its number.
    """
    for entry in entries:
        if entry.seq != expected:
            return Flaw(expected, "gap")
        if entry.prev != prev:
            return Flaw(entry.seq, "link")
        row = Row(*(getattr(entry, field) for field in Row._fields))
        if entry.hash != entry_hash(row):
            return Flaw(entry.seq, "hash")
        prev, expected = entry.hash, expected + 1
    return None
