"""The snapshot that stands, and how the switches stand, kept in memory for every page.

In serving, one thread a process asks the database for newer ones, so that a page from the cache
takes no query and a stream waits without a connection. In tests nothing runs behind the scenes:
what is kept changes by `refresh` and `look_at_switches` alone. How a snapshot is made is in
`domain/snapshots`, what a switch is in `domain/switches`.
"""

import os
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from flask import Flask, current_app, g
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.domain.snapshots import queries
from pledge_site.domain.switches import queries as switch_queries
from pledge_site.domain.switches.position import Position

log = structlog.get_logger(__name__)

_NAME = "current_snapshot"
# Seconds between two looks; a publication reaches the pages within one.
_EVERY = 0.25
_EVERY_LIVE = 0.1


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """A published snapshot. Nobody may change what is in it."""

    number: int
    as_of: datetime
    document: dict[str, Any]
    change: dict[str, Any]
    sha256: str

    def campaign(self, slug: str | None = None) -> dict[str, Any] | None:
        """Return what is known of a campaign, of the current one by default; None: no such."""
        found: dict[str, Any] | None = self.document["campaigns"].get(
            slug or self.document["current"]
        )
        return found


class CurrentSnapshot:
    """What one process keeps. Lives in ``app.extensions``."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._lock = threading.Lock()
        # One bell for all who wait; a new one after each ring.
        self._bell = threading.Event()
        self._view: SnapshotView | None = None
        self._switches: Position | None = None
        self._asked = False
        self._watched_by = 0
        self._every = _EVERY
        self.ending = False

    def forget(self) -> None:
        """Forget what is kept; the next reader asks the database."""
        with self._lock:
            self._view, self._asked, self._switches = None, False, None

    def get(self) -> SnapshotView | None:
        """Return the snapshot that stands; asks the database the first time only."""
        self.watch()
        return self._view if self._asked else self.refresh()

    def refresh(self) -> SnapshotView | None:
        """Ask the database for a newer one, and wake whoever waits for it."""
        with self.app.app_context():
            known = self._view.number if self._view else 0
            newer = queries.newer_than(known)
            view = SnapshotView(**newer._asdict()) if newer else None
        with self._lock:
            self._asked = True
            if view and not self._behind(view.number - 1):
                self._view = view
                self._ring()
            return self._view

    def switches(self) -> Position:
        """Return how the switches stand; asks the database the first time only."""
        self.watch()
        return self._switches or self.look_at_switches()

    def look_at_switches(self) -> Position:
        """Ask the database how the switches stand; whoever waits is let go if live is off."""
        with self.app.app_context():
            position = switch_queries.position()
        with self._lock:
            self._switches = position
            if position.live_off:
                self._ring()
        return position

    @property
    def closed(self) -> bool:
        """Whether streams are to end: the process ends, or live is switched off."""
        return self.ending or (self._switches is not None and self._switches.live_off)

    def wait_newer(self, number: int, timeout: float) -> SnapshotView | None:
        """Wait, for so many seconds at most, for a snapshot behind a number; None: none came."""
        self.watch()
        bell = self._bell
        if not (self.closed or self._behind(number)):
            bell.wait(timeout)
        return self.newer_than(number)

    def newer_than(self, number: int) -> SnapshotView | None:
        """Return the snapshot that stands if it is behind a number, without waiting or asking."""
        return self._view if self._behind(number) else None

    def _ring(self) -> None:
        rung, self._bell = self._bell, threading.Event()
        rung.set()

    def _behind(self, number: int) -> bool:
        return self._view is not None and self._view.number > number

    def end(self) -> None:
        """Let go of everyone who waits, now and later: the process is about to end.

        Safe in a signal handler: it only says so, and whoever looks on rings the bell.
        """
        self.ending = True

    def look_often(self) -> None:
        """Look more often: for the one process that tells thousands."""
        self._every = _EVERY_LIVE

    def watch(self) -> None:
        """Start looking for newer ones, once in each process; never in a test."""
        if self._watched_by == os.getpid() or self.app.testing:
            return
        with self._lock:
            if self._watched_by == os.getpid():
                return
            self._watched_by = os.getpid()
        threading.Thread(target=self._look_on, name=_NAME, daemon=True).start()

    def _look_on(self) -> None:
        while not self.ending:
            time.sleep(self._every)
            try:
                self.refresh()
                self.look_at_switches()
            except SQLAlchemyError as error:
                # What is kept goes on being served; the next look may find the database again.
                log.warning("snapshot.unreachable", error=type(error).__name__)
                time.sleep(4 * self._every)
        self._ring()


def keeper_of(app: Flask) -> CurrentSnapshot:
    """Return what an application keeps its snapshot in."""
    kept: CurrentSnapshot = app.extensions.setdefault(_NAME, CurrentSnapshot(app))
    return kept


def keeper() -> CurrentSnapshot:
    """Return what the running application keeps its snapshot in."""
    return keeper_of(current_app._get_current_object())  # type: ignore[attr-defined]


def current_snapshot() -> SnapshotView | None:
    """Return the snapshot that stands, or None before the first."""
    return keeper().get()


def refresh() -> SnapshotView | None:
    """Look for a newer snapshot now: what a test does after publishing one."""
    return keeper().refresh()


def shown_switches() -> Position:
    """Say how the switches stand for this request: the same from its start to its end."""
    if "switches" not in g:
        g.switches = keeper().switches()
    position: Position = g.switches
    return position


def look_at_switches() -> Position:
    """Look at the switches now: what whoever turned one does afterwards."""
    g.switches = keeper().look_at_switches()
    position: Position = g.switches
    return position


def wait_newer(number: int, timeout: float) -> SnapshotView | None:
    """Wait, for so many seconds at most, for a snapshot behind a number; None: none came."""
    return keeper().wait_newer(number, timeout)
