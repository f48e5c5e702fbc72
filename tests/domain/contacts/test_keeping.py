"""The file of contacts: what one administrator proposes, another confirms."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pledge_site.db import db, write
from pledge_site.domain.contacts import keeping, queries
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.ledger.models import Entry
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.contacts.making import contact_of, ended, proposed, settled, typed
from tests.making import NOW, person


def refusal(call, *args, **more):
    with pytest.raises(Refused) as found, write():
        call(*args, at=NOW, **more)
    return found.value.code


def phones():
    return [each.phone for each in queries.of("GHA")]


def test_what_one_proposes_is_no_contact_until_another_confirms(app):
    contact = proposed("GHA")
    assert queries.of("GHA") == []
    settled(contact)
    assert [each.id for each in queries.of("GHA")] == [contact]
    assert queries.waiting() == []


def test_nobody_confirms_what_they_proposed(app):
    one = person("administrator")
    with write():
        contact = keeping.propose(typed("GHA"), actor=one, at=NOW).id
    assert refusal(keeping.settle, contact, confirm=True, actor=one) == "contact.own"
    with write():
        keeping.settle(contact, confirm=False, actor=one, at=NOW)
    assert refusal(keeping.settle, contact, confirm=True, actor=one) == "contact.settled"


def test_the_number_on_file_stays_until_the_change_is_confirmed(app):
    contact = contact_of("GHA")
    change = proposed("GHA", replaces=contact, phone="+00 an accomplice")
    assert phones() == ["+41 00 000 00 00"]
    settled(change, confirm=False)
    assert phones() == ["+41 00 000 00 00"]
    contact_of("GHA", replaces=contact, phone="+41 11 111 11 11")
    assert phones() == ["+41 11 111 11 11"]


def test_an_end_is_confirmed_by_another_too(app):
    contact, one = contact_of("GHA"), person("administrator")
    with write():
        keeping.propose_end(contact, actor=one, at=NOW)
    assert len(queries.of("GHA")) == 1
    assert refusal(keeping.settle, contact, confirm=True, actor=one) == "contact.own"
    settled(contact, confirm=False)
    assert len(queries.of("GHA")) == 1
    ended(contact)
    assert queries.of("GHA") == []


def test_one_thing_at_a_time_waits_about_a_contact(app):
    contact, one = contact_of("GHA"), person("administrator")
    proposed("GHA", replaces=contact, phone="1")
    assert refusal(keeping.propose_end, contact, actor=one) == "contact.waiting"
    again = {"actor": one, "replaces": contact}
    assert refusal(keeping.propose, typed("GHA", phone="2"), **again) == "contact.waiting"
    unchanged = {"actor": one, "replaces": contact_of("FRA")}
    assert refusal(keeping.propose, typed("FRA"), **unchanged) == "contact.unchanged"


@pytest.mark.parametrize("column", ["confirmed_by", "ended_by"])
def test_the_database_holds_the_two_apart(app, column):
    contact = contact_of("GHA") if column == "ended_by" else proposed("GHA")
    with write():
        row = db.session.get_one(Contact, contact)
        row.confirmed_at = NOW
        if column == "ended_by":
            row.ending_by, row.ended_at = row.added_by, NOW
        setattr(row, column, row.added_by)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_every_fault_of_a_contact_is_named(app):
    wrong = {"state": "XXX", "office": "", "email": "no", "phone": "1\n2", "language": "xx"}
    with pytest.raises(Invalid) as found:
        proposed(**wrong)
    assert set(found.value.faults) == set(wrong)
    proposed("GHA")
    with pytest.raises(Invalid):
        proposed("GHA")


@pytest.mark.parametrize("role", ["reviewer", "focal_point"])
def test_only_administrators_keep_the_file(app, role):
    contact, other = contact_of("GHA"), person(role, "GHA" if role == "focal_point" else None)
    assert refusal(keeping.propose, typed("FRA"), actor=other) == "permission.missing"
    assert refusal(keeping.propose_end, contact, actor=other) == "permission.missing"
    assert refusal(keeping.settle, contact, confirm=True, actor=other) == "permission.missing"
    with pytest.raises(NotFound), write():
        keeping.propose_end(987, actor=person("administrator"), at=NOW)


def test_each_step_is_in_the_ledger_without_names_or_numbers(app):
    contact = contact_of("GHA")
    contact_of("GHA", replaces=contact, phone="+41 22 222 22 22")
    rows = db.session.scalars(
        select(Entry).where(Entry.event.like("contact.%")).order_by(Entry.seq)
    ).all()
    assert [each.event for each in rows] == ["contact.proposed", "contact.added"] * 2
    assert rows[3].facts == {"state": "GHA", "replaces": str(contact)}
