"""Joint pledges after publication: who joins later, who leaves, whose word an amendment needs."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pledge_site.db import db, write
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.models import Partner
from pledge_site.domain.pledges.partners import joint, partnership
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.pledges.reviewing import settlement
from pledge_site.kernel.refusals import Invalid
from tests import making
from tests.domain.pledges import joint_making
from tests.domain.pledges.joint_making import amendment, confirm, part, pledge_of, refused
from tests.domain.pledges.making import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def ghana(app):
    making.campaign()
    return making.focal_point("GHA")


@pytest.fixture
def kenya(ghana):
    return making.focal_point("KEN")


@pytest.fixture
def peru(ghana):
    return making.focal_point("PER")


def events(name):
    return db.session.scalar(select(func.count()).where(Entry.event == name))


def test_who_answers_after_publication_joins_by_a_second_hand(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, asked=("PER",))
    assert confirm(peru, version_id, at=LATER) is False
    assert confirm(peru, version_id, at=LATER) is False
    assert events("proposal.made") == 1
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN"}
    joint_making.settle("PER", version_id, at=LATER)
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN", "PER"}
    assert part(version_id, "PER").confirmed_at == LATER
    assert events("partner.joined") == 1


def test_nobody_joins_words_that_change_at_the_moment(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, asked=("PER",))
    confirm(peru, version_id)
    amended = amendment(ghana, version_id)
    confirm(kenya, amended)
    joint_making.submit(ghana, amended)
    refused("joint.amending", joint_making.settle, "PER", version_id)


def test_an_amendment_needs_the_word_of_all_that_have_joined(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, peru)
    amended = amendment(ghana, version_id)
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN", "PER"}
    confirm(kenya, amended)
    with pytest.raises(Invalid):
        joint_making.submit(ghana, amended)
    joint_making.leave(peru, version_id, at=LATER)
    joint_making.submit(ghana, amended)
    joint_making.publish(amended, at=LATER)
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN"}
    assert pledge_of(version_id).reference == "GP-SID27-J1"


def test_leaving_takes_a_reason_and_two_people(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, peru)
    pledge_id = pledge_of(version_id).id
    with pytest.raises(Invalid), write():
        partnership.ask_to_leave(peru, pledge_id, reason="", at=LATER)
    refused("joint.has_joined", partnership.decline, peru, pledge_id, at=LATER)
    refused("joint.has_joined", joint.take_off, ghana, version_id, "PER", at=LATER)
    with write():
        asked = partnership.ask_to_leave(peru, pledge_id, reason="A new law.", at=LATER).id
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN", "PER"}
    turned = making.change_role(peru, "reviewer")
    refused("proposal.own", settlement.settle, turned, asked, confirm=True, at=LATER)
    joint_making.settle("PER", version_id, at=LATER)
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN"}
    assert events("partner.left") == 1
    refused("joint.left", joint.ask, ghana, version_id, "PER", at=LATER)


def test_who_left_sees_no_later_draft(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, peru)
    joint_making.leave(peru, version_id)
    amendment(ghana, version_id)
    offered = partnership.offered(*partnership.pledge_for(peru, pledge_of(version_id).id))
    assert offered.id == version_id


def test_taking_a_partner_off_ends_what_it_asked_for(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, asked=("PER",))
    confirm(peru, version_id)
    with write():
        joint.take_off(ghana, version_id, "PER", at=NOW)
    assert partnership.waiting(pledge_of(version_id), "PER") is None
    assert db.session.scalar(select(func.count()).where(Partner.state == "PER")) == 0


def test_the_ledger_vouches_for_who_has_joined(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, asked=("PER", "TGO"))
    confirm(peru, version_id)
    joint_making.settle("PER", version_id)
    joint_making.leave(peru, version_id)
    amendment(ghana, version_id)
    draft = joint_making.draft(ghana, "KEN")
    confirm(kenya, draft)
    joint_making.rewrite(ghana, draft, "Other words.")
    assert verify_contents() is None
    with write():
        part(version_id, "TGO").confirmed_at = LATER
    assert verify_contents().state == "TGO"
