"""What a version said each time it was handed in, and so what has changed since.

Published versions are compared by `changes.py` alike; who may read this is a reviewer's matter.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.document import content, current_letter
from pledge_site.domain.pledges.models import ChangeRequest, PledgeVersion
from pledge_site.domain.pledges.reading import changes
from pledge_site.domain.pledges.writing import addresses

Document = dict[str, Any]


def document_of(version: PledgeVersion) -> Document:
    """Return what a version says, with what tells its commitments and its letter from others.

    On top of `document.content`: ``positions`` of the commitments, ``letter`` (its SHA-256).
    """
    letter = current_letter(version, for_deposit=False)
    return {
        **content(version),
        "positions": [row.position for row in version.commitments],
        "letter": letter.sha256 if letter else None,
    }


def submissions(version: PledgeVersion) -> Sequence[Submission]:
    """Return the submissions of a version, the first one first."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.version_id == version.id)
        .order_by(Submission.at, Submission.key)
    ).all()


def since_last(
    version: PledgeVersion, made: Sequence[Submission]
) -> tuple[Submission, list[changes.Change]] | None:
    """Return what changed since a reviewer read it last, and since which submission.

    That is the one before the last; the last itself when there is only one and the State has
    edited since. None: there is nothing to compare, or it wasn't kept.
    """
    base = made[-2] if len(made) > 1 else made[-1] if made else None
    if base is None or not _is_kept(base):
        return None
    found = changes.between(base.content or {}, document_of(version))
    return None if base is made[-1] and not found else (base, found)


def _is_kept(made: Submission) -> bool:
    return bool(made.content) and "positions" in (made.content or {})


class Answered(NamedTuple):
    """What stood at the place of a note when it was written, and when the State answered it."""

    before: Any
    after: Any


def answer_to(request: ChangeRequest, made: Sequence[Submission]) -> Answered | None:
    """Return what became of the place that a note is about; None: not answered, or not kept."""
    if request.answered_at is None:
        return None
    before = [each for each in made if each.at <= request.asked_at and _is_kept(each)]
    after = [each for each in made if each.at >= request.answered_at and _is_kept(each)]
    if not before or not after:
        return None
    return Answered(
        addresses.value(before[-1].content or {}, request.part),
        addresses.value(after[0].content or {}, request.part),
    )
