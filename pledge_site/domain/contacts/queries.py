"""Reads of contacts, and until when one may object."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.contacts.models import Contact, Objection
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel.refusals import Refused

WINDOW = timedelta(hours=24)


def of(state: str) -> Sequence[Contact]:
    """List the contacts of a State that are on record."""
    rows = select(Contact).where(Contact.state == state, Contact.ended_at.is_(None))
    return db.session.scalars(rows.order_by(Contact.id)).all()


def everything() -> Sequence[Contact]:
    """List all contacts that are on record, by State."""
    return db.session.scalars(
        select(Contact).where(Contact.ended_at.is_(None)).order_by(Contact.state, Contact.id)
    ).all()


def contact(contact_id: int | None) -> Contact | None:
    """Return a contact, on record or no longer."""
    return db.session.get(Contact, contact_id) if contact_id else None


def objections(version_id: int) -> Sequence[Objection]:
    """List the objections to a version, the first one first."""
    return db.session.scalars(
        select(Objection).where(Objection.version_id == version_id).order_by(Objection.id)
    ).all()


def until(version: PledgeVersion) -> datetime | None:
    """Return when the time to object ends: 24 hours from the last publication; None: not public."""
    published = version.deposited_at or version.announced_at
    return published + WINDOW if published else None


def openness(contact: Contact, version: PledgeVersion, *, at: datetime) -> datetime:
    """Return until when a contact may object to a version.

    :raises Refused: objection.early, objection.late, objection.over, objection.made
    """
    ends = until(version)
    if any(each.contact_id == contact.id for each in objections(version.id)):
        raise Refused("objection.made")
    if version.standing in workflow.OPEN:
        raise Refused("objection.early")
    if version.standing not in workflow.LIVE or ends is None:
        raise Refused("objection.over")
    if at >= ends:
        raise Refused("objection.late")
    return ends
