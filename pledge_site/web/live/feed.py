"""The events that streams tell: one for each published snapshot, the same bytes to every reader."""

import json
import threading
from collections.abc import Sequence
from typing import Any

from flask import Flask

from pledge_site.domain.snapshots import queries

# Events kept in memory, so that readers who lag a little ask nothing of the database.
_KEPT = 200


class Feed:
    """Stored changes as events, each read from the database once a process."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._events: dict[int, bytes] = {}

    def forget(self) -> None:
        """Forget what is kept."""
        with self._lock:
            self._events.clear()

    def after(self, position: int, newest: int) -> Sequence[tuple[int, bytes]]:
        """Return the events behind a position, in order; at most 200, so ask until none comes."""
        with self._lock:
            wanted = range(position + 1, min(newest, position + _KEPT) + 1)
            if any(number not in self._events for number in wanted):
                self._read(position)
            return [(each, self._events[each]) for each in wanted if each in self._events]

    def _read(self, position: int) -> None:
        """Read under the lock: of many readers who need the same, one asks."""
        with self._app.app_context():
            changes = queries.changes_after(position, limit=_KEPT)
        for number in sorted(self._events)[: max(0, len(self._events) + len(changes) - 2 * _KEPT)]:
            del self._events[number]
        self._events.update((number, event(number, change)) for number, change in changes)


def feed_of(app: Flask) -> Feed:
    """Return what the streams of an application tell from."""
    feed: Feed = app.extensions.setdefault("live_feed", Feed(app))
    return feed


def event(number: int, change: dict[str, Any]) -> bytes:
    """Write a change as a server-sent event."""
    data = json.dumps(change, ensure_ascii=False, separators=(",", ":"))
    return f"id: {number}\nevent: change\ndata: {data}\n\n".encode()
