"""Ending roles and closing accounts: at once, never one's own, and sessions end with it."""

from datetime import timedelta

import pytest

from pledge_site.db import write
from pledge_site.domain.accounts import ending, queries
from pledge_site.domain.accounts.roles import lasts
from pledge_site.domain.ledger import queries as ledger
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.accounts import making
from tests.domain.accounts.making import NOW, TOMORROW


@pytest.fixture
def admin(app):
    return making.administrators()[0]


@pytest.fixture
def tia(admin):
    return making.person("translator", "Tia").id


def test_a_suspended_person_is_out_and_comes_back_with_their_roles(admin, tia):
    before = queries.user(tia).uniquifier
    with write():
        ending.suspend(tia, actor=admin, now=NOW)
    person = queries.user(tia)
    assert not queries.may_enter(person, clock.now())
    assert person.uniquifier != before
    with write():
        ending.reactivate(tia, actor=admin, now=NOW)
    assert making.actor(queries.user(tia)).roles == {"translator"}


def test_an_ended_role_ends_the_sessions(admin, tia):
    person = queries.user(tia)
    before, grant = person.uniquifier, person.grants[0].id
    with write():
        ending.end_grant(grant, actor=admin, now=NOW)
    person = queries.user(tia)
    assert making.actor(person).roles == frozenset()
    assert person.uniquifier != before
    with write(), pytest.raises(Refused, match=r"grant.ended"):
        ending.end_grant(grant, actor=admin, now=NOW)


def test_nobody_closes_their_own_door(admin):
    own = queries.user(admin.user_id).grants[0].id
    with write(), pytest.raises(Refused, match=r"user.oneself"):
        ending.suspend(admin.user_id, actor=admin, now=NOW)
    with write(), pytest.raises(Refused, match=r"user.oneself"):
        ending.end_grant(own, actor=admin, now=NOW)


@pytest.mark.parametrize("deed", [ending.suspend, ending.reactivate, ending.end_grant])
def test_what_is_not_there_is_not_found(admin, deed):
    with write(), pytest.raises(NotFound):
        deed(999, actor=admin, now=NOW)


@pytest.mark.parametrize("deed", [ending.suspend, ending.reactivate, ending.end_grant])
def test_only_an_administrator_ends_anything(admin, tia, deed):
    actor = making.actor(queries.user(tia))
    with write(), pytest.raises(Refused, match=r"permission.missing"):
        deed(admin.user_id, actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("until", "days", "holds"),
    [(None, 0, True), (TOMORROW, 0, True), (TOMORROW, 1, True), (TOMORROW, 2, False)],
)
def test_a_role_holds_to_the_end_of_its_last_day(until, days, holds):
    assert lasts(until, None, NOW + timedelta(days=days)) is holds
    assert not lasts(until, NOW, NOW)


def set_last_day(user_id, day, admin, now=NOW):
    with write():
        ending.set_last_day(user_id, day, actor=admin, now=now)
    return queries.user(user_id)


def test_an_account_ends_with_its_last_day(admin, tia):
    person = set_last_day(tia, TOMORROW, admin)
    before = person.uniquifier
    assert queries.may_enter(person, NOW)
    assert queries.may_enter(person, NOW + timedelta(days=1, hours=14))
    assert not queries.may_enter(person, NOW + timedelta(days=1, hours=15))
    assert [each.facts for each in ledger.latest(limit=1)] == [{"until": TOMORROW.isoformat()}]
    # A longer time signs nobody out, unless the account had ended in between.
    assert set_last_day(tia, None, admin).uniquifier == before
    set_last_day(tia, TOMORROW, admin)
    later = NOW + timedelta(days=9)
    assert set_last_day(tia, None, admin, later).uniquifier != before
    assert len([each for each in ledger.latest() if each.event == "user.last_day_set"]) == 4


def test_the_same_day_again_is_nothing(admin, tia):
    set_last_day(tia, None, admin)
    assert "user.last_day_set" not in {each.event for each in ledger.latest()}


def test_a_last_day_is_another_administrators_and_not_past(admin, tia):
    with write(), pytest.raises(Refused, match=r"user.oneself"):
        ending.set_last_day(admin.user_id, TOMORROW, actor=admin, now=NOW)
    tia_now = making.actor(queries.user(tia))
    with write(), pytest.raises(Refused, match=r"permission.missing"):
        ending.set_last_day(admin.user_id, TOMORROW, actor=tia_now, now=NOW)
    with write(), pytest.raises(Invalid):
        ending.set_last_day(tia, TOMORROW, actor=admin, now=NOW + timedelta(days=9))
