"""By when the secretariat owes a State its answer. Pure: moments in, a moment out; all in UTC.

Five working days, Monday to Friday, from the moment of the submission. On the day of the event one
hour: from the submission, or from the day's beginning for what waits already. The sooner counts.
Public holidays are not taken out: a State can reckon the date by itself.
"""

from datetime import UTC, date, datetime, time, timedelta

WORKING_DAYS = 5
ON_THE_DAY = timedelta(hours=1)
_DAY = timedelta(days=1)
_SATURDAY = 5


def due(submitted_at: datetime, event_on: date) -> datetime:
    """Return by when a submission is answered."""
    ordinary = working_days_after(submitted_at, WORKING_DAYS)
    begins = datetime.combine(event_on, time(), UTC)
    if submitted_at >= begins + _DAY:
        return ordinary
    return min(ordinary, max(submitted_at, begins) + ON_THE_DAY)


def working_days_after(moment: datetime, days: int) -> datetime:
    """Return the same time of day so many working days later; a weekend counts from Monday's start.

    >>> working_days_after(datetime(2026, 11, 27, 15, tzinfo=UTC), 1).isoformat()
    '2026-11-30T15:00:00+00:00'
    """
    moment = moment.astimezone(UTC)
    while moment.weekday() >= _SATURDAY:
        moment = datetime.combine(moment.date() + _DAY, time(), UTC)
    for _ in range(days):
        moment += _DAY
        while moment.weekday() >= _SATURDAY:
            moment += _DAY
    return moment
