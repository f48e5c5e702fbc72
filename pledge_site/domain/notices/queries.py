"""Reads of mails: what is due, and what was given up."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.notices.models import Mail


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
