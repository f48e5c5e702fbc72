"""Reads of texts, their published versions and their clauses."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.texts.drafting_models import TextTranslation
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


def published(slug: str) -> Sequence[tuple[TextVersion, dict[str, str]]]:
    """Return the published versions of a campaign's text by its slug, the newest first.

    Each with the status of its words by language. One query.
    """
    rows = db.session.execute(
        select(TextVersion, TextTranslation.language, TextTranslation.status)
        .join(PledgeText)
        .join(Campaign, Campaign.id == PledgeText.campaign_id)
        .outerjoin(TextTranslation, TextTranslation.text_version_id == TextVersion.id)
        .where(Campaign.slug == slug, TextVersion.published_at.is_not(None))
        .order_by(TextVersion.number.desc())
        .options(contains_eager(TextVersion.text))
    )
    found: dict[TextVersion, dict[str, str]] = {}
    for version, language, status in rows:
        statuses = found.setdefault(version, {})
        if language is not None:
            statuses[language] = status
    return list(found.items())


def versions_and_draft(campaign_id: int) -> Sequence[TextVersion]:
    """Return every version of a campaign's text, the newest first: a draft is the first of them."""
    return db.session.scalars(
        select(TextVersion)
        .join(PledgeText)
        .where(PledgeText.campaign_id == campaign_id)
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


def clauses_of(version_ids: Iterable[int]) -> dict[int, list[ClauseVersion]]:
    """Return the clauses of some versions by the version's id, in their order. One query."""
    wanted = list(version_ids)
    rows = db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.text_version_id.in_(wanted))
        .order_by(ClauseVersion.position)
        .options(joinedload(ClauseVersion.clause))
    )
    found: dict[int, list[ClauseVersion]] = {version_id: [] for version_id in wanted}
    for row in rows:
        found[row.text_version_id].append(row)
    return found


def clause_version(clause_version_id: int) -> ClauseVersion | None:
    """Return a version of a clause by its id."""
    return db.session.get(ClauseVersion, clause_version_id)


def clauses(version_id: int) -> Sequence[ClauseVersion]:
    """Return the clauses of a version in their order, each with the clause it words."""
    return db.session.scalars(
        select(ClauseVersion)
        .where(ClauseVersion.text_version_id == version_id)
        .order_by(ClauseVersion.position)
        .options(joinedload(ClauseVersion.clause))
    ).all()
