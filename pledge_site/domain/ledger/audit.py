"""Who did what when: the ledger read by State, person, kind and day, the newest first.

A page is a walk down one index from a position, however long the ledger is. The words for what
happened are the edge's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, union_all

from pledge_site.db import db
from pledge_site.domain.ledger.models import Entry

# What people's accounts and tellings of harm have to do with: for administrators.
PEOPLE = ("user.", "grant.", "invitation.", "reset.", "sign_in.", "audit.", "disclosure.")
_STEP = 500
# Clocks of servers differ a little, so the order of days and of entries may, by less than this.
_SLACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the ledger is asked for. Days are UTC, both of them included.

    `person` is who did it or to whom it was done; `without` the beginnings of events left out.
    """

    state: str | None = None
    person: int | None = None
    event: str | None = None
    since: date | None = None
    until: date | None = None
    without: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return what was asked for, as the ledger keeps it of an export."""
        asked = {
            "of_state": self.state,
            "person": self.person,
            "event": self.event,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }
        return {name: value for name, value in asked.items() if value is not None}


def page(wanted: Wanted, *, before: int | None = None, limit: int = 50) -> Sequence[Entry]:
    """Return the newest entries that are wanted, or those before a position."""
    bounds = _bounds(wanted)
    if before is not None:
        bounds.append(Entry.seq < before)
    return db.session.scalars(_walk(wanted, bounds, limit)).all()


def through(wanted: Wanted, *, before: int | None = None) -> Iterator[Sequence[Entry]]:
    """Yield all entries that are wanted, in steps, the newest first.

    Nothing is held between two steps: neither the rows nor a transaction.
    """
    position = before
    while rows := page(wanted, before=position, limit=_STEP):
        position = rows[-1].seq
        yield rows
        db.session.expunge_all()
        db.session.rollback()
        if len(rows) < _STEP:
            return


def _walk(wanted: Wanted, bounds: list[ColumnElement[bool]], limit: int) -> Select[Any]:
    newest = select(Entry).order_by(Entry.seq.desc()).limit(limit)
    if wanted.person is None:
        return newest.where(*bounds)
    # Each side walks down its own index; what one did to oneself is on both.
    sides = (Entry.actor_id == wanted.person, Entry.subject == f"user:{wanted.person}")
    found = union_all(
        *(
            select(
                select(Entry.seq)
                .where(side, *bounds)
                .order_by(Entry.seq.desc())
                .limit(limit)
                .subquery()
            )
            for side in sides
        )
    )
    return newest.where(Entry.seq.in_(found))


def _bounds(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(Entry.state == wanted.state)
    if wanted.event is not None:
        found.append(Entry.event == wanted.event)
    if wanted.without:
        found.append(~or_(*(Entry.event.startswith(start) for start in wanted.without)))
    return found + _days(wanted)


def _days(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Turn days into positions, so that the walk begins and ends there."""
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        begins = _midnight(wanted.since)
        first = _first_from(begins - _SLACK)
        # Nothing has happened since: no walk at all.
        found += [Entry.at >= begins, Entry.seq >= first if first else false()]
    if wanted.until is not None and wanted.until < date.max:
        ends = _midnight(wanted.until + timedelta(days=1))
        behind = _first_from(ends + _SLACK)
        found += [Entry.at < ends] + ([Entry.seq < behind] if behind else [])
    return found


def _first_from(moment: datetime) -> int | None:
    return db.session.scalar(
        select(Entry.seq).where(Entry.at >= moment).order_by(Entry.at, Entry.seq).limit(1)
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
