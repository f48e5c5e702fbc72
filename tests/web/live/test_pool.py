"""The pool of its own that serves ``/live`` where thousands watch: gevent, beside the pages."""

import json
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import select

from pledge_site.app import create_app
from pledge_site.db import db
from pledge_site.domain.campaigns.queries import current
from pledge_site.domain.pledges.models import Pledge
from pledge_site.domain.states import members
from tests.databases import let_go
from tests.domain.snapshots.histories import History
from tests.serving import free_port
from tests.web.live.reading import Stream, events

CAP = 120


@pytest.fixture(scope="module")
def server(serve):
    server = serve(kind="postgresql", LIVE_MAX_VIEWERS=str(CAP), LIVE_PORT=str(free_port()))
    start(server)
    return server


def start(server):
    """Start the pool, and wait until it answers."""
    server.start_part("live", "gunicorn", "--config", "gunicorn.live.conf.py", "wsgi_live:app")
    deadline = time.monotonic() + 30
    while status(server, "/healthz") != 200:
        assert server.parts["live"].poll() is None, server.log()
        assert time.monotonic() < deadline, server.log()
        time.sleep(0.1)


def pool(server):
    return f"http://127.0.0.1:{server.environ['LIVE_PORT']}"


def status(server, path):
    try:
        with urllib.request.urlopen(pool(server) + path, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return None


@pytest.fixture(scope="module")
def silent(server, settings_for):
    """Drive pledges from outside, on the database that is served; give one State after another."""
    app = create_app(settings_for(server.environ["DATABASE_URL"]))
    with app.app_context():
        history = History(campaign_id=current().id)
        said = set(db.session.scalars(select(Pledge.state)))
        db.session.rollback()
        free = (state.iso3 for state in members() if state.iso3 not in said)
        yield lambda: deposit(history, next(free))
    let_go(app)


def deposit(history, state):
    for action in ("submit", "check", "deposit"):
        history.do(action, state)
    return state


def opened(server, position):
    """Open a stream; the places of readers who went without a word are free after some seconds."""
    deadline = time.monotonic() + 20
    while (stream := Stream(pool(server), f"/live?after={position}")).status == 503:
        stream.close()
        assert time.monotonic() < deadline, "no place became free"
        time.sleep(0.2)
    return stream


def first_with(stream, state):
    for event in events(stream.chunks()):
        if state in event.data.get("states", {}):
            return event.id
    raise AssertionError(f"the stream ended before {state}")


def newest(server):
    with urllib.request.urlopen(f"{server.address}/api/v1/snapshot", timeout=10) as answer:
        return json.load(answer)["snapshot"]


def test_it_serves_nothing_but_the_stream(server):
    pages = ("/en/", "/en/portal/", "/api/v1/snapshot")
    assert [status(server, page) for page in pages] == [404, 404, 404]
    assert status(server, "/readyz") == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_who_comes_back_after_its_end_has_missed_nothing(server, silent, how):
    stream = Stream(pool(server), f"/live?after={newest(server)}")
    seen = first_with(stream, silent())
    began = time.monotonic()
    part = server.parts["live"]
    children = [int(each) for each in _children(part.pid)]
    part.send_signal(how)
    part.wait(20)
    if how is signal.SIGTERM:
        assert time.monotonic() - began < 15
    _wait_until_gone(children)
    stream.close()
    missed = silent()
    start(server)
    again = Stream(pool(server), Last_Event_ID=str(seen))
    assert first_with(again, missed) == seen + 1
    again.close()


def _children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _wait_until_gone(pids):
    """A worker whose master was killed outright sees it within seconds, and ends."""
    deadline = time.monotonic() + 20
    for pid in pids:
        while _lives(pid):
            assert time.monotonic() < deadline, f"{pid} goes on without its master"
            time.sleep(0.1)


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_every_viewer_is_told_and_the_one_too_many_is_asked_to_poll(server, silent):
    streams = [opened(server, newest(server)) for _ in range(CAP)]
    try:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(pool(server) + "/live", timeout=10)
        assert refused.value.code == 503
        assert int(refused.value.headers["Retry-After"]) >= 60
        refused.value.close()
        state = silent()
        assert len({first_with(stream, state) for stream in streams}) == 1
        assert status(server, "/healthz") == 200
    finally:
        for stream in streams:
            stream.close()
