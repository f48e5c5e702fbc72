"""The worker: lets every follower move on, until it is told to end. What they do is not here.

Each follower has a thread, so that a slow mail server holds back no snapshot. Only the worker that
has the lease acts; a second one waits in case the first ends.
"""

import signal
import threading
from collections.abc import Sequence
from types import FrameType

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db
from pledge_site.jobs import lease, schema
from pledge_site.jobs.followers import Follower, move_on
from pledge_site.jobs.roster import FOLLOWERS
from pledge_site.kernel import clock

log = structlog.get_logger(__name__)

# Seconds between two looks, between two tries for the lease, and how long a step may take to end.
EVERY = 0.2
RETRY = 1.0
PATIENCE = 25.0


def drain(followers: Sequence[Follower] = FOLLOWERS) -> int:
    """Let every follower move on, in order, until none comes further; return the steps taken."""
    schema.require_newest()
    taken = 0
    while moved := [follower for follower in followers if move_on(follower, clock.now())]:
        taken += len(moved)
    return taken


class Worker:
    """One process's worth of following."""

    def __init__(self, app: Flask, followers: Sequence[Follower] = FOLLOWERS) -> None:
        self._app = app
        self._followers = followers
        self._ending = threading.Event()

    def end(self, *_signal: int | FrameType | None) -> None:
        """Ask it to end: a step that was begun is finished, no other is begun."""
        self._ending.set()

    def run(self) -> None:
        """Follow until a signal asks to end: SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        self.follow()

    def follow(self) -> None:
        """Follow until asked to end.

        :raises schema.NotReady: the database is at another version, or does not answer.
        """
        with self._app.app_context():
            schema.require_newest()
            log.info("worker.started", followers=[each.name for each in self._followers])
            while not self._ending.is_set():
                self._act()
                self._ending.wait(RETRY)
        log.info("worker.ended")

    def _act(self) -> None:
        """Act for as long as the lease is ours."""
        try:
            with lease.taken(db.engine) as held:
                if held is not None:
                    self._let_all_follow(held)
        except SQLAlchemyError as error:
            log.warning("worker.database_unreachable", error=type(error).__name__)

    def _let_all_follow(self, held: lease.Lease) -> None:
        stop = threading.Event()
        threads = [
            threading.Thread(target=self._keep_on, args=(each, stop), name=each.name, daemon=True)
            for each in self._followers
        ]
        for thread in threads:
            thread.start()
        while held.holds() and not self._ending.wait(RETRY):
            pass
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)

    def _keep_on(self, follower: Follower, stop: threading.Event) -> None:
        while not stop.is_set():
            if not self._one_step(follower):
                stop.wait(EVERY)

    def _one_step(self, follower: Follower) -> bool:
        try:
            with self._app.app_context():
                return move_on(follower, clock.now())
        except SQLAlchemyError as error:
            log.warning("follower.database_unreachable", error=type(error).__name__)
            return False
