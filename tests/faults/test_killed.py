"""Processes killed with -9 while officials write: nothing acknowledged is lost or doubled."""

import os
import signal
import threading
from collections import Counter
from contextlib import suppress

import psutil
import pytest
from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.queries import verify_contents
from tests.faults import officials
from tests.faults.length import times

STATES = times(10, 24)
COMMITMENTS = times(5, 18)
# Acknowledged writes between two deaths: so a slow machine gets as far as a quick one.
EVERY = 12


class Killer(threading.Thread):
    """Kills a worker of a server every so many writes, the youngest and the oldest in turn."""

    def __init__(self, server, writers):
        super().__init__(daemon=True)
        self.writers = writers
        self.master = psutil.Process(server.parts["gunicorn"].pid)
        self.enough, self.killed = threading.Event(), 0

    def run(self):
        while not self.enough.wait(0.02):
            if sum(len(each.acknowledged) for each in self.writers) < EVERY * (self.killed + 1):
                continue
            workers = sorted(self.master.children(), key=lambda each: each.create_time())
            # One is left: an empty house answers nobody, and proves nothing.
            if len(workers) > 1:
                with suppress(ProcessLookupError):
                    os.kill(workers[-(self.killed % 2)].pid, signal.SIGKILL)
                    self.killed += 1

    def end(self):
        self.enough.set()
        self.join()


@pytest.fixture
def killer():
    started = []

    def start(server, writers):
        started.append(Killer(server, writers))
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        each.end()


def write_all(official):
    for number in range(COMMITMENTS):
        official.add(f"Commitment {number}")
    official.submit(f"key-of-version-{official.version_id:08}")


def test_what_was_acknowledged_is_there_once(serve, killer, database_kind):
    server = serve(demo=False, kind=database_kind, WEB_CONCURRENCY="3", LIVE_MAX_VIEWERS="4")
    with officials.beside(server) as app:
        everyone = officials.take_part(app, server, STATES)
        db.session.remove()
        deadly = killer(server, everyone)
        officials.all_at_once(everyone, write_all)
        deadly.end()
        assert deadly.killed >= times(3, 20), "nobody was killed while they wrote"
        db.session.rollback()
        for official in everyone:
            assert_whole(official)
        count = select(func.count()).select_from(Entry).where(Entry.event == "pledge.submitted")
        assert db.session.scalar(count) == STATES
        assert ledger.verify() is None
        assert verify_contents() is None


def assert_whole(official):
    version = db.session.get_one(PledgeVersion, official.version_id)
    assert version.standing == "submitted"
    written = Counter(
        db.session.scalars(select(Commitment.title).where(Commitment.version_id == version.id))
    )
    lost = set(official.acknowledged) - set(written)
    doubled = {title: count for title, count in written.items() if count > 1}
    assert (lost, doubled) == (set(), {})
    keys = db.session.scalars(select(Submission).where(Submission.version_id == version.id)).all()
    assert [each.key for each in keys] == [official.receipt]
    assert keys[0].receipt == version.receipt
