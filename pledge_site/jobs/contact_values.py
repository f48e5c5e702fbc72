"""What mails about contacts of States are filled with: to an office, to administrators."""

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.contacts import queries as contacts
from pledge_site.domain.contacts.links import objection_link
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.jobs import telling as told
from pledge_site.jobs.rendering import moment
from pledge_site.jobs.telling import NobodyThere, Telling, Values


def to_contact(telling: Telling) -> Values:
    """Fill a mail to an office about a pledge of its State, with its link to object.

    :raises NobodyThere: the office is no longer on record, or the pledge is gone.
    """
    number = telling.mail.facts.get("to_contact", 0)
    contact = contacts.today(number)
    if contact is None and telling.looking:
        contact = contacts.contact(number)
    version = db.session.get(PledgeVersion, telling.mail.facts.get("version"))
    if contact is None:
        raise NobodyThere("contact.ended")
    if version is None:
        raise NobodyThere("pledge.gone")
    found = told.pledge(telling)
    until = contacts.until(version, contact.state)
    base = telling.settings.public_base_url
    return {
        **found,
        "address": contact.email,
        "name": contact.office,
        "page": telling.page(f"pledges/{found['reference']}/") if found["reference"] else "",
        "until": moment(until, telling.language) if until else "",
        "late": until is None or telling.at >= until,
        "link": objection_link(contact, version.id, base, telling.keys),
    }


def to_former(telling: Telling) -> Values:
    """Fill a mail to the address at which an office was on record before.

    :raises NobodyThere: there is no such contact.
    """
    contact = contacts.contact(telling.mail.facts.get("to_contact"))
    if contact is None:
        raise NobodyThere("contact.ended")
    return {
        **_state(contact, telling),
        "address": contact.email,
        "name": contact.office,
        "link": telling.page("contact/"),
    }


def waiting(telling: Telling) -> Values:
    """Fill a mail to administrators: something about a contact waits for a second of them.

    :raises NobodyThere: it was settled in the meantime.
    """
    contact = contacts.contact(telling.number)
    if contact is None:
        raise NobodyThere("contact.settled")
    if contact.ended_at is not None or (contact.confirmed_at and contact.ending_at is None):
        telling.give_up("contact.settled")
    link = telling.page("secretariat/contacts/")
    return {**told.person(telling), **_state(contact, telling), "link": link}


def _state(contact: Contact, telling: Telling) -> Values:
    state = states.find(contact.state)
    return {"state_name": state.name(telling.language) if state else contact.state}
