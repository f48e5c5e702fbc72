"""Reads of published versions for the public pages: whole, several at once, or by clause.

Which versions are public, and with what standing, the snapshot says; what they say never changes.
"""

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from pledge_site.db import db
from pledge_site.domain.pledges import document, workflow
from pledge_site.domain.pledges.models import ClauseAnswer, Pledge, PledgeVersion
from pledge_site.domain.pledges.partners import joining
from pledge_site.domain.pledges.writing import translations
from pledge_site.domain.texts.models import Clause
from pledge_site.kernel import clock


@cache
def _whole() -> tuple[ExecutableOption, ...]:
    """Return what of a version is read with it. Made at the first asking: it needs every table."""
    return (
        joinedload(PledgeVersion.pledge, innerjoin=True).joinedload(
            Pledge.campaign, innerjoin=True
        ),
        joinedload(PledgeVersion.text_version, innerjoin=True),
        selectinload(PledgeVersion.answers).joinedload(ClauseAnswer.clause, innerjoin=True),
        selectinload(PledgeVersion.commitments),
        selectinload(PledgeVersion.translations),
    )


class Answer(NamedTuple):
    """What a version answers to a clause."""

    version_id: int
    answer: str
    statement: str
    language: str


def documents(version_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return what published versions say, by their id, in three queries; others are left out.

    The keys are those of `queries.public_document`, and ``text_version_id``. Joint ones ask more.
    """
    rows = db.session.scalars(
        select(PledgeVersion)
        .where(
            PledgeVersion.id.in_(version_ids), PledgeVersion.standing.in_(sorted(workflow.PUBLIC))
        )
        .options(*_whole())
    )
    return {row.id: _said(row) for row in rows}


def answers_to(campaign: str, clause: str, version_ids: Collection[int]) -> list[Answer]:
    """Return what published versions answer to a clause of a campaign's text, in one query."""
    rows = db.session.execute(
        select(
            ClauseAnswer.version_id,
            ClauseAnswer.answer,
            ClauseAnswer.statement,
            PledgeVersion.language,
        )
        .join(Clause, Clause.id == ClauseAnswer.clause_id)
        .join(PledgeVersion, PledgeVersion.id == ClauseAnswer.version_id)
        .join(Pledge, Pledge.id == PledgeVersion.pledge_id)
        .where(
            Clause.key == clause,
            Pledge.campaign.has(slug=campaign),
            PledgeVersion.id.in_(version_ids),
            PledgeVersion.standing.in_(sorted(workflow.PUBLIC)),
        )
    )
    return [Answer(*row) for row in rows]


def _said(version: PledgeVersion) -> dict[str, Any]:
    said = document.content(version)
    if version.deposited_at is not None and version.deposit_instrument:
        said["instrument"] = version.deposit_instrument
    if joining.is_joint(version):
        said["left"] = joining.reasons_for_leaving(version.pledge)
    return {
        **said,
        "translations": translations.public(version),
        "reference": version.pledge.reference,
        "number": version.public_number,
        "text_version_id": version.text_version_id,
        "announced_at": clock.stamp(version.announced_at) if version.announced_at else None,
        "deposited_at": clock.stamp(version.deposited_at) if version.deposited_at else None,
        "withdrawal_reason": version.withdrawal_reason,
        "content_hash": version.content_hash,
    }
