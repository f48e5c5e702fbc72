"""What the words of each mail are filled with: names, links, dates, in a reader's language.

The same values serve the notice on a person's own pages. No words of a pledge, and no notes on one,
are among them. Links are made from PUBLIC_BASE_URL.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from flask import current_app
from flask_babel import gettext

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.links import invitation_link
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.accounts.queries import may_enter
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.contacts import queries as contacts
from pledge_site.domain.contacts.links import objection_link
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.jobs.rendering import day, moment
from pledge_site.settings import Settings

Values = dict[str, Any]


class NobodyThere(Exception):
    """The mail has nobody to go to any more, or nothing to say."""


class Telling(NamedTuple):
    """A mail that is put into words: in which language, and when."""

    mail: Mail
    language: str
    at: datetime

    @property
    def settings(self) -> Settings:
        """The settings of the running program."""
        settings: Settings = current_app.config["SETTINGS"]
        return settings

    @property
    def keys(self) -> Keys:
        """The secrets that links are made with."""
        return Keys(self.settings.secret_key, self.settings.second_factor_key)

    def page(self, place: str) -> str:
        """Write the address of a page of this site."""
        return f"{self.settings.public_base_url}/{self.language}/{place}"


def values_of(telling: Telling) -> Values:
    """Return what a mail's templates need, its reader's address among it.

    :raises NobodyThere: the account is closed, the invitation used, taken back or over.
    """
    return _VALUES[telling.mail.template](telling)


def _invitation(telling: Telling) -> Values:
    invitation = db.session.get(Invitation, _number(telling.mail))
    if (
        invitation is None
        or invitation.used_at
        or invitation.revoked_at
        or invitation.expires_at is None
        or invitation.expires_at <= telling.at
    ):
        raise NobodyThere("invitation.closed")
    state = states.find(invitation.state or "")
    return {
        "address": invitation.email,
        "name": invitation.name,
        "role": gettext(ROLES[invitation.role]),
        "state_name": state.name(telling.language) if state else "",
        "link": invitation_link(invitation, telling.settings.public_base_url, telling.keys),
        "expires_at": moment(invitation.expires_at, telling.language),
    }


def _confirmation_due(telling: Telling) -> Values:
    invitation = db.session.get(Invitation, _number(telling.mail))
    if invitation is None or invitation.confirmed_at or invitation.revoked_at:
        raise NobodyThere("invitation.closed")
    role = ROLES[telling.mail.facts["role"]]
    link = telling.page("secretariat/people/")
    return {**_person(telling), "role": gettext(role), "link": link}


def _account(telling: Telling) -> Values:
    when = moment(telling.mail.created_at, telling.language)
    return {**_person(telling), "when": when, "link": telling.page("account/")}


def _about_pledge(place: str) -> Callable[[Telling], Values]:
    """Make the values of mails about a pledge whose link leads to a place, such as ``portal/``."""

    def values(telling: Telling) -> Values:
        found = _pledge(telling)
        version = telling.mail.facts.get("version")
        link = telling.page(place.format(reference=found["reference"], version=version))
        return {**_person(telling), **found, "link": link}

    return values


def _deadline(telling: Telling) -> Values:
    version = db.session.get(PledgeVersion, telling.mail.facts.get("version"))
    if version is None or version.standing not in ("draft", "changes_asked"):
        raise NobodyThere("pledge.moved_on")
    campaign = version.pledge.campaign
    return {
        **_PORTAL(telling),
        "days": telling.mail.facts.get("days", 1),
        "event_on": day(campaign.event_on, telling.language),
        "event_name": campaign.event_names[telling.language],
    }


def _objection(telling: Telling) -> Values:
    contact = contacts.contact(telling.mail.facts.get("contact"))
    return {**_CASE(telling), "office": contact.office if contact else ""}


def _to_contact(telling: Telling) -> Values:
    contact = contacts.contact(telling.mail.facts.get("to_contact"))
    if contact is None or contact.ended_at is not None:
        raise NobodyThere("contact.ended")
    version = db.session.get(PledgeVersion, telling.mail.facts.get("version"))
    if version is None:
        raise NobodyThere("pledge.gone")
    found = _pledge(telling)
    until = contacts.until(version)
    base = telling.settings.public_base_url
    return {
        **found,
        "address": contact.email,
        "name": contact.office,
        "page": telling.page(f"pledges/{found['reference']}/") if found["reference"] else "",
        "until": moment(until, telling.language) if until else "",
        "link": objection_link(contact, version.id, base, telling.keys),
    }


def _pledge(telling: Telling) -> Values:
    facts = telling.mail.facts
    version = db.session.get(PledgeVersion, facts.get("version"))
    campaign = (
        version.pledge.campaign if version else db.session.get(Campaign, facts.get("campaign_id"))
    )
    state = states.find(facts["state"])
    if campaign is None or state is None:
        raise NobodyThere("pledge.gone")
    return {
        "state_name": state.name(telling.language),
        "campaign_title": campaign.titles[telling.language],
        "reference": (version.pledge.reference or "") if version else "",
        "receipt": (version.receipt or "") if version else "",
    }


def _person(telling: Telling) -> Values:
    person = db.session.get(User, telling.mail.user_id)
    if person is None or not may_enter(person, telling.at):
        raise NobodyThere("account.closed")
    return {"address": person.email, "name": person.name}


def _number(mail: Mail) -> int:
    return int(mail.facts["subject"].partition(":")[2])


_PORTAL = _about_pledge("portal/")
_QUEUE = _about_pledge("secretariat/")
_CASE = _about_pledge("secretariat/cases/{version}/")
_PAGE = _about_pledge("pledges/{reference}/")
_VALUES: dict[str, Callable[[Telling], Values]] = {
    "invitation": _invitation,
    "confirmation_due": _confirmation_due,
    "password_changed": _account,
    "second_factor_replaced": _account,
    "receipt": _PORTAL,
    "submitted": _QUEUE,
    "contact_submitted": _to_contact,
    "colleague_edited": _PORTAL,
    "letter_sent": _QUEUE,
    "changes_asked": _PORTAL,
    "announced": _PAGE,
    "deposited": _PAGE,
    "contact_published": _to_contact,
    "objection": _objection,
    "held": _PAGE,
    "resumed": _PAGE,
    "withdrawn": _PAGE,
    "withdrawal_refused": _PAGE,
    "declined": _PORTAL,
    "deadline": _deadline,
    "proposal_waiting": _QUEUE,
}
