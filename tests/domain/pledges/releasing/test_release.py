"""Cleared for release: by whom, what undoes it, and how it comes out: hand, time, condition."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.pledges.releasing import clearing, release, running_order
from pledge_site.domain.pledges.releasing.clearing import Until
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Invalid, Refused
from tests import making
from tests.domain.pledges.clearing_making import (
    IN_SHOW,
    SOON,
    accepted,
    at,
    cleared,
    standings,
    version,
)
from tests.domain.pledges.histories import amend
from tests.domain.pledges.making import MESSAGE, NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def campaign(app):
    return making.campaign()


def code_of(act, *words, **more):
    with pytest.raises(Refused) as no, write():
        act(*words, **more)
    return no.value.code


def press(version_id, *, by=None, when=NOW):
    with write():
        return release.release(by or making.person("reviewer"), version_id, at=when)


def test_clearing_is_a_second_decision_and_publishes_nothing():
    before = making.person("reviewer")
    version_id = accepted("GHA", checker=before)
    assert code_of(clearing.clear, before, version_id, "deposit", IN_SHOW, at=NOW) == (
        "pledge.four_eyes"
    )
    with write():
        clearing.clear(making.person("reviewer"), version_id, "deposit", at(SOON), at=NOW)
    found = version(version_id)
    assert (found.standing, found.published_by, found.public_number) == ("accepted", None, None)
    assert found.pledge.reference is None
    assert [each.event for each in ledger.after(head() - 1)] == ["pledge.cleared"]


@pytest.mark.parametrize(
    ("action", "until", "faults"),
    [
        ("deposit", Until(), {"release_at": ["release.nothing"]}),
        ("deposit", Until(NOW), {"release_at": ["release.past"]}),
        ("bless", IN_SHOW, {"action": ["choice"]}),
    ],
)
def test_a_clearing_waits_for_something(action, until, faults):
    version_id = accepted("GHA")
    with pytest.raises(Invalid) as no, write():
        clearing.clear(making.person("reviewer"), version_id, action, until, at=NOW)
    assert no.value.faults == faults


def test_what_is_cleared_is_published_by_no_ordinary_button():
    version_id = cleared("GHA", at(SOON))
    for act in (review.announce, review.deposit):
        assert code_of(act, making.person("reviewer"), version_id, at=NOW) == "release.cleared"
    with write():
        clearing.recall(making.person("reviewer"), version_id, at=NOW)
    with write():
        review.deposit(making.person("reviewer"), version_id, at=NOW)
    assert standings(version_id) == ["deposited"]


def test_any_edit_undoes_it_and_the_ledger_says_so():
    version_id = cleared("GHA", Until(SOON, in_show=True))
    ghana = making.focal_point("GHA")
    edit = making.version(ghana, version_id).edit
    with write():
        drafting.save_message(ghana, version_id, expected=edit, at=NOW, values=MESSAGE)
    found = version(version_id)
    assert (found.standing, found.cleared_action, found.cleared_by) == ("submitted", None, None)
    assert (found.cleared_at, found.release_at, found.run_order) == (None, None, None)
    last = list(ledger.after(head() - 2))
    assert [each.event for each in last] == ["pledge.edited", "pledge.recalled"]
    assert last[1].facts["why"] == "edit"


def test_cancelling_undoes_it():
    version_id = cleared("GHA")
    with write():
        submission.cancel(making.focal_point("GHA"), version_id, at=NOW)
    assert version(version_id).cleared_action is None
    assert code_of(release.release, making.person("reviewer"), version_id, at=NOW) == (
        "pledge.not_now"
    )


def test_a_press_publishes_once_whoever_presses_again():
    decided, presser = making.person("reviewer"), making.person("reviewer")
    version_id = cleared("GHA", by=decided)
    assert press(version_id, by=presser) is True
    before = head()
    assert press(version_id, by=making.person("reviewer")) is False
    assert head() == before
    found = version(version_id)
    assert (found.standing, found.published_by) == ("deposited", decided.user_id)
    assert found.pledge.reference == "GP-SID27-GHA"
    entry = next(each for each in ledger.after(0) if each.event == "pledge.deposited")
    assert (entry.actor_id, entry.facts["cleared_by"]) == (presser.user_id, decided.user_id)
    assert verify_contents() is None


def test_a_hand_does_not_come_before_the_time():
    version_id = cleared("GHA", Until(SOON, in_show=True))
    assert code_of(release.release, making.person("reviewer"), version_id, at=NOW) == (
        "release.early"
    )
    with write():
        assert release.on_time(version_id, at=NOW) is False
        assert release.on_time(version_id, at=SOON) is True
    entry = next(each for each in ledger.after(0) if each.event == "pledge.deposited")
    assert (entry.actor_id, entry.at) == (None, SOON)


def test_only_reviewers_press_and_clear():
    version_id = cleared("GHA")
    for role in ("administrator", "press_officer"):
        someone = making.person(role)
        assert code_of(release.release, someone, version_id, at=NOW) == "role.missing"
        assert code_of(clearing.recall, someone, version_id, at=NOW) == "role.missing"
        moved = {"seen": 1, "at": NOW}
        assert code_of(running_order.move, someone, version_id, 1, **moved) == "role.missing"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"message": "Other words"}, "pledge.altered"),
        ({"cleared_by": None}, "pledge.four_eyes"),
        ({"checked_by": None}, "pledge.four_eyes"),
    ],
)
def test_all_is_held_to_once_more_at_the_release(values, code):
    version_id = cleared("GHA")
    with write():
        db.session.execute(
            update(PledgeVersion).where(PledgeVersion.id == version_id).values(values)
        )
    assert code_of(release.release, making.person("reviewer"), version_id, at=NOW) == code
    assert standings(version_id) == ["accepted"]


def test_what_somebody_proposed_to_decline_does_not_come_out():
    version_id = cleared("GHA", at(SOON))
    with write():
        review.propose(making.person("reviewer"), version_id, "decline", reason="A doubt", at=NOW)
    assert code_of(release.on_time, version_id, at=SOON) == "release.doubted"
    assert standings(version_id) == ["accepted"]


def test_a_cleared_amendment_replaces_nothing_before_and_nothing_held():
    ghana = making.focal_point("GHA")
    live = making.deposited("GHA", by=ghana)
    amended = amend(ghana, live)
    with write():
        clearing.clear(making.person("reviewer"), amended, "deposit", IN_SHOW, at=LATER)
    assert standings(live, amended) == ["deposited", "accepted"]
    reviewer = making.person("reviewer")
    with write():
        review.hold(reviewer, live, reason="A doubt", at=LATER)
    assert code_of(release.release, reviewer, amended, at=LATER) == "pledge.held"
    assert standings(live, amended) == ["on_hold", "accepted"]


def test_the_order_moves_by_one_and_a_stale_move_does_nothing():
    first, second, third = (cleared(state) for state in ("GHA", "TGO", "KEN"))
    reviewer = making.person("reviewer")

    def order():
        db.session.expire_all()
        return [each.id for each in running_order.rows(making.campaign_id())]

    assert order() == [first, second, third]
    for _twice in range(2):
        with write():
            running_order.move(reviewer, third, -1, seen=3, at=NOW)
        assert order() == [first, third, second]
    with write():
        running_order.move(reviewer, first, -1, seen=1, at=NOW)
    press(third)
    with write():
        running_order.move(reviewer, second, -1, seen=3, at=NOW)
    assert order() == [second, third, first]
