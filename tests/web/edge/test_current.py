"""The snapshot in memory: asked for once, renewed behind the scenes in serving alone."""

import threading
import time

import pytest
from sqlalchemy.exc import OperationalError

from pledge_site.db import write
from pledge_site.domain.snapshots import queries, service
from pledge_site.web.edge.current import current_snapshot, keeper, keeper_of, refresh, wait_newer
from tests.domain.snapshots.histories import History
from tests.domain.snapshots.test_builder import counted_queries

PATIENCE = 30


@pytest.fixture
def history(app):
    return History()


def publish(history, state=None):
    if state:
        history.do("deposit_all", state)
    with write():
        service.publish(history.at)


def test_before_the_first_there_is_none(app):
    assert current_snapshot() is None


def test_it_is_asked_for_once(history):
    publish(history)
    assert current_snapshot().number == 1
    with counted_queries() as asked:
        assert current_snapshot().number == 1
    assert asked == []


def test_that_there_is_none_is_asked_once_too(app):
    current_snapshot()
    with counted_queries() as asked:
        current_snapshot()
    assert asked == []


def test_a_newer_one_comes_with_a_refresh(history):
    publish(history)
    current_snapshot()
    publish(history, "GHA")
    assert current_snapshot().number == 1
    assert refresh().number == 2
    assert current_snapshot().campaign()["counts"]["deposited"] == 1


def test_an_unknown_campaign_is_none(history):
    publish(history)
    assert current_snapshot().campaign("nothing") is None
    assert current_snapshot().campaign("bogota-2024")["kind"] == "endorsement"


def test_whoever_waits_is_woken(history):
    publish(history)
    current_snapshot()
    kept, heard = keeper(), []
    waiting = threading.Thread(target=lambda: heard.append(kept.wait_newer(1, PATIENCE)))
    waiting.start()
    publish(history, "GHA")
    refresh()
    waiting.join(PATIENCE)
    assert [view.number for view in heard] == [2]
    assert wait_newer(2, 0.01) is None


def test_in_serving_a_newer_one_comes_by_itself(make_app, history, monkeypatch):
    app = make_app(APP_ENV="development")
    kept, fails = keeper_of(app), [True]
    newer_than = queries.newer_than

    def sometimes(number):
        if fails and number:
            fails.pop()
            raise OperationalError("SELECT", {}, Exception("gone"))
        return newer_than(number)

    publish(history)
    assert kept.get().number == 1
    # The database is away for a moment; what is kept goes on being served.
    monkeypatch.setattr(queries, "newer_than", sometimes)
    publish(history, "GHA")
    deadline = time.monotonic() + PATIENCE
    while kept.get().number != 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert fails == []
    kept.end()
    for thread in threading.enumerate():
        if thread.name == "current_snapshot":
            thread.join(PATIENCE)
