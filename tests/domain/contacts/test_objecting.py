"""Contacts on record, and an objection within 24 hours of publication."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.contacts import links, queries, service
from pledge_site.domain.contacts.models import Objection
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.models import Partner, PledgeVersion
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests import making
from tests.domain.contacts.making import contact_of, ended, proposed
from tests.making import NOW, campaign, person

KEYS = Keys("a secret that only the tests know about", "another")
HOURS = timedelta(hours=1)


def object_(contact, version, *, at=NOW, reason="", keys=KEYS):
    with write():
        return service.make_objection(
            links.token_of(contact, version, keys), reason=reason, keys=KEYS, at=at
        )


def refusal(*args, **more):
    with pytest.raises(Refused) as found:
        object_(*args, **more)
    return found.value.code


@pytest.fixture
def case(app):
    campaign()
    return contact_of("GHA"), making.deposited("GHA")


def test_an_objection_puts_the_pledge_on_hold_at_once(case):
    contact, version = case
    object_(contact, version, at=NOW + 23 * HOURS, reason="We know nothing of this")
    held = db.session.get_one(PledgeVersion, version)
    assert (held.standing, held.held_from) == ("on_hold", "deposited")
    last = db.session.scalars(select(Entry).order_by(Entry.seq.desc()).limit(2)).all()
    assert [each.event for each in last] == ["objection.made", "pledge.held"]
    assert all(each.actor_id is None and each.facts["contact"] == contact for each in last)
    assert "know nothing" not in str([each.facts for each in last])


def test_the_time_to_object_ends_after_24_hours_to_the_second(case):
    contact, version = case
    assert refusal(contact, version, at=NOW + 24 * HOURS) == "objection.late"
    object_(contact, version, at=NOW + 24 * HOURS - timedelta(seconds=1))


def test_it_is_taken_once(case):
    contact, version = case
    object_(contact, version)
    assert refusal(contact, version) == "objection.made"
    assert len(db.session.scalars(select(Objection)).all()) == 1


def test_a_second_contact_is_heard_while_it_is_held(case):
    contact, version = case
    other = contact_of("GHA", email="ministry@example.org")
    object_(contact, version)
    object_(other, version)
    assert db.session.get_one(PledgeVersion, version).held_from == "deposited"
    assert len(queries.objections(version)) == 2


def test_nobody_objects_to_what_is_not_public(app):
    campaign()
    contact, version = contact_of("GHA"), making.submitted("GHA")
    assert refusal(contact, version) == "objection.early"


def test_nobody_objects_to_what_is_over(case):
    contact, version = case
    official = making.focal_point("GHA")
    with write():
        proposal = making.ask_withdrawal(official, version).id
    with write():
        settlement.settle(person("reviewer"), proposal, confirm=True, at=NOW)
    assert refusal(contact, version) == "objection.over"


def test_the_deposit_of_an_announced_pledge_opens_the_time_again(app):
    campaign()
    official = making.focal_point("GHA")
    contact, version = contact_of("GHA"), making.announced("GHA", by=official)
    making.stored_letter(official, version)
    later = NOW + 48 * HOURS
    with write():
        review.deposit(person("reviewer"), version, at=later)
    object_(contact, version, at=later + 23 * HOURS)


def test_links_of_others_and_of_those_who_left_open_nothing(case):
    contact, version = case
    stranger = Keys("another secret altogether, of someone else", "x")
    with pytest.raises(NotFound):
        object_(contact, version, keys=stranger)
    ended(contact)
    with pytest.raises(NotFound):
        object_(contact, version)


def test_a_reason_that_cannot_be_shown_is_refused(case):
    with pytest.raises(Invalid):
        object_(*case, reason="\x00")
    assert db.session.scalars(select(Objection)).all() == []


def resumed(version):
    with write():
        proposal = review.propose(person("reviewer"), version, "resume", reason="Settled", at=NOW)
    with write():
        settlement.settle(person("reviewer"), proposal.id, confirm=True, at=NOW)


def test_once_the_doubt_was_settled_one_may_object_again(case):
    contact, version = case
    object_(contact, version)
    resumed(version)
    assert db.session.get_one(PledgeVersion, version).standing == "deposited"
    object_(contact, version, at=NOW + HOURS)
    assert db.session.get_one(PledgeVersion, version).standing == "on_hold"
    assert refusal(contact, version) == "objection.made"
    assert [each.round for each in queries.objections(version)] == [0, 1]


def test_a_changed_contact_keeps_the_links_that_it_was_sent(case):
    contact, version = case
    changed = contact_of("GHA", replaces=contact, email="new@example.org")
    assert object_(contact, version).contact_id == changed


def test_a_proposed_contact_cannot_object(case):
    contact = proposed("GHA", email="other@example.org")
    with pytest.raises(NotFound):
        object_(contact, case[1])


def test_a_contact_of_another_state_has_nothing_to_object_to(case):
    assert refusal(contact_of("FRA"), case[1]) == "objection.over"


def test_a_partner_of_a_joint_pledge_has_a_day_from_joining(case):
    version = case[1]
    later = NOW + 30 * HOURS
    with write():
        joined = db.session.get_one(PledgeVersion, version).pledge
        joined.partners.append(Partner(state="FRA", asked_at=NOW, confirmed_at=later))
    assert refusal(case[0], version, at=later) == "objection.late"
    object_(contact_of("FRA"), version, at=later + HOURS)
    assert db.session.get_one(PledgeVersion, version).standing == "on_hold"
