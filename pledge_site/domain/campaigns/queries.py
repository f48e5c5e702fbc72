"""Reads of campaigns, their endorsements, and of which kind this database is."""

from collections.abc import Sequence

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign, Endorsement, Installation


def installation() -> Installation | None:
    """Return what this database is, or None before its first row."""
    return db.session.get(Installation, 1)


def is_demonstration() -> bool | None:
    """Say whether this is a demonstration's database; None before its first row."""
    found = installation()
    return None if found is None else found.demonstration


def current() -> Campaign | None:
    """Return the campaign that pages speak of unless they are told otherwise."""
    return db.session.scalar(
        select(Campaign).where(Campaign.current).order_by(Campaign.id.desc()).limit(1)
    )


def by_slug(slug: str) -> Campaign | None:
    """Return a campaign by the name in its address."""
    return db.session.scalar(select(Campaign).where(Campaign.slug == slug))


def everything() -> Sequence[Campaign]:
    """Return all campaigns, the latest event first."""
    return db.session.scalars(
        select(Campaign).order_by(Campaign.event_on.desc(), Campaign.id.desc())
    ).all()


def endorsements(campaign_id: int) -> Sequence[Endorsement]:
    """Return what States did in an earlier campaign, by code."""
    return db.session.scalars(
        select(Endorsement)
        .where(Endorsement.campaign_id == campaign_id)
        .order_by(Endorsement.state)
    ).all()
