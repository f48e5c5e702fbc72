"""The promised time of review: five working days, one hour on the day of the event."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_site.domain.pledges.reviewing.promise import due

EVENT = date(2027, 2, 9)  # a Tuesday
FAR = date(2030, 1, 1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


@pytest.mark.parametrize(
    ("submitted", "promised"),
    [
        ("2026-11-23T10:00", "2026-11-30T10:00"),  # Monday to Monday
        ("2026-11-24T09:00", "2026-12-01T09:00"),
        ("2026-11-27T17:30", "2026-12-04T17:30"),  # Friday to Friday
        ("2026-11-27T23:59", "2026-12-04T23:59"),
        ("2026-11-28T00:00", "2026-12-07T00:00"),  # a weekend begins on Monday
        ("2026-11-29T23:59", "2026-12-07T00:00"),
        ("2026-11-30T00:00", "2026-12-07T00:00"),
        ("2026-12-30T08:00", "2027-01-06T08:00"),  # over the turn of the year
    ],
)
def test_five_working_days_from_the_submission(submitted, promised):
    assert due(at(submitted), FAR) == at(promised)


@pytest.mark.parametrize(
    ("submitted", "promised"),
    [
        ("2027-02-09T00:00", "2027-02-09T01:00"),
        ("2027-02-09T09:15", "2027-02-09T10:15"),
        ("2027-02-09T23:59", "2027-02-10T00:59"),
        ("2027-02-08T23:59", "2027-02-09T01:00"),  # what waits when the day begins
        ("2027-02-05T12:00", "2027-02-09T01:00"),
        ("2027-02-01T12:00", "2027-02-08T12:00"),  # the five days are the sooner
        ("2027-02-10T00:00", "2027-02-17T00:00"),  # the day is over
    ],
)
def test_one_hour_on_the_day_of_the_event(submitted, promised):
    assert due(at(submitted), EVENT) == at(promised)


def test_the_clock_of_the_submitter_does_not_matter():
    tokyo = datetime(2026, 11, 28, 3, tzinfo=timezone(timedelta(hours=9)))
    assert due(tokyo, FAR) == due(tokyo.astimezone(UTC), FAR) == at("2026-12-04T18:00")


_YEARS = [datetime.fromisoformat(f"{year}-01-01") for year in (2026, 2028)]
moments = st.datetimes(*_YEARS, timezones=st.just(UTC))


@given(moments, moments, st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_who_comes_first_is_answered_first(one, other, event_on):
    """Up to the event, an earlier submission never has the later promise; and none is past."""
    one, other = sorted((one, other))
    assert due(one, event_on) > one
    assert due(one, event_on) <= one + timedelta(days=10)
    if not one.date() <= event_on < other.date():
        assert due(one, event_on) <= due(other, event_on)
