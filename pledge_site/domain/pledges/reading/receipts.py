"""What a State handed in and when: one receipt for each submission, read from what was kept.

A receipt vouches by the hash that the ledger holds; how it looks on paper is the portal's business.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.models import Letter, Pledge, PledgeVersion
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.refusals import NotFound


class Receipt(NamedTuple):
    """One submission. `content` is None where its words were not kept yet."""

    number: str
    at: datetime
    version: PledgeVersion
    content_hash: str
    content: dict[str, Any] | None
    due_at: datetime | None
    letter: Letter | None


class Line(NamedTuple):
    """A submission in a list."""

    number: str
    at: datetime
    version_id: int
    version: int


def own_receipt(actor: Actor, version_id: int, number: str | None = None) -> Receipt:
    """Return the receipt of a submission of the focal point's own State.

    :param number: which; by default the last.
    :raises NotFound: there is none, or it is another State's.
    """
    version = queries.own_version(actor, version_id)
    number = number or version.receipt or ""
    made = db.session.scalar(
        select(Submission).where(Submission.version_id == version.id, Submission.receipt == number)
    )
    if made is None:
        raise NotFound()
    return Receipt(
        number,
        made.at,
        version,
        _recorded_hash(version, number),
        made.content,
        made.due_at,
        _letter_then(version, made.at),
    )


def of_pledge(pledge: Pledge) -> Sequence[Line]:
    """Return all submissions of a pledge, the latest first."""
    rows = db.session.execute(
        select(Submission.receipt, Submission.at, PledgeVersion.id, PledgeVersion.number)
        .join(PledgeVersion, PledgeVersion.id == Submission.version_id)
        .where(PledgeVersion.pledge_id == pledge.id)
        .order_by(Submission.at.desc(), PledgeVersion.number.desc())
    )
    return [Line(*row) for row in rows]


def _recorded_hash(version: PledgeVersion, number: str) -> str:
    """Return the hash of the words as handed in; the ledger knows a receipt by its digest."""
    wanted = digest(number)
    found = [
        str(entry.facts["content"])
        for entry in ledger.of([f"pledge:{version.pledge_id}"])
        if entry.event == "pledge.submitted" and entry.facts.get("receipt") == wanted
    ]
    return found[-1] if found else ""


def _letter_then(version: PledgeVersion, at: datetime) -> Letter | None:
    """Return the letter that stood at a moment."""
    stood = [
        letter
        for letter in version.letters
        if not letter.for_deposit
        and letter.uploaded_at <= at
        and (letter.replaced_at is None or letter.replaced_at > at)
    ]
    return stood[-1] if stood else None
