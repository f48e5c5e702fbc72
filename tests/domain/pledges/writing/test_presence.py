"""Who is at a version: noted by person, forgotten after minutes, each side for itself."""

from datetime import timedelta

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges.writing import presence
from tests.domain.pledges import making
from tests.domain.pledges.making import NOW


@pytest.fixture
def draft(app):
    campaign_id = making.campaign()
    return making.draft(making.focal_point(), campaign_id)


def _touch(version_id, actor, part, at=NOW):
    with write():
        presence.touch(version_id, actor.user_id, part, at)


def _seen(version_id, actor, at=NOW, **side):
    return [
        (who.user_id, who.part) for who in presence.others(version_id, actor.user_id, at, **side)
    ]


def test_a_colleague_is_seen_where_they_are_now(draft):
    first, second = making.focal_point(), making.focal_point()
    _touch(draft, first, "message")
    _touch(draft, first, "clauses", NOW + timedelta(seconds=30))
    assert _seen(draft, second, NOW + timedelta(minutes=1)) == [(first.user_id, "clauses")]
    assert _seen(draft, first, NOW + timedelta(minutes=1)) == []
    assert presence.others(draft, second.user_id, NOW)[0].name == f"Person {first.user_id}"


def test_after_five_minutes_nobody_is_there(draft):
    first, second = making.focal_point(), making.focal_point()
    _touch(draft, first, "message")
    for minutes, seen in ((4, [(first.user_id, "message")]), (5, [])):
        assert _seen(draft, second, NOW + timedelta(minutes=minutes)) == seen


def test_whoever_leaves_is_gone(draft):
    first, second = making.focal_point(), making.focal_point()
    _touch(draft, first, "message")
    with write():
        presence.leave(draft, first.user_id)
    assert _seen(draft, second) == []


def test_the_two_sides_do_not_see_each_other(draft):
    official, reviewer = making.focal_point(), making.person("reviewer")
    _touch(draft, official, "message")
    _touch(draft, reviewer, presence.CASE)
    other = making.focal_point()
    assert _seen(draft, other) == [(official.user_id, "message")]
    assert _seen(draft, other, at_case=True) == [(reviewer.user_id, "case")]
    assert presence.others_at([draft], reviewer.user_id, NOW, at_case=True) == {}


def test_what_is_fresh_is_not_noted_anew(draft):
    first = making.focal_point()
    _touch(draft, first, "message")
    for part, seconds, noted in (
        ("message", 14, True),
        ("message", 15, False),
        ("clauses", 1, False),
    ):
        at = NOW + timedelta(seconds=seconds)
        assert presence.is_noted(draft, first.user_id, part, at) is noted
