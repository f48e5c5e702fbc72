"""When a snapshot is published: for public changes alone, each number once, told as a change."""

from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.campaigns import service as campaign_service
from pledge_site.domain.snapshots import change, queries, service
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.clock import stamp
from tests.domain.snapshots.histories import History


@pytest.fixture
def history(app):
    return History()


def publish(history):
    with write():
        found = service.publish(history.at)
        return found.number if found else None


def test_numbers_count_public_changes_only(history):
    assert publish(history) == 1
    assert publish(history) is None
    for act in ("submit", "check"):
        history.do(act, "GHA")
        assert publish(history) is None
    history.do("deposit", "GHA")
    assert publish(history) == 2


def test_what_comes_back_to_the_same_makes_no_number(history):
    publish(history)
    target = campaigns.by_slug("sid-2027").target
    for each in (target + 20, target):
        with write():
            found = campaigns.by_slug("sid-2027")
            campaign_service.change(
                found.id, {"target": each}, expected=found.edit, at=history.at, actor=None
            )
    assert publish(history) is None


def test_a_change_of_the_campaign_makes_a_number(history):
    publish(history)
    with write():
        found = campaigns.by_slug("sid-2027")
        campaign_service.change(
            found.id, {"target": 120}, expected=found.edit, at=history.at, actor=None
        )
    assert publish(history) == 2
    assert queries.latest().document["campaigns"]["sid-2027"]["target"] == 120


def test_a_snapshot_vouches_for_its_document(history):
    publish(history)
    snapshot = queries.latest()
    assert snapshot.sha256 == digest(snapshot.document)
    assert snapshot.document["number"] == snapshot.number
    assert snapshot.document["as_of"] == stamp(snapshot.as_of)


def test_time_never_runs_backwards(history):
    publish(history)
    history.do("deposit_all", "GHA")
    with write():
        later = service.publish(history.at - timedelta(days=30))
        assert later.as_of == history.at


def test_a_change_names_the_states_that_moved(history):
    history.do("announce_all", "GHA")
    history.do("deposit_all", "FRA")
    publish(history)
    history.do("deposit", "GHA")
    publish(history)
    told = queries.latest().change
    assert told["snapshot"] == 2
    assert told["campaign"] == "sid-2027"
    assert told["states"] == {"GHA": {"standing": "deposited", "reference": "GP-SID27-GHA"}}
    assert told["counts"]["deposited"] == 2
    assert told["latest"][0]["state"] == "GHA"


def test_a_state_that_is_no_longer_public_has_nothing():
    head = {"number": 2, "as_of": "x", "current": "a"}
    state = {"standing": "announced", "reference": "R", "since": "y"}
    before = {**head, "campaigns": {"a": {"states": {"GHA": state}}}}
    after = {**head, "campaigns": {"a": {"states": {}}}}
    moved = change.between(before, after)["states"]
    assert moved == {"GHA": {"standing": "nothing", "reference": None}}


def test_a_number_taken_in_between_is_not_taken_twice(history):
    publish(history)
    history.do("deposit_all", "GHA")
    mine, theirs = service.prepare(history.at), service.prepare(history.at)
    db.session.rollback()
    with write():
        assert service.insert(theirs).number == 2
    with write():
        assert service.insert(mine) is None
    assert [number for number, _ in queries.changes_after(0)] == [1, 2]
