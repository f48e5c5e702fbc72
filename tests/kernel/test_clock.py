"""The clock, how a moment is written, and how it is moved."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pledge_site.kernel import clock as clock_room
from pledge_site.kernel import moments
from pledge_site.kernel.languages import LANGUAGES


def test_now_is_aware_and_in_utc():
    assert clock_room.now().utcoffset() == timedelta(0)


def test_a_stamp_is_in_utc_with_milliseconds():
    moment = datetime(2027, 2, 9, 10, 0, 0, 123_999, timezone(timedelta(hours=1)))
    assert clock_room.stamp(moment) == "2027-02-09T09:00:00.123Z"


def test_a_stamp_is_read_back():
    moment = datetime(2027, 2, 9, 9, 0, 0, 123_000, UTC)
    assert clock_room.read_stamp(clock_room.stamp(moment)) == moment


def test_a_moved_clock_is_put_back_after_an_error():
    before = clock_room.now()
    with pytest.raises(ZeroDivisionError), clock_room.moved(timedelta(days=400)):
        _ = 1 / (clock_room.now() - before < timedelta(days=399))
    assert clock_room.now() - before < timedelta(days=1)


def test_the_fixture_sets_a_moment_and_goes_on_from_there(clock):
    event = datetime(2027, 2, 9, 9, tzinfo=UTC)
    clock.set(event)
    assert timedelta(0) <= clock_room.now() - event < timedelta(minutes=1)
    clock.forward(days=1)
    assert clock_room.today() == (event + timedelta(days=1)).date()


def test_a_rehearsal_moves_all_but_the_time_of_codes():
    try:
        clock_room.rehearse(timedelta(days=77))
        assert timedelta(0) <= clock_room.now() - clock_room.outside() - timedelta(days=77) + (
            timedelta(seconds=5)
        )
        assert clock_room.outside() - datetime.now(UTC) < timedelta(seconds=5)
    finally:
        clock_room.rehearse(timedelta(0))
    assert clock_room.now() - clock_room.outside() < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en", "9 February 2027, 09:00 UTC"),
        ("fr", "9 février 2027, 09:00 UTC"),
        ("ar", "9 فبراير 2027، 09:00 UTC"),
        ("zh", "2027年2月9日 09:00 UTC"),
    ],
)
def test_a_moment_is_written_with_the_sign_of_its_language(locale, written):
    value = datetime(2027, 2, 9, 9, tzinfo=UTC)
    assert moments.in_words(value, LANGUAGES[locale].locale) == written
