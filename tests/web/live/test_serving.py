"""Streams from the program as it runs for real: gunicorn with threads, the worker beside it."""

import json
import signal
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from pledge_site.app import create_app
from pledge_site.db import db
from pledge_site.domain.campaigns.queries import current
from pledge_site.domain.pledges.models import Pledge
from pledge_site.domain.states import members
from tests.databases import let_go
from tests.domain.snapshots.histories import History
from tests.web.live.reading import Stream, events

pytestmark = pytest.mark.database("sqlite")
CAP = 40
CLIENTS = 200


@pytest.fixture(scope="module")
def server(serve):
    return serve(LIVE_MAX_VIEWERS=str(CAP))


@pytest.fixture(scope="module")
def history(server, settings_for):
    """Drive pledges from outside, on the database that is served."""
    app = create_app(settings_for(server.environ["DATABASE_URL"]))
    with app.app_context():
        yield History(campaign_id=current().id)
    let_go(app)


@pytest.fixture(scope="module")
def silent(history):
    """States that have said nothing yet, one after the other."""
    said = set(db.session.scalars(select(Pledge.state)))
    db.session.rollback()
    return (state.iso3 for state in members() if state.iso3 not in said)


@pytest.fixture
def standing(server, history):
    """The number of the snapshot that stands."""
    return snapshot(server, 1)["snapshot"]


def snapshot(server, least):
    """Poll, as a page without a stream does, until a number is reached."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        status, body = fetch(f"{server.address}/api/v1/snapshot")
        if status == 200 and body["snapshot"] >= least:
            return body
        time.sleep(0.1)
    raise AssertionError(f"snapshot {least} never came:\n{server.log()}")


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            body = answer.read()
            is_json = "json" in answer.headers["Content-Type"]
            return answer.status, json.loads(body) if is_json else body
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, None


def open_stream(server, path, **headers):
    """Open a stream as soon as there is a place."""
    deadline = time.monotonic() + 60
    stream = Stream(server.address, path, **headers)
    while stream.status != 200 and time.monotonic() < deadline:
        stream.close()
        time.sleep(1)
        stream = Stream(server.address, path, **headers)
    assert stream.status == 200
    return stream


def next_change(stream):
    return next(event for event in events(stream.chunks()) if event.name)


def test_hundreds_of_browsers_leave_the_pages_answering(server, history, silent, standing):
    opened = [Stream(server.address, f"/live?after={standing}") for _ in range(CLIENTS)]
    try:
        followed = [each for each in opened if each.status == 200]
        refused = [each for each in opened if each.status == 503]
        assert len(followed) == CAP
        assert len(refused) == CLIENTS - CAP
        assert {int(each.headers["retry-after"]) >= 60 for each in refused} == {True}
        for path in ("/healthz", "/en/help/", "/api/v1/states") * 5:
            assert fetch(server.address + path)[0] == 200
        state = next(silent)
        assert history.do("deposit_all", state)
        with ThreadPoolExecutor(CAP) as pool:
            told = list(pool.map(next_change, followed))
        assert {tuple(event.data["states"]) for event in told} == {(state,)}
        assert snapshot(server, told[0].id)["counts"] == told[0].data["counts"]
    finally:
        for each in opened:
            each.close()


def test_a_place_that_is_left_is_taken_again(server):
    """The readers of the test before have gone; their places are free without a write to them."""
    open_stream(server, "/live").close()


def test_a_lost_connection_misses_nothing(server, history, silent, standing):
    stream = open_stream(server, f"/live?after={standing}")
    first, second, third = next(silent), next(silent), next(silent)
    assert history.do("deposit_all", first)
    heard = next_change(stream)
    assert list(heard.data["states"]) == [first]
    stream.close()
    for missed, state in enumerate((second, third), start=1):
        assert history.do("deposit_all", state)
        snapshot(server, heard.id + missed)
    again = open_stream(server, f"/live?after={standing}", Last_Event_ID=str(heard.id))
    running = (event for event in events(again.chunks()) if event.name)
    told = [next(running), next(running)]
    again.close()
    assert [event.id for event in told] == [heard.id + 1, heard.id + 2]
    assert [list(event.data["states"]) for event in told] == [[second], [third]]


def test_streams_end_within_seconds_of_being_told_to(serve):
    server = serve(LIVE_MAX_VIEWERS="20")
    opened = [Stream(server.address) for _ in range(20)]
    running = [each.chunks() for each in opened]
    for each in running:
        next(each)
    served = server.parts["gunicorn"]
    began = time.monotonic()
    served.send_signal(signal.SIGTERM)
    for each in running:
        assert len(list(each)) <= 2
    assert served.wait(20) == 0
    assert time.monotonic() - began < 15
    for each in opened:
        each.close()
