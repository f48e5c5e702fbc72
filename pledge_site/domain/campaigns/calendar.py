"""The days that campaigns culminate in. Pure."""

from datetime import date, timedelta

_TUESDAY = 1


def safer_internet_day(year: int) -> date:
    """Return Safer Internet Day: the Tuesday that falls on 5 to 11 February."""
    first = date(year, 2, 5)
    return first + timedelta(days=(_TUESDAY - first.weekday()) % 7)


def world_childrens_day(year: int) -> date:
    """Return World Children's Day: 20 November."""
    return date(year, 11, 20)


def days_until(event_on: date, today: date) -> int:
    """Return the days that are left; negative when it has passed."""
    return (event_on - today).days
