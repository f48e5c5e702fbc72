"""How two administrators keep the file of contacts: one proposes, another confirms. No commits.

New, changed or ended: one alone could otherwise set the number that is called back, or silence an
office that would object. Objecting is in `service.py`.
"""

from collections.abc import Mapping
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain import states
from pledge_site.domain.accounts import offers
from pledge_site.domain.accounts.actors import Actor, only_administrator
from pledge_site.domain.contacts import queries
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

FIELDS = ("state", "office", "email", "phone", "language")
LONGEST = {"office": 200, "phone": 40}


def propose(
    values: Mapping[str, str], *, actor: Actor, at: datetime, replaces: int | None = None
) -> Contact:
    """Propose a contact of a State, or what one on record is to become.

    :param values: `FIELDS`, as they were typed; the State of a change stays what it is.
    :raises Invalid: what is wrong, by field.
    :raises NotFound: no such contact to replace.
    :raises Refused: permission.missing, contact.ended, contact.waiting, contact.unchanged
    """
    only_administrator(actor)
    before = _on_record(replaces) if replaces is not None else None
    tidy = {field: text.clean(values.get(field, "")) for field in FIELDS}
    if before is not None:
        tidy["state"] = before.state
    found = _faults(tidy)
    tidy["email"] = offers.normalise(tidy["email"]) or tidy["email"]
    if any(each is not before for each in queries.at_address(tidy["state"], tidy["email"])):
        found["email"] = ["contact.exists"]
    if found:
        raise Invalid(found)
    if before is not None and all(getattr(before, field) == tidy[field] for field in FIELDS):
        raise Refused("contact.unchanged")
    contact = Contact(**tidy, replaces_id=replaces, added_by=actor.user_id, added_at=at)
    db.session.add(contact)
    db.session.flush()
    _record("contact.proposed", contact, actor, at)
    return contact


def propose_end(contact_id: int, *, actor: Actor, at: datetime) -> Contact:
    """Propose to take a contact off the record.

    :raises NotFound: no such contact.
    :raises Refused: permission.missing, contact.ended, contact.waiting
    """
    only_administrator(actor)
    contact = _on_record(contact_id)
    contact.ending_by, contact.ending_at = actor.user_id, at
    _record("contact.end_proposed", contact, actor, at)
    return contact


def settle(contact_id: int, *, confirm: bool, actor: Actor, at: datetime) -> Contact:
    """Confirm what another administrator proposed about a contact; or refuse it, one's own too.

    :raises NotFound: no such contact.
    :raises Refused: permission.missing, contact.own, contact.settled
    """
    only_administrator(actor)
    contact = _locked(contact_id)
    if contact.ended_at is not None:
        raise Refused("contact.settled")
    proposed_by = contact.added_by if contact.confirmed_at is None else contact.ending_by
    if proposed_by is None:
        raise Refused("contact.settled")
    if confirm and proposed_by == actor.user_id:
        raise Refused("contact.own")
    if contact.confirmed_at is None:
        _settle_entry(contact, confirm, actor, at)
    else:
        _settle_end(contact, confirm, actor, at)
    return contact


def _settle_entry(contact: Contact, confirm: bool, actor: Actor, at: datetime) -> None:
    if not confirm:
        contact.ended_by, contact.ended_at = actor.user_id, at
        _record("contact.refused", contact, actor, at)
        return
    if contact.replaces_id is not None:
        before = _locked(contact.replaces_id)
        if before.ended_at is not None:
            raise Refused("contact.settled")
        before.ending_by, before.ending_at = contact.added_by, contact.added_at
        before.ended_by, before.ended_at = actor.user_id, at
    contact.confirmed_by, contact.confirmed_at = actor.user_id, at
    _record("contact.added", contact, actor, at)


def _settle_end(contact: Contact, confirm: bool, actor: Actor, at: datetime) -> None:
    if confirm:
        contact.ended_by, contact.ended_at = actor.user_id, at
    else:
        contact.ending_by = contact.ending_at = None
    _record("contact.ended" if confirm else "contact.kept", contact, actor, at)


def _locked(contact_id: int) -> Contact:
    contact = db.session.get(Contact, contact_id, with_for_update=True, populate_existing=True)
    if contact is None:
        raise NotFound()
    return contact


def _on_record(contact_id: int) -> Contact:
    contact = _locked(contact_id)
    if contact.ended_at is not None:
        raise Refused("contact.ended")
    if (
        contact.confirmed_at is None
        or contact.ending_at is not None
        or queries.change_of(contact.id) is not None
    ):
        raise Refused("contact.waiting")
    return contact


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
    facts = {"state": contact.state}
    if contact.replaces_id is not None and event in ("contact.proposed", "contact.added"):
        facts["replaces"] = str(contact.replaces_id)
    record(event, at=at, actor=actor.user_id, subject=f"contact:{contact.id}", facts=facts)
