"""The worker ends consent and erases; what was taken back is on a list that only grows."""

from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.workshops import withdrawal
from pledge_site.domain.workshops.models import Contribution, Suppression, Workshop
from pledge_site.jobs import suppressions
from pledge_site.jobs.erasing import ERASING
from pledge_site.jobs.suppressions import SUPPRESSIONS
from pledge_site.jobs.worker import drain
from pledge_site.outlets.files import store
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import TODAY, WORDS, Team


@pytest.fixture
def turn(clock):
    """Let the worker look at a moment after the first."""

    def take(after=timedelta(0)):
        clock.set(NOW + after)
        drain((ERASING, SUPPRESSIONS))
        db.session.expire_all()

    return take


def words():
    rows = db.session.query(Contribution.raw_words, Contribution.words).order_by(Contribution.id)
    return [each for row in rows for each in row]


def events():
    rows = db.session.query(Entry.event).filter(Entry.event.like("%eras%")).order_by(Entry.seq)
    return [event for (event,) in rows]


def test_words_taken_back_are_erased_after_seven_days_and_not_before(app, turn):
    team = Team()
    codes = team.record(WORDS, "And listen.").codes
    with write():
        withdrawal.by_code(codes.withdrawal, at=NOW)
    turn(withdrawal.REVIEW - timedelta(minutes=1))
    assert words()[0] == WORDS
    turn(withdrawal.REVIEW)
    assert words() == [None] * 4
    assert events() == ["workshop.erased"]
    turn(2 * withdrawal.REVIEW)
    assert events() == ["workshop.erased"]


def test_one_thing_taken_back_is_erased_alone(app, turn):
    team = Team()
    first, _ = team.record(WORDS, "And listen.").workshop.contributions
    with write():
        withdrawal.one_by_facilitator(team.facilitator, first.id, at=NOW)
    turn(withdrawal.REVIEW)
    assert words() == [None, None, "And listen.", None]
    assert events() == ["contribution.erased"]


def test_consent_ends_with_its_last_day(app, turn):
    until = TODAY + timedelta(days=3)
    Team().record(WORDS, consent_until=until)
    midnight = timedelta(days=4) - (NOW - NOW.replace(hour=0, minute=0, second=0, microsecond=0))
    turn(midnight - timedelta(minutes=1))
    assert db.session.query(Workshop).one().withdrawn_at is None
    turn(midnight)
    assert db.session.query(Workshop).one().withdrawn_at >= NOW + midnight
    turn(midnight + withdrawal.REVIEW + timedelta(minutes=1))
    assert words() == [None, None]


@pytest.mark.database("sqlite")
def test_the_list_of_what_was_taken_back_only_grows(app, turn):
    team = Team()
    first, second = team.record(WORDS).codes, team.record("And listen.").codes
    turn()
    assert suppressions.kept() == set()
    assert not store().exists(suppressions.FILE)
    with write():
        withdrawal.by_code(first.withdrawal, at=NOW)
    turn()
    before = suppressions.kept()
    assert len(before) == 2
    # As if the database had been put back to what it was.
    with write():
        db.session.query(Suppression).delete()
        withdrawal.by_code(second.withdrawal, at=NOW)
    turn(timedelta(minutes=1))
    assert suppressions.kept() > before
    assert len(suppressions.kept()) == 4
    assert WORDS not in store().read(suppressions.FILE).decode()


@pytest.mark.database("sqlite")
def test_many_keys_are_taken_out_again(app):
    said = Team().record(WORDS).workshop.contributions
    known = {f"{number:032x}" for number in range(2_500)}
    assert suppressions.take_out_again(known | {said[0].key}, NOW) == 1
    assert suppressions.take_out_again(known | {said[0].key}, NOW) == 0
    assert len(suppressions.kept()) == 2_501
