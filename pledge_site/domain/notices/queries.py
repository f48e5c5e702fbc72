"""Reads of mails: what is due, what was given up, and what a person was told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pledge_site.db import db
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.models import Pledge, PledgeVersion


def due(at: datetime, *, limit: int) -> Sequence[Mail]:
    """Return the mails to send now, the one that has waited longest first."""
    return db.session.scalars(
        select(Mail)
        .where(Mail.sent_at.is_(None), Mail.failed_at.is_(None), Mail.due_at <= at)
        .order_by(Mail.due_at, Mail.id)
        .limit(limit)
    ).all()


def given_up(*, limit: int = 100) -> Sequence[Mail]:
    """Return the mails that nobody took, for an administrator to see; newest first."""
    return db.session.scalars(
        select(Mail)
        .where(Mail.failed_at.is_not(None))
        .order_by(Mail.failed_at.desc(), Mail.id.desc())
        .limit(limit)
    ).all()


def of(user_id: int, *, before: int | None = None, limit: int) -> Sequence[Mail]:
    """Return what a person was told, the newest first; `before` a number of an earlier page."""
    rows = select(Mail).where(Mail.user_id == user_id)
    if before is not None:
        rows = rows.where(Mail.id < before)
    return db.session.scalars(rows.order_by(Mail.id.desc()).limit(limit)).all()


def versions_of(mails: Sequence[Mail]) -> Sequence[PledgeVersion]:
    """Return the versions that some mails are about, with what is said of them, at once.

    Whoever puts the mails into words finds them in the session for as long as these are held.
    """
    numbers = {mail.facts["version"] for mail in mails if mail.facts.get("version")}
    if not numbers:
        return []
    pledge = joinedload(PledgeVersion.pledge, innerjoin=True)
    return db.session.scalars(
        select(PledgeVersion)
        .where(PledgeVersion.id.in_(numbers))
        .options(
            pledge.joinedload(Pledge.campaign, innerjoin=True),
            pledge.selectinload(Pledge.partners),
        )
    ).all()


def unread(user_id: int) -> int:
    """Count what a person was told and has not marked as read."""
    rows = select(func.count(Mail.id)).where(Mail.user_id == user_id, Mail.read_at.is_(None))
    return db.session.scalar(rows) or 0


def put_off() -> tuple[int, datetime | None]:
    """Count the mails that wait for another try, and say since when the oldest has waited."""
    rows = select(func.count(Mail.id), func.min(Mail.created_at)).where(
        Mail.sent_at.is_(None), Mail.failed_at.is_(None), Mail.tries > 0
    )
    count, since = db.session.execute(rows).one()
    return count, since
