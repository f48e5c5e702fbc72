"""What a snapshot says of joint pledges, and of States that have several."""

from datetime import timedelta

import pytest

from pledge_site.db import db
from pledge_site.domain.snapshots import builder
from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.kernel.clock import stamp
from tests.domain.pledges import making
from tests.domain.snapshots.histories import History

JOINT = "GP-SID27-J1"


@pytest.fixture
def history(app):
    return History()


def current():
    db.session.rollback()
    try:
        return builder.build(1, making.NOW)["campaigns"]["sid-2027"]
    finally:
        db.session.rollback()


def test_it_counts_each_state_that_has_confirmed_once(history):
    for act, state in (("deposit_all", "GHA"), ("joint", "GHA")):
        assert history.do(act, state)
    campaign = current()
    assert campaign["counts"]["deposited"] == 2
    assert campaign["pledges"][JOINT]["states"] == ["FRA", "GHA"]
    assert campaign["states"]["GHA"]["references"] == ["GP-SID27-GHA", JOINT]
    assert campaign["states"]["GHA"]["reference"] == "GP-SID27-GHA"
    assert campaign["states"]["FRA"]["reference"] == JOINT
    assert {answers["adopt"] for answers in campaign["clauses"].values()} == {2}


def test_who_was_asked_and_has_not_answered_is_not_in_it(history):
    history.do("joint", "GHA")
    assert "BRA" not in str(current()["states"]) + str(current()["pledges"])


def test_a_state_counts_from_the_day_on_which_it_joined(history):
    history.do("joint", "GHA")
    first = stamp(history.at)
    history.at += timedelta(days=3)
    history.do("join", "BRA")
    campaign = current()
    assert campaign["states"]["GHA"]["since"] == first
    assert campaign["states"]["BRA"]["since"] == stamp(history.at)
    assert campaign["latest"][0]["state"] == "BRA"


def test_who_leaves_has_withdrawn_and_the_pledge_stands(history):
    history.do("joint", "GHA")
    assert history.do("leave", "FRA")
    campaign = current()
    assert campaign["states"]["FRA"]["standing"] == "withdrawn"
    assert campaign["states"]["GHA"]["standing"] == "deposited"
    assert campaign["pledges"][JOINT]["states"] == ["GHA"]
    assert campaign["pledges"][JOINT]["left"] == [{"state": "FRA", "at": stamp(history.at)}]


def test_a_state_stands_where_its_strongest_pledge_stands(history):
    history.do("joint", "GHA")
    history.do("announce_all", "FRA")
    state = current()["states"]["FRA"]
    assert (state["standing"], state["reference"]) == ("deposited", JOINT)
    history.do("leave", "FRA")
    state = current()["states"]["FRA"]
    assert (state["standing"], state["reference"]) == ("announced", "GP-SID27-FRA")


def test_a_snapshot_from_before_has_one_pledge_for_each_state(history):
    history.do("deposit_all", "GHA")
    campaign = current()
    before = {key: value for key, value in campaign.items() if key != "pledges"}
    assert pledges_in(before)["GP-SID27-GHA"]["states"] == ["GHA"]
