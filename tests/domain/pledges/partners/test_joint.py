"""Joint pledges: who is asked, who confirms which words, who counts, who leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pledge_site.db import db, write
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.models import Pledge
from pledge_site.domain.pledges.partners import joint, partnership
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests import making
from tests.domain.pledges import joint_making
from tests.domain.pledges.joint_making import confirm, part, pledge_of, refused
from tests.domain.pledges.making import MESSAGE, NOW

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


def test_it_counts_for_those_that_have_confirmed(ghana, kenya, peru):
    version_id = joint_making.deposited(ghana, kenya, asked=("PER",))
    pledge = pledge_of(version_id)
    assert pledge.reference == "GP-SID27-J1"
    assert counted_states(pledge) == {"GHA", "KEN"}


def test_it_stands_beside_the_own_pledge_and_others(ghana, kenya):
    own = making.deposited("GHA", by=ghana)
    first = joint_making.deposited(ghana, kenya)
    second = joint_making.deposited(kenya, ghana)
    names = [making.version(ghana, own).pledge.reference]
    names += [pledge_of(each).reference for each in (first, second)]
    assert names == ["GP-SID27-GHA", "GP-SID27-J1", "GP-SID27-J2"]


def test_a_beginning_sent_twice_begins_one(ghana):
    for _ in range(2):
        with write():
            joint.begin(ghana, making.campaign_id(), at=NOW)
    assert db.session.scalar(select(func.count()).select_from(Pledge)) == 1


def test_it_needs_one_confirmation_to_be_submitted(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN", "PER")
    with pytest.raises(Invalid) as found:
        joint_making.submit(ghana, version_id)
    assert found.value.faults == {"partners": ["partners.missing"]}
    confirm(kenya, version_id)
    joint_making.submit(ghana, version_id)
    assert making.version(ghana, version_id).standing == "submitted"


def test_only_who_was_asked_sees_it(ghana, kenya, peru):
    version_id = joint_making.draft(ghana, "KEN")
    pledge_id = pledge_of(version_id).id
    assert partnership.pledge_for(kenya, pledge_id)
    with pytest.raises(NotFound):
        partnership.pledge_for(peru, pledge_id)
    with write():
        joint.take_off(ghana, version_id, "KEN", at=NOW)
    with pytest.raises(NotFound):
        partnership.pledge_for(kenya, pledge_id)


def test_only_the_drafter_writes(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    confirm(kenya, version_id)
    for act in (
        lambda: joint.ask(kenya, version_id, "PER", at=NOW),
        lambda: joint.take_off(kenya, version_id, "KEN", at=NOW),
        lambda: joint_making.rewrite(kenya, version_id, "Other words."),
        lambda: submission.cancel(kenya, version_id, at=NOW),
    ):
        with pytest.raises(NotFound), write():
            act()


@pytest.mark.parametrize("state", ["GHA", "XXX", ""])
def test_only_another_state_can_be_asked(ghana, state):
    version_id = joint_making.draft(ghana)
    with pytest.raises(Invalid), write():
        joint.ask(ghana, version_id, state, at=NOW)


def test_an_own_pledge_has_no_partners(ghana):
    version_id = making.draft(ghana, making.campaign_id())
    with pytest.raises(NotFound), write():
        joint.ask(ghana, version_id, "KEN", at=NOW)


def test_other_words_need_another_confirmation(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    confirm(kenya, version_id)
    joint_making.rewrite(ghana, version_id, MESSAGE["message"])
    assert part(version_id, "KEN").confirmed_hash, "the same words saved again"
    joint_making.rewrite(ghana, version_id, "Other words.")
    gone = part(version_id, "KEN")
    assert (gone.confirmed_at, gone.confirmed_by, gone.confirmed_hash) == (None, None, None)
    assert events("partner.reset") == 1
    confirm(kenya, version_id)
    joint_making.submit(ghana, version_id)


def test_words_that_were_not_read_cannot_be_confirmed(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    seen = pledge_of(version_id).id
    refused("joint.changed", partnership.confirm, kenya, seen, seen="0" * 64, at=NOW)


def test_what_is_not_finished_cannot_be_confirmed(ghana, kenya):
    with write():
        version_id = joint.begin(ghana, making.campaign_id(), at=NOW).id
        joint.ask(ghana, version_id, "KEN", at=NOW)
    with pytest.raises(Refused) as found:
        confirm(kenya, version_id)
    assert found.value.code == "joint.unfinished"


def test_the_words_stand_still_while_they_are_reviewed(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    confirm(kenya, version_id)
    joint_making.submit(ghana, version_id)
    refused("joint.handed_in", joint_making.rewrite, ghana, version_id, "Other words.")
    refused("joint.handed_in", joint.take_off, ghana, version_id, "KEN", at=NOW)
    with write():
        review.ask_changes(making.person("reviewer"), version_id, {"message": "When?"}, at=NOW)
    joint_making.rewrite(ghana, version_id, "Other words.")
    with pytest.raises(Invalid):
        joint_making.submit(ghana, version_id)


def test_it_is_not_published_for_one_state_alone(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    confirm(kenya, version_id)
    joint_making.submit(ghana, version_id)
    with write():
        partnership.decline(kenya, pledge_of(version_id).id, at=NOW)
    refused("joint.unconfirmed", joint_making.publish, version_id)
    confirm(kenya, version_id)
    with write():
        review.deposit(making.person("reviewer"), version_id, at=NOW)
    assert counted_states(pledge_of(version_id)) == {"GHA", "KEN"}


def test_who_confirmed_has_a_hand_in_it(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    confirm(kenya, version_id)
    joint_making.submit(ghana, version_id)
    reviewer = making.change_role(kenya, "reviewer")
    refused("pledge.four_eyes", review.check, reviewer, version_id, at=NOW)


def test_nothing_is_offered_of_a_draft_that_was_given_up(ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    with write():
        submission.cancel(ghana, version_id, at=NOW)
    with pytest.raises(NotFound):
        partnership.offered(*partnership.pledge_for(kenya, pledge_of(version_id).id))
    refused("pledge.not_now", joint.ask, ghana, version_id, "PER", at=NOW)
