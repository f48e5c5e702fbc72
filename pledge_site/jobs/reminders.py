"""The follower that reminds of drafts left lying: its position is the last day it has looked at."""

from datetime import datetime

from pledge_site.db import db, write
from pledge_site.domain.notices import reminders
from pledge_site.jobs.followers import Follower


def look(position: int, at: datetime) -> int:
    """Look once on each day (UTC); return the day's number."""
    day = at.date().toordinal()
    if position >= day:
        return position
    db.session.rollback()
    with write():
        reminders.remind(at=at)
    return day


REMINDERS = Follower("reminders", look)
