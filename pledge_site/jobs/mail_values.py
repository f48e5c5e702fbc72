"""What the words of each mail are filled with: names, links, dates, in a reader's language.

The same values serve the notice on a person's own pages. What most mails share is in `telling.py`,
what is about contacts of States in `contact_values.py`.
"""

from collections.abc import Callable

from flask_babel import gettext

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts.links import invitation_link
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.contacts import queries as contacts
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.jobs import contact_values, safeguarding_values, workshop_values
from pledge_site.jobs import telling as told
from pledge_site.jobs.rendering import day, moment
from pledge_site.jobs.telling import NobodyThere, Telling, Values

__all__ = ["NobodyThere", "Telling", "values_of"]


def values_of(telling: Telling) -> Values:
    """Return what a mail's templates need, its reader's address among it.

    :raises NobodyThere: the account is closed, the invitation used, taken back or over.
    """
    return _VALUES[telling.mail.template](telling)


def _invitation(telling: Telling) -> Values:
    invitation = db.session.get(Invitation, telling.number)
    if invitation is None:
        raise NobodyThere("invitation.closed")
    over = invitation.expires_at is None or invitation.expires_at <= telling.at
    if invitation.used_at or invitation.revoked_at or over:
        telling.give_up("invitation.closed")
    state = states.find(invitation.state or "")
    until = invitation.expires_at
    return {
        "address": invitation.email,
        "name": invitation.name,
        "role": gettext(ROLES[invitation.role]),
        "state_name": state.name(telling.language) if state else "",
        "link": invitation_link(invitation, telling.settings.public_base_url, telling.keys),
        "expires_at": moment(until, telling.language) if until else "",
    }


def _confirmation_due(telling: Telling) -> Values:
    invitation = db.session.get(Invitation, telling.number)
    if invitation is None or invitation.confirmed_at or invitation.revoked_at:
        telling.give_up("invitation.closed")
    role = ROLES[telling.mail.facts["role"]]
    link = telling.page("secretariat/people/")
    return {**told.person(telling), "role": gettext(role), "link": link}


def _account(telling: Telling) -> Values:
    when = moment(telling.mail.created_at, telling.language)
    return {**told.person(telling), "when": when, "link": telling.page("account/")}


def _mail_failed(telling: Telling) -> Values:
    return {**told.person(telling), "link": telling.page("secretariat/mails/")}


def _about_pledge(place: str) -> Callable[[Telling], Values]:
    """Make the values of mails about a pledge whose link leads to a place, such as ``portal/``."""

    def values(telling: Telling) -> Values:
        found = told.pledge(telling)
        version = telling.mail.facts.get("version")
        link = telling.page(place.format(reference=found["reference"], version=version))
        return {**told.person(telling), **found, "link": link}

    return values


def _partner(telling: Telling) -> Values:
    facts, code = telling.mail.facts, telling.language
    version = db.session.get(PledgeVersion, facts.get("version"))
    partner = states.find(facts["state"])
    drafter = states.find(version.pledge.state) if version else None
    return {
        **_JOINT(telling),
        "partner_name": partner.name(code) if partner else "",
        "drafter_name": drafter.name(code) if drafter else "",
    }


def _edited(telling: Telling) -> Values:
    who = db.session.get(User, telling.mail.facts.get("by"))
    return {**_VERSION(telling), "who": who.name if who else ""}


def _deadline(telling: Telling) -> Values:
    version = db.session.get(PledgeVersion, telling.mail.facts.get("version"))
    if version is None:
        raise NobodyThere("pledge.moved_on")
    if version.standing not in ("draft", "changes_asked"):
        telling.give_up("pledge.moved_on")
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


_PORTAL = _about_pledge("portal/")
_VERSION = _about_pledge("portal/versions/{version}/")
_QUEUE = _about_pledge("secretariat/")
_CASE = _about_pledge("secretariat/cases/{version}/")
_PAGE = _about_pledge("pledges/{reference}/")
_JOINT = _about_pledge("portal/joint/")
_VALUES: dict[str, Callable[[Telling], Values]] = {
    "invitation": _invitation,
    "confirmation_due": _confirmation_due,
    "password_changed": _account,
    "second_factor_replaced": _account,
    "receipt": _PORTAL,
    "submitted": _QUEUE,
    "contact_submitted": contact_values.to_contact,
    "colleague_edited": _edited,
    "letter_sent": _QUEUE,
    "changes_asked": _PORTAL,
    "announced": _PAGE,
    "deposited": _PAGE,
    "contact_published": contact_values.to_contact,
    "objection": _objection,
    "held": _PAGE,
    "contact_held": contact_values.to_contact,
    "resumed": _PAGE,
    "translated": _PAGE,
    "contact_resumed": contact_values.to_contact,
    "withdrawn": _PAGE,
    "withdrawal_refused": _PORTAL,
    "recalled": _CASE,
    "declined": _PORTAL,
    "deadline": _deadline,
    "proposal_waiting": _QUEUE,
    "partner_asked": _partner,
    "partner_answered": _partner,
    "partner_settled": _partner,
    "mail_failed": _mail_failed,
    "contact_waiting": contact_values.waiting,
    "words_withdrawn": workshop_values.withdrawn,
    "text_published": workshop_values.published,
    "consent_ended": workshop_values.withdrawn,
    "safeguarding_waiting": safeguarding_values.waiting,
    "safeguarding_late": safeguarding_values.waiting,
    "contact_changed": contact_values.to_former,
}
