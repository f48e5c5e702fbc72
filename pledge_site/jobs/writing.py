"""Puts a mail that is due into words: in its reader's language, from ``templates/emails/``.

Who gets which mail is in `domain/notices`. Links are made from PUBLIC_BASE_URL. No
words of a pledge, and no notes on one, stand in a mail.
"""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.links import invitation_link
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.accounts.queries import may_enter
from pledge_site.domain.accounts.roles import ROLES
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.campaigns.queries import is_demonstration
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.jobs.rendering import moment, render
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.outlets.mail import sender
from pledge_site.settings import Settings


class NobodyThere(Exception):
    """The mail has nobody to go to any more, or nothing to say."""


def compose(mail: Mail, *, at: datetime) -> EmailMessage:
    """Write a mail. The same mail has the same Message-ID and date each time.

    :raises NobodyThere: the account is closed, the invitation used, taken back or over.
    """
    settings: Settings = current_app.config["SETTINGS"]
    with force_locale(LANGUAGES[mail.language].locale):
        values = _VALUES[mail.template](mail, settings, at)
    subject = " ".join(_rendered(mail, "subject", values).split())
    body = _rendered(mail, "body", values)
    if is_demonstration():
        body += "\n\n" + render("emails/demonstration.txt", mail.language, {})
    message = EmailMessage()
    message["From"] = sender(settings.mail_url, settings.public_base_url)
    message["To"] = values["address"]
    message["Subject"] = subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body + "\n")
    message["Content-Language"] = mail.language
    return message


def _rendered(mail: Mail, part: str, values: dict[str, Any]) -> str:
    return render(f"emails/{mail.template}/{part}.txt", mail.language, values)


def _invitation(mail: Mail, settings: Settings, at: datetime) -> dict[str, Any]:
    invitation = db.session.get(Invitation, _number(mail.facts["subject"]))
    if (
        invitation is None
        or invitation.used_at
        or invitation.revoked_at
        or invitation.expires_at is None
        or invitation.expires_at <= at
    ):
        raise NobodyThere("invitation.closed")
    state = states.find(invitation.state or "")
    keys = Keys(settings.secret_key, settings.second_factor_key)
    return {
        "address": invitation.email,
        "name": invitation.name,
        "role": gettext(ROLES[invitation.role]),
        "state_name": state.name(mail.language) if state else "",
        "link": invitation_link(invitation, settings.public_base_url, keys),
        "expires_at": moment(invitation.expires_at, mail.language),
    }


def _confirmation_due(mail: Mail, settings: Settings, at: datetime) -> dict[str, Any]:
    invitation = db.session.get(Invitation, _number(mail.facts["subject"]))
    if invitation is None or invitation.confirmed_at or invitation.revoked_at:
        raise NobodyThere("invitation.closed")
    role = ROLES[mail.facts["role"]]
    return {
        **_person(mail, at),
        "role": gettext(role),
        "link": f"{settings.public_base_url}/{mail.language}/secretariat/people/",
    }


def _about_pledge(place: str) -> Callable[[Mail, Settings, datetime], dict[str, Any]]:
    """Make the writer of mails about a pledge whose link leads to a place, such as ``portal/``."""

    def values(mail: Mail, settings: Settings, at: datetime) -> dict[str, Any]:
        version = db.session.get(PledgeVersion, mail.facts.get("version"))
        campaign = version.pledge.campaign if version else _campaign(mail)
        state = states.find(mail.facts["state"])
        if campaign is None or state is None:
            raise NobodyThere("pledge.gone")
        reference = (version.pledge.reference or "") if version else ""
        return {
            **_person(mail, at),
            "state_name": state.name(mail.language),
            "campaign_title": campaign.titles[mail.language],
            "reference": reference,
            "receipt": (version.receipt or "") if version else "",
            "link": f"{settings.public_base_url}/{mail.language}/"
            + place.format(reference=reference),
        }

    return values


def _campaign(mail: Mail) -> Campaign | None:
    return db.session.get(Campaign, mail.facts.get("campaign_id"))


def _person(mail: Mail, at: datetime) -> dict[str, Any]:
    person = db.session.get(User, mail.user_id)
    if person is None or not may_enter(person, at):
        raise NobodyThere("account.closed")
    return {"address": person.email, "name": person.name}


def _number(subject: str) -> int:
    return int(subject.partition(":")[2])


_PORTAL = _about_pledge("portal/")
_QUEUE = _about_pledge("secretariat/")
_PAGE = _about_pledge("pledges/{reference}/")
_VALUES: dict[str, Callable[[Mail, Settings, datetime], dict[str, Any]]] = {
    "invitation": _invitation,
    "confirmation_due": _confirmation_due,
    "receipt": _PORTAL,
    "submitted": _QUEUE,
    "letter_sent": _QUEUE,
    "changes_asked": _PORTAL,
    "announced": _PAGE,
    "deposited": _PAGE,
    "held": _PAGE,
    "resumed": _PAGE,
    "withdrawn": _PAGE,
    "declined": _PORTAL,
    "proposal_waiting": _QUEUE,
}
