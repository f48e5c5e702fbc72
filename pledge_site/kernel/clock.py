"""The one place that reads the time. Everything else is handed a moment.

Moments are aware, in UTC. Tests and rehearsals move the clock; no request ever does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

_offset = timedelta()
# A rehearsal's, set once when its process starts.
_rehearsed = timedelta()


def now() -> datetime:
    """Say what time it is, in UTC, to the microsecond."""
    return outside() + _rehearsed


def outside() -> datetime:
    """Say what time it is on people's telephones, which no rehearsal moves: for their codes."""
    return datetime.now(UTC) + _offset


def rehearse(by: timedelta) -> None:
    """Let this process live in another time, or in its own again: for a rehearsal alone."""
    global _rehearsed
    _rehearsed = by


def today() -> date:
    """Say what day it is in UTC."""
    return now().date()


def stamp(moment: datetime) -> str:
    """Write a moment as RFC 3339 in UTC with milliseconds: ``2027-02-09T09:00:00.000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_stamp(text: str) -> datetime:
    """Read what `stamp` wrote."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Move the clock for a test or a rehearsal, and put it back."""
    global _offset
    before = _offset
    _offset = before + by
    try:
        yield
    finally:
        _offset = before
