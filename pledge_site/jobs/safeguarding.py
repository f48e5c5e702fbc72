"""The follower of the safeguarding queue's clock; it forgets words whose time is over, too.

It looks at the clock and not at the ledger; its position is the last hour in which it has looked
for words to forget. Whom a mail goes to is in `domain/notices/rules.py`.
"""

from datetime import datetime

from pledge_site.db import db, write
from pledge_site.domain.accounts.roles import SAFEGUARDING_OFFICER
from pledge_site.domain.notices.recipients import holders
from pledge_site.domain.workshops import checking, disclosures
from pledge_site.jobs.followers import Follower


def look(position: int, at: datetime) -> int:
    """Pass on what nobody has taken in time, at once; once an hour, forget. Return the hour."""
    db.session.rollback()
    # Whether there is an officer is asked only while something waits.
    if disclosures.is_due(at, officers=False):
        officers = bool(holders(SAFEGUARDING_OFFICER, at))
        if disclosures.is_due(at, officers=officers):
            db.session.rollback()
            with write():
                disclosures.escalate(at, officers=officers)
    hour = int(at.timestamp()) // 3600
    if position >= hour:
        return position
    _forget(at)
    return hour


def _forget(at: datetime) -> None:
    db.session.rollback()
    if disclosures.is_over(at) or checking.is_raw_over(at):
        db.session.rollback()
        with write():
            disclosures.forget(at)
            checking.forget_raw(at)


SAFEGUARDING = Follower("safeguarding", look)
