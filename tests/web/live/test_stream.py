"""The stream tells published snapshots, in order, from where the reader stopped."""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.snapshots import queries, service
from pledge_site.web.edge.current import keeper, refresh, wait_newer
from pledge_site.web.live import stream
from pledge_site.web.live.feed import Feed
from tests.domain.snapshots.histories import History
from tests.web.live.reading import events


@pytest.fixture
def history(app):
    return History()


def publish(history, *states):
    """Deposit for each State, a snapshot each."""
    for state in states:
        history.do("deposit_all", state)
        with write():
            service.publish(history.at)
    refresh()


def told(position, *, until):
    """Return the events of a stream, from a position until a number came."""
    found = []
    running = stream.tell(keeper(), Feed(keeper().app), position)
    for event in events(running):
        if event.name:
            found.append(event)
        if event.id >= until:
            break
    running.close()
    return found


def test_a_reader_hears_everything_behind_its_position_in_order(history):
    publish(history, "GHA", "FRA", "BRA", "TUV")
    heard = told(1, until=4)
    assert [event.id for event in heard] == [2, 3, 4]
    assert {event.name for event in heard} == {"change"}
    assert [list(event.data["states"]) for event in heard] == [["FRA"], ["BRA"], ["TUV"]]


def test_what_is_told_is_what_is_stored(history):
    publish(history, "GHA", "FRA")
    db.session.rollback()
    assert [(e.id, e.data) for e in told(0, until=2)] == list(queries.changes_after(0))


def test_a_reader_without_a_position_hears_what_stands(history):
    publish(history, "GHA", "FRA")
    assert [event.id for event in told(None, until=2)] == [2]


def test_a_reader_from_the_future_starts_at_what_stands(history):
    publish(history, "GHA", "FRA")
    opening = next(iter(stream.tell(keeper(), Feed(keeper().app), 900)))
    assert b"id: 2\n" in opening


def test_the_opening_says_when_to_come_back(history):
    publish(history, "GHA")
    opening = next(iter(stream.tell(keeper(), Feed(keeper().app), 1))).decode()
    retry = int(opening.split("retry: ")[1].split("\n")[0])
    assert 2000 <= retry <= 15000


def test_hundreds_of_missed_snapshots_are_told_in_order(history, monkeypatch):
    monkeypatch.setattr("pledge_site.web.live.feed._KEPT", 3)
    publish(history, "GHA", "FRA", "BRA", "TUV", "VAT", "PSE")
    publish(history, "GHA", "FRA")
    assert [event.id for event in told(0, until=8)] == list(range(1, 9))


def test_a_waiting_reader_hears_a_heartbeat(history, monkeypatch):
    publish(history, "GHA")
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    running = stream.tell(keeper(), Feed(keeper().app), 1)
    next(running)
    assert next(running) == b"event: beat\ndata: {}\n\n"


def test_a_stream_ends_after_its_life(history, monkeypatch):
    publish(history, "GHA")
    monkeypatch.setattr(stream, "LIFE", (0.0, 0.01))
    assert len(list(stream.tell(keeper(), Feed(keeper().app), 1))) <= 2


def test_no_connection_is_held_while_waiting(history, monkeypatch):
    publish(history, "GHA")
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    db.session.remove()
    running = stream.tell(keeper(), Feed(keeper().app), 0)
    for _ in range(3):
        next(running)
    assert "0" in db.engine.pool.status().split("checked out connections: ")[-1] or (
        db.engine.pool.checkedout() == 0
    )


def test_two_readers_cost_one_reading(history, monkeypatch):
    publish(history, "GHA", "FRA")
    feed, asked = Feed(keeper().app), []
    read = queries.changes_after
    monkeypatch.setattr(
        "pledge_site.web.live.feed.queries.changes_after",
        lambda *args, **kwargs: asked.append(args) or read(*args, **kwargs),
    )
    assert feed.after(0, 2) == feed.after(0, 2)
    assert len(asked) == 1


def test_waiting_for_a_newer_one_ends_empty_handed(history):
    publish(history, "GHA")
    assert wait_newer(1, 0.01) is None
    assert wait_newer(0, 0.01).number == 1
