"""Reads of texts, their published versions and their clauses."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pledge_site.db import db
from pledge_site.domain.texts.models import ClauseVersion, PledgeText, TextVersion


def of_campaign(campaign_id: int) -> PledgeText | None:
    """Return the text of a campaign, or None before its first version."""
    return db.session.scalar(select(PledgeText).where(PledgeText.campaign_id == campaign_id))


def versions(campaign_id: int) -> Sequence[TextVersion]:
    """Return the published versions of a campaign's text, the newest first."""
    return db.session.scalars(
        select(TextVersion)
        .join(PledgeText)
        .where(PledgeText.campaign_id == campaign_id, TextVersion.published_at.is_not(None))
        .order_by(TextVersion.number.desc())
    ).all()


def current_version(campaign_id: int) -> TextVersion | None:
    """Return the newest published version of a campaign's text, or None while there is none."""
    found = versions(campaign_id)
    return found[0] if found else None


def by_number(campaign_id: int, number: int) -> TextVersion | None:
    """Return a published version by its number."""
    return next((each for each in versions(campaign_id) if each.number == number), None)


def version(version_id: int) -> TextVersion | None:
    """Return a version by its id."""
    return db.session.get(TextVersion, version_id)


def clauses(version_id: int) -> Sequence[ClauseVersion]:
    """Return the clauses of a version in their order, each with the clause it words."""
    return db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.text_version_id == version_id)
        .order_by(ClauseVersion.position)
        .options(joinedload(ClauseVersion.clause))
    ).all()
