"""Sign-ins that failed, as the ledger keeps them: a count each quarter of an hour, in all.

One entry for each would let a stranger fill the ledger. Whose address was tried is not kept: there
may be no such person. A wrong second factor is an entry of its own, since whoever gives one knew
the password.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from pledge_site.db import db
from pledge_site.domain.accounts.models import SignInAttempt
from pledge_site.domain.accounts.throttle import FAILED
from pledge_site.domain.ledger.service import record

PERIOD = timedelta(minutes=15)


def note(now: datetime) -> None:
    """Note that an address and a password did not go together."""
    db.session.add(SignInAttempt(bucket=FAILED, at=now))


def note_wrong_code(user_id: int, *, now: datetime) -> None:
    """Record that the second factor was wrong after the password was right."""
    record("user.second_factor_failed", at=now, actor=user_id, subject=f"user:{user_id}", facts={})


def waiting(until: datetime) -> int:
    """Count what was noted before a moment and is not in the ledger yet."""
    rows = select(func.count()).where(SignInAttempt.bucket == FAILED, SignInAttempt.at < until)
    return db.session.scalar(rows) or 0


def sum_up(until: datetime, *, at: datetime) -> None:
    """Bring what was noted before a moment into the ledger, as one number."""
    count = waiting(until)
    if not count:
        return
    db.session.execute(
        delete(SignInAttempt).where(SignInAttempt.bucket == FAILED, SignInAttempt.at < until)
    )
    facts = {"count": count, "until": until.isoformat(timespec="seconds")}
    record("sign_in.failed", at=at, actor=None, subject="sign_in:all", facts=facts)
