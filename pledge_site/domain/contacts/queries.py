"""Reads of contacts: who is on record, what waits for a second hand, until when one may object."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from pledge_site.db import db
from pledge_site.domain.contacts.models import Contact, Objection
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states, joined_partners
from pledge_site.kernel.refusals import Refused

WINDOW = timedelta(hours=24)


def _on_record() -> ColumnElement[bool]:
    return Contact.confirmed_at.is_not(None) & Contact.ended_at.is_(None)


def of(state: str) -> Sequence[Contact]:
    """List the contacts of a State that are on record: two administrators stand behind each."""
    rows = select(Contact).where(Contact.state == state, _on_record())
    return db.session.scalars(rows.order_by(Contact.id)).all()


def at_address(state: str, email: str) -> Sequence[Contact]:
    """List the contacts of a State with an address, those that wait to be confirmed too."""
    return db.session.scalars(
        select(Contact).where(
            Contact.state == state, Contact.email == email, Contact.ended_at.is_(None)
        )
    ).all()


def everything() -> Sequence[Contact]:
    """List all contacts that are on record, by State."""
    return db.session.scalars(
        select(Contact).where(_on_record()).order_by(Contact.state, Contact.id)
    ).all()


def waiting() -> Sequence[Contact]:
    """List what waits for a second administrator, the oldest first: new, changed, to be ended."""
    proposed = Contact.confirmed_at.is_(None) | Contact.ending_at.is_not(None)
    return db.session.scalars(
        select(Contact).where(Contact.ended_at.is_(None), proposed).order_by(Contact.id)
    ).all()


def change_of(contact_id: int) -> Contact | None:
    """Return the change of a contact that waits for a second administrator, if there is one."""
    return db.session.scalar(
        select(Contact).where(
            Contact.replaces_id == contact_id,
            Contact.confirmed_at.is_(None),
            Contact.ended_at.is_(None),
        )
    )


def contact(contact_id: int | None) -> Contact | None:
    """Return a contact, on record or not."""
    return db.session.get(Contact, contact_id) if contact_id else None


def today(contact_id: int) -> Contact | None:
    """Return the contact that an entry has become by changes, if it is on record."""
    found = contact(contact_id)
    while found is not None and found.ended_at is not None:
        found = db.session.scalar(
            select(Contact).where(
                Contact.replaces_id == found.id, Contact.confirmed_at.is_not(None)
            )
        )
    return found if found is not None and found.confirmed_at is not None else None


def objections(version_id: int) -> Sequence[Objection]:
    """List the objections to a version, the first one first."""
    return db.session.scalars(
        select(Objection).where(Objection.version_id == version_id).order_by(Objection.id)
    ).all()


def round_of(version: PledgeVersion) -> int:
    """Count how often a doubt about a version was settled: in each round one may object once."""
    resumed = db.session.scalars(
        select(Entry.facts).where(
            Entry.subject == f"pledge:{version.pledge_id}", Entry.event == "pledge.resumed"
        )
    )
    return sum(facts["version"] == version.id for facts in resumed)


def until(version: PledgeVersion, state: str | None = None) -> datetime | None:
    """Return when the time to object ends: 24 hours from the last publication; None: not public.

    :param state: for a partner of a joint pledge it begins again when that State joins.
    """
    published = version.deposited_at or version.announced_at
    if published is None:
        return None
    joined = [
        partner.confirmed_at
        for partner in joined_partners(version.pledge)
        if partner.state == state and partner.confirmed_at
    ]
    return max([published, *joined]) + WINDOW


def openness(contact: Contact, version: PledgeVersion, *, at: datetime) -> datetime:
    """Return until when a contact may object to a version.

    :raises Refused: objection.early, objection.late, objection.over, objection.made
    """
    ends = until(version, contact.state)
    if has_objected(contact, version):
        raise Refused("objection.made")
    if version.standing in workflow.OPEN:
        raise Refused("objection.early")
    counts = contact.state in counted_states(version.pledge)
    if version.standing not in workflow.LIVE or ends is None or not counts:
        raise Refused("objection.over")
    if at >= ends:
        raise Refused("objection.late")
    return ends


def has_objected(contact: Contact, version: PledgeVersion) -> bool:
    """Say whether a contact has objected to a version since the doubt was last settled."""
    found = db.session.scalar(
        select(func.count(Objection.id)).where(
            Objection.version_id == version.id,
            Objection.contact_id == contact.id,
            Objection.round == round_of(version),
        )
    )
    return bool(found)
