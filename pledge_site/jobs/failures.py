"""The follower that counts failed sign-ins: its position is the last quarter of an hour counted."""

from datetime import UTC, datetime

from pledge_site.db import db, write
from pledge_site.domain.accounts import failures
from pledge_site.jobs.followers import Follower


def count(position: int, at: datetime) -> int:
    """Count once each quarter of an hour (UTC); return its number."""
    seconds = int(failures.PERIOD.total_seconds())
    quarter = int(at.timestamp()) // seconds
    if position >= quarter:
        return position
    until = datetime.fromtimestamp(quarter * seconds, UTC)
    db.session.rollback()
    if failures.waiting(until):
        with write():
            failures.sum_up(until, at=at)
    return quarter


FAILURES = Follower("failures", count)
