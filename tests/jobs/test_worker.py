"""The worker: one acts at a time, a killed one loses nothing, another schema is refused."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import text

from pledge_site.db import db, write
from pledge_site.domain.snapshots import queries
from pledge_site.jobs import lease, schema, snapshots
from pledge_site.jobs.followers import Follower
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import Worker, drain
from pledge_site.settings import ROOT
from tests.domain.pledges.making import NOW
from tests.domain.snapshots.histories import History

# Seconds: wide enough for a machine that is busy with other things.
PATIENCE = 60
_RUN = """
import os, sys
from pledge_site.app import create_app
from pledge_site.jobs import roster, worker
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.domain.snapshots import service
if os.environ.get("DIE") == "1":
    insert = service.insert
    def die(draft):
        insert(draft)
        os.kill(os.getpid(), 9)
    service.insert = die
worker.Worker(create_app(), (SNAPSHOTS,)).run()
"""


@pytest.fixture
def history(app):
    return History()


@pytest.fixture
def start(fresh_database, folders):
    """Start a worker that publishes snapshots, as a process of its own."""
    started = []

    def make(**environ):
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": fresh_database,
                "FILES_URL": str(folders / "files"),
                "MAIL_URL": str(folders / "mail"),
                "PYTHONWARNINGS": "ignore",
                **environ,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield make
    for process in started:
        process.kill()
        # Shown when the test fails.
        print(process.communicate()[0].decode())


def numbers():
    db.session.rollback()
    found = [number for number, _ in queries.changes_after(0)]
    db.session.rollback()
    return found


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_everything_due_is_done_at_once(history):
    history.do("deposit_all", "GHA")
    assert drain([SNAPSHOTS]) > 0
    assert numbers() == [1]
    assert drain([SNAPSHOTS]) == 0


def test_a_private_event_moves_the_follower_and_no_number(history):
    drain([SNAPSHOTS])
    history.do("submit", "GHA")
    drain([SNAPSHOTS])
    assert numbers() == [1]


def test_a_number_taken_by_another_is_looked_at_again(history, monkeypatch):
    monkeypatch.setattr(snapshots.service, "insert", lambda draft: None)
    assert snapshots.publish(0, NOW) == 0


def test_the_command_does_what_is_due(history, app):
    done = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert done.exit_code == 0, done.output
    assert numbers() == [1]


@pytest.fixture
def another_schema(app):
    """Say that the database is at another version, and put it right again."""
    was = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    change = text("UPDATE alembic_version SET version_num = :version")
    with write() as session:
        session.execute(change, {"version": "another"})
    yield
    with write() as session:
        session.execute(change, {"version": was})


def test_another_schema_is_refused(app, another_schema):
    with pytest.raises(schema.NotReady, match="another"):
        drain([SNAPSHOTS])
    done = app.test_cli_runner().invoke(args=["worker"])
    assert done.exit_code != 0


def test_a_database_that_does_not_answer_is_said_in_one_line(make_app, tmp_path):
    app = make_app(DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/register.sqlite")
    done = app.test_cli_runner().invoke(args=["worker"])
    assert done.exit_code != 0
    assert "does not answer" in str(done.exception)


def test_one_worker_has_the_lease(app):
    with lease.taken(db.engine) as first:
        assert first.holds()
        with lease.taken(db.engine) as second:
            assert second is None
    with lease.taken(db.engine) as third:
        assert third.holds()


def test_a_commit_becomes_a_snapshot_while_the_worker_runs(history, start):
    worker = start()
    wait_for(lambda: numbers() == [1])
    history.do("deposit_all", "GHA")
    wait_for(lambda: numbers() == [1, 2])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0


def test_a_killed_worker_loses_nothing(history, start):
    killed = start(DIE="1")
    assert killed.wait(PATIENCE) == -signal.SIGKILL
    assert numbers() == []
    history.do("deposit_all", "GHA")
    start()
    wait_for(lambda: numbers() != [])
    document = queries.latest().document
    assert document["campaigns"]["sid-2027"]["counts"]["deposited"] == 1


@pytest.mark.database("postgresql")
def test_a_worker_that_is_cut_off_goes_on(history, start):
    start()
    wait_for(lambda: numbers() == [1])
    with write() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    history.do("deposit_all", "GHA")
    wait_for(lambda: numbers() == [1, 2])


def test_two_workers_publish_each_number_once(history, start):
    first, _second = start(), start()
    wait_for(lambda: numbers() == [1])
    history.do("deposit_all", "GHA")
    wait_for(lambda: numbers() == [1, 2])
    # The one that acts ends; the other takes over.
    first.kill()
    history.do("deposit_all", "FRA")
    wait_for(lambda: numbers() == [1, 2, 3])


def test_a_slow_follower_holds_back_no_snapshot(history, app):
    begun, done = threading.Event(), threading.Event()

    def wait(position, at):
        begun.set()
        done.wait(PATIENCE)
        return position

    worker = Worker(app, (Follower("slow", wait), SNAPSHOTS))
    thread = threading.Thread(target=worker.follow)
    thread.start()
    try:
        assert begun.wait(PATIENCE)
        wait_for(lambda: numbers() == [1])
    finally:
        done.set()
        worker.end()
        thread.join(PATIENCE)
    assert not thread.is_alive()
