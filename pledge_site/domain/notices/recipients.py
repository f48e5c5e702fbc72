"""Finds the people of an audience, as they are at a moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from pledge_site.db import db
from pledge_site.domain.accounts.models import Grant, Invitation, User
from pledge_site.domain.accounts.queries import live_grants, may_enter
from pledge_site.domain.accounts.roles import (
    ADMINISTRATOR,
    FOCAL_POINT,
    REVIEWER,
    SAFEGUARDING_OFFICER,
)
from pledge_site.domain.contacts import queries as contacts
from pledge_site.domain.notices.rules import Audience
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.texts.models import TextVersion
from pledge_site.domain.workshops.models import Contribution, Workshop


class Occasion(NamedTuple):
    """What happened, as far as it decides who is told."""

    subject: str
    actor_id: int | None
    facts: Mapping[str, Any]
    at: datetime


class Recipient(NamedTuple):
    """Somebody with an account; or the guest of an invitation or a contact of a State (None)."""

    user_id: int | None
    language: str
    contact_id: int | None = None


def find(audience: Audience, occasion: Occasion) -> list[Recipient]:
    """Return who belongs to an audience now; nobody twice, nobody whose account is closed."""
    return _FINDERS[audience](occasion)


def holders(role: str, at: datetime, *, state: str | None = None) -> list[User]:
    """Return the people who hold a role at a moment, by id."""
    people = db.session.scalars(
        select(User)
        .join(Grant, Grant.user_id == User.id)
        .where(Grant.role == role, Grant.ended_at.is_(None))
        .order_by(User.id)
        .options(selectinload(User.grants))
    ).unique()
    return [
        person
        for person in people
        if may_enter(person, at)
        and any(
            grant.role == role and (state is None or grant.state == state)
            for grant in live_grants(person, at)
        )
    ]


def _states(occasion: Occasion) -> list[str]:
    """Return the States that a pledge counts for: of a joint one all that have confirmed."""
    version = db.session.get(PledgeVersion, occasion.facts.get("version") or 0)
    return sorted(counted_states(version.pledge)) if version else [occasion.facts["state"]]


def _focal_points(occasion: Occasion) -> list[Recipient]:
    return [
        recipient
        for state in _states(occasion)
        for recipient in _listed(holders(FOCAL_POINT, occasion.at, state=state), but=None)
    ]


def _reviewers(occasion: Occasion) -> list[Recipient]:
    return _listed(holders(REVIEWER, occasion.at), but=occasion.actor_id)


def _administrators(occasion: Occasion) -> list[Recipient]:
    return _listed(holders(ADMINISTRATOR, occasion.at), but=occasion.actor_id)


def _safeguarding_officers(occasion: Occasion) -> list[Recipient]:
    return _listed(holders(SAFEGUARDING_OFFICER, occasion.at), but=occasion.actor_id)


def _guest(occasion: Occasion) -> list[Recipient]:
    invitation = db.session.get(Invitation, int(occasion.subject.partition(":")[2]))
    if invitation is None:
        return []
    return [Recipient(None, invitation.language)]


def _contacts(occasion: Occasion) -> list[Recipient]:
    return [
        Recipient(None, each.language, each.id)
        for state in _states(occasion)
        for each in contacts.of(state)
    ]


def _former_contact(occasion: Occasion) -> list[Recipient]:
    former = occasion.facts.get("replaces") or occasion.subject.partition(":")[2]
    contact = contacts.contact(int(former))
    return [Recipient(None, contact.language, contact.id)] if contact else []


def _colleagues(occasion: Occasion) -> list[Recipient]:
    people = holders(FOCAL_POINT, occasion.at, state=occasion.facts["state"])
    return _listed(people, but=occasion.actor_id)


def _drafters(occasion: Occasion) -> list[Recipient]:
    people = holders(FOCAL_POINT, occasion.at, state=occasion.facts["drafter"])
    return _listed(people, but=None)


def _partner_contacts(occasion: Occasion) -> list[Recipient]:
    found = contacts.of(occasion.facts["state"])
    return [Recipient(None, each.language, each.id) for each in found]


def _person(occasion: Occasion) -> list[Recipient]:
    person = db.session.get(User, int(occasion.subject.partition(":")[2]))
    return _listed([person] if person else [], but=None)


def _facilitator(occasion: Occasion) -> list[Recipient]:
    workshop = db.session.get(Workshop, int(occasion.subject.partition(":")[2]))
    person = db.session.get(User, workshop.recorded_by) if workshop else None
    return _listed([person] if person else [], but=occasion.actor_id)


def _facilitators_heard(occasion: Occasion) -> list[Recipient]:
    """Return whose groups said something that has a fate by now, of the campaign of a text."""
    version = db.session.get(TextVersion, int(occasion.subject.partition(":")[2]))
    if version is None or version.published_at is None:
        return []
    people = db.session.scalars(
        select(User)
        .where(
            User.id.in_(
                select(Workshop.recorded_by)
                .join(Contribution, Contribution.workshop_id == Workshop.id)
                .where(
                    Workshop.campaign_id == version.text.campaign_id,
                    Contribution.standing == "cleared",
                    Contribution.fated_at <= version.published_at,
                )
            )
        )
        .order_by(User.id)
        .options(selectinload(User.grants))
    )
    return _listed([each for each in people if may_enter(each, occasion.at)], but=None)


def _listed(people: list[User], *, but: int | None) -> list[Recipient]:
    return [Recipient(each.id, each.language) for each in people if each.id != but]


_FINDERS: dict[Audience, Callable[[Occasion], list[Recipient]]] = {
    Audience.FOCAL_POINTS: _focal_points,
    Audience.REVIEWERS: _reviewers,
    Audience.ADMINISTRATORS: _administrators,
    Audience.GUEST: _guest,
    Audience.CONTACTS: _contacts,
    Audience.FORMER_CONTACT: _former_contact,
    Audience.COLLEAGUES: _colleagues,
    Audience.DRAFTERS: _drafters,
    Audience.PARTNER_CONTACTS: _partner_contacts,
    Audience.FACILITATOR: _facilitator,
    Audience.PERSON: _person,
    Audience.FACILITATORS_HEARD: _facilitators_heard,
    Audience.SAFEGUARDING_OFFICERS: _safeguarding_officers,
}
