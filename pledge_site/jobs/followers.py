"""How the followers of the ledger move on: each from its own position, at least once, apart.

A follower is a name and a step. What the steps do lives beside (`snapshots.py`, `kits.py`,
`mail.py`); which ones there are stands in `roster.py`, and who calls them in `worker.py`.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from sqlalchemy import update

from pledge_site.db import db, write
from pledge_site.domain.ledger import models as ledger
from pledge_site.domain.ledger import queries
from pledge_site.domain.ledger.chain import Row

log = structlog.get_logger(__name__)

# From a position and a moment to the position reached. A step does a bounded piece of work, in
# transactions of its own, and may be given a position again after a crash. It is called again at
# once while it moves on, else at the next turn. An error puts it off; its work is asked for again.
Step = Callable[[int, datetime], int]

_LONGEST = timedelta(minutes=5)


class Follower(NamedTuple):
    """Who reads the ledger: the name of its row, and what it does."""

    name: str
    step: Step


def each_entry(handle: Callable[[Row, datetime], None], events: Collection[str]) -> Step:
    """Make a step that hands over the entries of some events, one by one, in order.

    :param handle: called in a write transaction of its own; may see an entry twice after a crash.
    """

    def step(position: int, at: datetime) -> int:
        entries = [
            Row(*(getattr(entry, field) for field in Row._fields))
            for entry in queries.after(position)
        ]
        for entry in entries:
            if entry.event in events:
                with write():
                    handle(entry, at)
        return entries[-1].seq if entries else position

    return step


def move_on(follower: Follower, at: datetime) -> bool:
    """Let a follower take one step; say whether it came further, so that it is worth another.

    A step that fails is put off, twice as long each time and five minutes at most.
    """
    db.session.rollback()
    row = db.session.get(ledger.Follower, follower.name)
    if row is None:
        with write() as session:
            session.add(ledger.Follower(name=follower.name))
        return True
    position, failures = row.position, row.failures
    if row.retry_at is not None and row.retry_at > at:
        return False
    try:
        # Whatever goes wrong in one of them, the others go on.
        reached = follower.step(position, at)
    except Exception as error:
        log.exception("follower.failed", follower=follower.name, error=type(error).__name__)
        _put_off(follower.name, failures + 1, at)
        return False
    if reached != position or failures:
        _settle(follower.name, position, reached)
    return reached != position


def _put_off(name: str, failures: int, at: datetime) -> None:
    wait = min(_LONGEST, timedelta(seconds=2 ** min(failures - 1, 12)))
    _change(name, failures=failures, retry_at=at + wait)


def _settle(name: str, position: int, reached: int) -> None:
    _change(name, from_position=position, position=reached, failures=0, retry_at=None)


def _change(name: str, *, from_position: int | None = None, **values: object) -> None:
    rows = update(ledger.Follower).where(ledger.Follower.name == name)
    if from_position is not None:
        rows = rows.where(ledger.Follower.position == from_position)
    with write() as session:
        session.execute(rows.values(**values))
