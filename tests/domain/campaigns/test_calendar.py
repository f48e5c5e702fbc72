"""The days that campaigns culminate in."""

from datetime import date

import pytest

from pledge_site.domain.campaigns import calendar

# Published dates to 2027, reckoned on from the rule after that.
DAYS = {
    2024: 6, 2025: 11, 2026: 10, 2027: 9, 2028: 8, 2029: 6,
    2030: 5, 2031: 11, 2032: 10, 2033: 8, 2034: 7, 2035: 6,
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), DAYS.items())
def test_safer_internet_day_is_a_tuesday_of_its_week(year, day):
    found = calendar.safer_internet_day(year)
    assert found == date(year, 2, day)
    assert found.strftime("%a") == "Tue"
    assert 5 <= found.day <= 11


def test_days_until_an_event_turn_negative_after_it():
    event = date(2027, 2, 9)
    assert calendar.days_until(event, date(2026, 11, 24)) == 77
    assert calendar.days_until(event, event) == 0
    assert calendar.days_until(event, date(2027, 2, 11)) == -2
    assert calendar.world_childrens_day(2026) == date(2026, 11, 20)
