"""By when a version is answered, as its State was promised; the rule itself is `promise.py`."""

from datetime import date, datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.pledges import document, workflow
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import promise


def due(version: PledgeVersion) -> datetime | None:
    """Return by when a version is answered; None: nothing is owed."""
    follows = version.standing == workflow.ANNOUNCED
    letter = document.current_letter(version, for_deposit=True) if follows else None
    promised = db.session.scalar(
        select(Submission.due_at).where(
            Submission.version_id == version.id, Submission.receipt == version.receipt
        )
    )
    return owed(
        (version.submitted_at, promised),
        "" if version.cleared_at is not None else version.standing,
        version.pledge.campaign.event_on,
        letter.uploaded_at if letter else None,
    )


def owed(
    submitted: tuple[datetime | None, datetime | None],
    standing: str,
    event_on: date,
    letter: datetime | None,
) -> datetime | None:
    """Return by when an answer is owed.

    :param submitted: when, and what was promised then: that holds, though the event moved since.
    :param letter: when the letter came that followed an announcement.
    """
    at, promised = submitted
    if at is not None and standing in (workflow.SUBMITTED, workflow.ACCEPTED):
        ordinary = promise.due(at, event_on)
        return min(ordinary, promised or ordinary)
    return promise.due(letter, event_on) if letter else None
