"""The follower that ends consent on its day and erases what was withdrawn, after seven days.

It looks at the clock and not at the ledger; its position is the last minute that it looked at.
"""

from datetime import datetime

import structlog

from pledge_site.db import db, write
from pledge_site.domain.workshops import withdrawal
from pledge_site.jobs.followers import Follower

log = structlog.get_logger(__name__)


def look(position: int, at: datetime) -> int:
    """Look once a minute; write only when something is due."""
    minute = int(at.timestamp()) // 60
    if position >= minute:
        return position
    db.session.rollback()
    due = withdrawal.is_due(at)
    db.session.rollback()
    if due:
        with write():
            ended = withdrawal.end_consent(at)
            erased = withdrawal.erase(at)
        log.info("words.erased", ended=ended, erased=erased)
    return minute


ERASING = Follower("erasing", look)
