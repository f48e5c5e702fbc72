"""Whatever the machine's clock does, whatever its zone is: the register stays itself."""

import time

import pytest

from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.snapshots import queries
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel import clock as time_room
from pledge_site.web.edge.current import refresh
from tests.domain.snapshots.histories import History

PAGES = ("/en/", "/ar/", "/en/states/GHA/", "/en/press/", "/event.ics", "/api/v1/pledges.csv")
ZONES = ("UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns", "nowhere/at-all")


def shown(app, client):
    """Return what pages say, made anew."""
    for extension in app.extensions.values():
        getattr(extension, "forget", lambda: None)()
    refresh()
    return [client.get(path).data for path in PAGES]


@pytest.fixture
def zone(monkeypatch):
    """Set the zone of the machine."""

    def put(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.delenv("TZ", raising=False)
    time.tzset()


@pytest.fixture
def history(app):
    history = History(at=time_room.now())
    history.do("deposit_all", "GHA")
    drain([SNAPSHOTS])
    return history


def test_the_zone_of_the_machine_changes_no_byte(app, client, zone, history):
    zone(ZONES[0])
    expected = shown(app, client)
    for name in ZONES[1:]:
        zone(name)
        assert shown(app, client) == expected, name
        assert history.do("hold", "GHA")
        assert history.do("resume", "GHA")
        zone(ZONES[0])
        drain([SNAPSHOTS])
        expected = shown(app, client)
    assert ledger.verify() is None


@pytest.mark.parametrize("span", [{"days": -1}, {"hours": -2}, {"days": 400}])
def test_a_clock_that_jumps_leaves_the_order_of_things(app, client, clock, history, span):
    before = queries.latest()
    clock.forward(**span)
    history.at = time_room.now()
    assert history.do("deposit_all", "FRA")
    drain([SNAPSHOTS])
    after = queries.latest()
    assert after.number == before.number + 1
    assert [number for number, _ in queries.changes_after(before.number)] == [after.number]
    assert ledger.verify() is None
    assert all(shown(app, client))
    counts = client.get("/api/v1/snapshot").json["counts"]
    assert counts["deposited"] == 2
