"""What a snapshot holds: who has what, since when, in which order; and what never shows in it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from pledge_site.db import db
from pledge_site.domain.snapshots import builder
from pledge_site.kernel.clock import stamp
from tests.domain.pledges import making
from tests.domain.snapshots.histories import History


@pytest.fixture
def history(app):
    return History()


def built():
    db.session.rollback()
    try:
        return builder.build(1, making.NOW)
    finally:
        db.session.rollback()


def current():
    return built()["campaigns"]["sid-2027"]


@contextmanager
def counted_queries():
    statements = []
    listener = lambda *args: statements.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", listener)


def test_a_fresh_register_counts_nothing(history):
    document = built()
    assert document["current"] == "sid-2027"
    assert document["demonstration"] is True
    campaign = document["campaigns"]["sid-2027"]
    assert campaign["counts"]["nothing"] == 193
    assert campaign["observers"]["nothing"] == 2
    assert campaign["states"] == {}
    assert campaign["latest"] == []
    assert campaign["text"]["number"] == 1
    assert list(campaign["clauses"]) == list(making.CLAUSES)


def test_an_earlier_campaign_has_its_endorsements(history):
    campaign = built()["campaigns"]["bogota-2024"]
    assert campaign["demonstration"] is False
    assert campaign["counts"]["announced"] == 46
    assert campaign["states"]["AND"]["since"] == "2024-11-08"
    assert campaign["states"]["AND"]["source"]
    assert campaign["text"] is None


def test_what_is_not_published_leaves_no_trace(history):
    before = built()
    for act in ("submit", "edit", "submit", "check"):
        history.do(act, "GHA")
    history.do("submit", "FRA")
    assert built() == before


def test_a_deposit_counts_once(history):
    history.do("deposit_all", "GHA")
    campaign = current()
    assert campaign["counts"]["deposited"] == 1
    assert campaign["groups"]["african"]["deposited"] == 1
    state = campaign["states"]["GHA"]
    assert state["standing"] == "deposited"
    assert state["reference"] == "GP-SID27-GHA"
    assert state["since"] == stamp(history.at)
    assert state["commitments"] == 1
    assert state["message_language"] == "en"
    assert {answers["adopt"] for answers in campaign["clauses"].values()} == {1}


def test_observers_are_counted_apart(history):
    history.do("deposit_all", "VAT")
    campaign = current()
    assert campaign["counts"]["deposited"] == 0
    assert campaign["observers"]["deposited"] == 1
    assert sum(group["deposited"] for group in campaign["groups"].values()) == 0
    assert {answers["adopt"] for answers in campaign["clauses"].values()} == {0}


def test_an_amendment_keeps_the_day_of_the_first_deposit(history):
    history.do("deposit_all", "GHA")
    first = current()["states"]["GHA"]["since"]
    history.at += timedelta(days=3)
    assert history.do("deposit_all", "GHA")
    campaign = current()
    state = campaign["states"]["GHA"]
    assert state["since"] == first
    assert state["version"] == 2
    assert [each["standing"] for each in state["versions"]] == ["superseded", "deposited"]
    assert campaign["latest"][0]["at"] == stamp(history.at)


def test_an_amendment_in_preparation_changes_nothing(history):
    history.do("deposit_all", "GHA")
    before = built()
    assert history.do("submit", "GHA")
    assert built() == before


def test_a_hold_shows_since_when_and_a_resumption_undoes_it(history):
    history.do("deposit_all", "GHA")
    before = built()
    history.do("hold", "GHA")
    campaign = current()
    assert campaign["counts"]["deposited"] == 0
    assert campaign["counts"]["on_hold"] == 1
    assert campaign["states"]["GHA"]["since"] == stamp(history.at)
    assert campaign["latest"][0]["standing"] == "on_hold"
    history.do("resume", "GHA")
    resumed = built()
    (entry,) = resumed["campaigns"]["sid-2027"]["pledges"].values()
    assert entry["versions"][-1].pop("resumed") == stamp(history.at)
    assert resumed == before


def test_a_withdrawn_pledge_stays_listed(history):
    history.do("deposit_all", "GHA")
    history.do("withdraw", "GHA")
    campaign = current()
    assert campaign["counts"]["withdrawn"] == 1
    assert campaign["states"]["GHA"]["standing"] == "withdrawn"
    assert campaign["states"]["GHA"]["since"] == stamp(history.at)


def test_a_state_that_pledges_again_is_deposited(history):
    for act in ("deposit_all", "withdraw", "deposit_all"):
        assert history.do(act, "GHA")
    state = current()["states"]["GHA"]
    assert state["standing"] == "deposited"
    assert state["since"] == stamp(history.at)


def test_the_latest_come_first(history):
    for state in ("GHA", "FRA", "BRA"):
        history.do("announce_all", state)
    assert [each["state"] for each in current()["latest"]] == ["BRA", "FRA", "GHA"]


def test_queries_do_not_grow_with_pledges(history):
    with counted_queries() as few:
        built()
    for state in ("GHA", "FRA", "BRA", "TUV"):
        history.do("deposit_all", state)
        history.do("deposit_all", state)
    history.do("hold", "FRA")
    with counted_queries() as many:
        built()
    assert len(many) == len(few) <= 13
