"""Followers move on from their own position, at least once; one that fails holds back no other."""

from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain import ledger
from pledge_site.domain.ledger.models import Follower as FollowerRow
from pledge_site.jobs.followers import Follower, each_entry, move_on
from tests.domain.pledges.making import NOW


@pytest.fixture
def three_entries(app):
    with write():
        for number, event in enumerate(("a.b", "c.d", "a.b"), start=1):
            ledger.record(event, at=NOW, actor=None, subject=f"thing:{number}")


def row(name):
    db.session.rollback()
    found = db.session.get(FollowerRow, name)
    return found.position, found.failures, found.retry_at


def follow(follower, at=NOW):
    steps = 0
    while move_on(follower, at):
        steps += 1
    return steps


def test_a_follower_hears_its_events_in_order(three_entries):
    heard = []
    follower = Follower("ear", each_entry(lambda entry, at: heard.append(entry.seq), {"a.b"}))
    follow(follower)
    assert heard == [1, 3]
    assert row("ear") == (3, 0, None)


def test_what_was_heard_is_not_heard_again(three_entries):
    heard = []
    follower = Follower("ear", each_entry(lambda entry, at: heard.append(entry.seq), {"a.b"}))
    follow(follower)
    with write():
        ledger.record("a.b", at=NOW, actor=None, subject="thing:4")
    follow(follower)
    assert heard == [1, 3, 4]


def test_a_handler_writes_in_a_transaction_of_its_own(three_entries):
    def note(entry, at):
        db.session.add(FollowerRow(name=f"note-{entry.seq}", position=7))

    follow(Follower("ear", each_entry(note, {"c.d"})))
    assert row("note-2") == (7, 0, None)


def test_a_failure_is_tried_again_later_and_later(three_entries):
    tries = []

    def fail(entry, at):
        tries.append(at)
        raise RuntimeError("no")

    follower = Follower("ear", each_entry(fail, {"a.b"}))
    follow(follower)
    assert row("ear") == (0, 1, NOW + timedelta(seconds=1))
    assert not move_on(follower, NOW)
    assert len(tries) == 1
    at = NOW
    for failures, wait in ((2, 2), (3, 4), (4, 8)):
        at = row("ear")[2]
        move_on(follower, at)
        assert row("ear") == (0, failures, at + timedelta(seconds=wait))
    for _ in range(12):
        move_on(follower, row("ear")[2])
    assert row("ear")[2] - tries[-1] == timedelta(minutes=5)


def test_nothing_is_passed_over_by_a_failure(three_entries):
    heard, failing = [], [True]

    def handle(entry, at):
        if entry.seq == 3 and failing:
            raise RuntimeError("no")
        heard.append(entry.seq)

    follower = Follower("ear", each_entry(handle, {"a.b"}))
    follow(follower)
    failing.clear()
    follow(follower, NOW + timedelta(seconds=1))
    assert set(heard) == {1, 3}
    assert row("ear") == (3, 0, None)


def test_a_failing_follower_holds_back_no_other(three_entries):
    def fail(position, at):
        raise RuntimeError("no")

    heard = []
    failing = Follower("failing", fail)
    other = Follower("ear", each_entry(lambda entry, at: heard.append(entry.seq), {"a.b"}))
    for follower in (failing, other):
        follow(follower)
    assert heard == [1, 3]


def test_a_half_done_step_leaves_nothing(three_entries):
    def half(entry, at):
        db.session.add(FollowerRow(name="half"))
        db.session.flush()
        raise RuntimeError("no")

    follow(Follower("ear", each_entry(half, {"a.b"})))
    assert db.session.get(FollowerRow, "half") is None
