"""What administrators do with contacts of States, and what a contact may do: object. No commits.

How the link of an objection is made is in `links.py`.
"""

from collections.abc import Mapping
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts import offers
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.contacts import links, queries
from pledge_site.domain.contacts.models import Contact, Objection
from pledge_site.domain.ledger.service import record
from pledge_site.domain.pledges import versions, workflow
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

FIELDS = ("state", "office", "email", "phone", "language")
LONGEST = {"office": 200, "phone": 40}
LONGEST_REASON = 2_000


def add(values: Mapping[str, str], *, actor: Actor, at: datetime) -> Contact:
    """Put a contact of a State on record.

    :param values: `FIELDS`, as they were typed.
    :raises Invalid: what is wrong, by field.
    :raises Refused: permission.missing
    """
    only_administrator(actor)
    tidy = {field: text.clean(values.get(field, "")) for field in FIELDS}
    found = _faults(tidy)
    email = offers.normalise(tidy["email"])
    if email is not None and any(each.email == email for each in queries.of(tidy["state"])):
        found["email"] = ["contact.exists"]
    if found:
        raise Invalid(found)
    contact = Contact(**(tidy | {"email": email}), added_by=actor.user_id, added_at=at)
    db.session.add(contact)
    db.session.flush()
    _record("contact.added", contact, actor, at)
    return contact


def end(contact_id: int, *, actor: Actor, at: datetime) -> Contact:
    """Take a contact off the record: no more mails, and its links open nothing.

    :raises NotFound: no such contact.
    :raises Refused: permission.missing, contact.ended
    """
    only_administrator(actor)
    contact = db.session.get(Contact, contact_id, with_for_update=True, populate_existing=True)
    if contact is None:
        raise NotFound()
    if contact.ended_at is not None:
        raise Refused("contact.ended")
    contact.ended_at, contact.ended_by = at, actor.user_id
    _record("contact.ended", contact, actor, at)
    return contact


def make_objection(token: str, *, reason: str, keys: Keys, at: datetime) -> Objection:
    """Object to a published version: from this moment it is under verification.

    :raises NotFound: the link is not one of ours, or its contact is no longer on record.
    :raises Invalid: the reason can't be shown.
    :raises Refused: objection.early, objection.late, objection.over, objection.made
    """
    contact, version = links.find(token, keys)
    versions.locked(version.id)
    queries.openness(contact, version, at=at)
    reason = text.clean(reason)
    wrong = text.fault(reason) or ("too_long" if len(reason) > LONGEST_REASON else None)
    if wrong:
        raise Invalid({"reason": [wrong]})
    objection = Objection(version_id=version.id, contact_id=contact.id, reason=reason, made_at=at)
    db.session.add(objection)
    db.session.flush()
    said = versions.sealed(version, reason)
    if version.standing != workflow.ON_HOLD:
        version.held_from, version.hold_reason = version.standing, reason
        versions.advance(version, "hold", None, at=at, contact=contact.id, reason=said)
    record(
        "objection.made",
        at=at,
        actor=None,
        subject=f"pledge:{version.pledge_id}",
        facts={
            "campaign": version.pledge.campaign.slug,
            "state": version.pledge.state,
            "version": version.id,
            "contact": contact.id,
            "reason": said,
        },
    )
    return objection


def _faults(tidy: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if not states.exists(tidy["state"]):
        found["state"] = ["state.needed"]
    if not tidy["office"]:
        found["office"] = ["required"]
    if offers.normalise(tidy["email"]) is None:
        found["email"] = ["email.malformed"]
    if tidy["language"] not in CODES:
        found["language"] = ["choice.unknown"]
    for field, longest in LONGEST.items():
        wrong = offers.text_fault(tidy[field], longest)
        if wrong:
            found[field] = [wrong]
    return found


def _record(event: str, contact: Contact, actor: Actor, at: datetime) -> None:
    subject = f"contact:{contact.id}"
    facts = {"state": contact.state}
    record(event, at=at, actor=actor.user_id, subject=subject, facts=facts)
