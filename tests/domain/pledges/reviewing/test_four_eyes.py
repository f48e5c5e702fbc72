"""Four eyes: who wrote, edited or submitted a version decides nothing about it, whatever comes."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from pledge_site.db import db, write
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.domain.pledges.reviewing import hands, review, settlement
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Refused
from tests import making
from tests.domain.pledges.histories import LATER, amend, bring_to
from tests.domain.pledges.making import MESSAGE
from tests.domain.pledges.review_making import REVIEWED, code_of, decide

DECIDING = [pair for pair in REVIEWED if pair[1] not in ("ask_changes", "hold", "recall")]
HANDS = ("who began it", "who edited it", "who submitted it first", "who submitted it again")
PUBLISHING = [
    ("accepted", "announce"), ("accepted", "deposit"), ("accepted", "clear"),
    ("announced", "deposit"),
]  # fmt: skip


@pytest.fixture
def campaign(app):
    return making.campaign()


def handed_round(standing):
    """Bring a version to a standing through many hands; return its id and them by what they did."""
    people = {name: making.focal_point("GHA") for name in HANDS}
    version_id = making.draft(people["who began it"], making.campaign_id())
    edit = making.fill(people["who edited it"], version_id)
    _submit(people["who submitted it first"], version_id, edit, "one")
    with write():
        review.ask_changes(making.person("reviewer"), version_id, {"letter": "?"}, at=LATER)
    _submit(people["who submitted it again"], version_id, edit, "two")
    checker, publisher = making.person("reviewer"), making.person("reviewer")
    if standing != "submitted":
        with write():
            review.check(checker, version_id, answers=making.CHECKED, at=LATER)
    if standing in ("announced", "on_hold"):
        with write():
            review.announce(publisher, version_id, at=LATER)
        people["who sent the letter"] = making.focal_point("GHA")
        making.stored_letter(people["who sent the letter"], version_id)
    if standing == "on_hold":
        with write():
            review.hold(publisher, version_id, reason="A doubt", at=LATER)
    return version_id, people, checker


def _submit(actor, version_id, edit, key):
    with write():
        submission.submit(actor, version_id, expected=edit, key=key, at=LATER)


@pytest.mark.parametrize("standing", ["submitted", "accepted", "announced", "on_hold"])
def test_no_hand_in_the_words_decides_whatever_the_role_is_now(campaign, standing):
    version_id, people, _ = handed_round(standing)
    for name, person in people.items():
        now = making.change_role(person, "reviewer")
        for action in (a for s, a in DECIDING if s == standing):
            assert code_of(now, version_id, action) == "pledge.four_eyes", (name, action)
    stranger = making.person("reviewer")
    for action in (a for s, a in DECIDING if s == standing):
        assert code_of(stranger, version_id, action) is None, action


ROADS = {
    "made a reviewer": ("reviewer",),
    "made a facilitator, then a reviewer": ("facilitator", "reviewer"),
    "made an administrator, then a reviewer": ("administrator", "reviewer"),
}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("standing", ["submitted", "accepted"])
def test_no_hand_in_an_earlier_version_decides_on_a_later_one(campaign, standing, road):
    began, edited = making.focal_point("GHA"), making.focal_point("GHA")
    live = making.draft(began, campaign)
    edit = making.fill(edited, live)
    _submit(began, live, edit, "first")
    for action in ("check", "deposit"):
        decide(making.person("reviewer"), live, action)
    version_id = amend(making.focal_point("GHA"), live, upto=standing)
    for person in (began, edited):
        now = person
        for role in ROADS[road]:
            now = making.change_role(now, role)
        for action in (a for s, a in DECIDING if s == standing):
            if action != "announce":  # never takes the place of a deposit, whoever asks
                assert code_of(now, version_id, action) == "pledge.four_eyes", action


def test_a_reviewer_who_was_a_focal_point_in_between_is_told_apart(campaign):
    """Reviewer, focal point of the State, reviewer again: what they edited stays theirs."""
    person = making.person("reviewer")
    focal = making.change_role(person, "focal_point", "GHA")
    version_id = making.submitted("GHA", by=focal)
    again = making.change_role(focal, "reviewer")
    assert code_of(again, version_id, "check") == "pledge.four_eyes"
    assert code_of(again, making.submitted("TGO"), "check") is None


@pytest.mark.parametrize(("standing", "action"), PUBLISHING)
def test_whoever_checked_does_not_publish(campaign, standing, action):
    version_id, _, checker = handed_round(standing)
    assert code_of(checker, version_id, action) == "pledge.four_eyes"


@pytest.mark.parametrize("standing", ["submitted", "accepted", "announced", "deposited", "on_hold"])
def test_what_the_desk_says_beforehand_is_what_the_service_says(campaign, standing):
    if standing == "deposited":
        version_id, people, checker = making.deposited(), {}, making.person("reviewer")
    else:
        version_id, people, checker = handed_round(standing)
    former = [making.change_role(person, "reviewer") for person in people.values()]
    for actor in (making.person("reviewer"), checker, *former):
        for action in workflow.actions(standing, workflow.REVIEWER):
            db.session.expire_all()
            version = queries.case(version_id)
            said = hands.why_not(version, action, actor.user_id, hands.of([version]))
            assert said == code_of(actor, version_id, action), (action, actor)


def test_what_is_not_ready_is_said_beforehand_too(campaign):
    ghana = making.focal_point("GHA")
    stranger = making.person("reviewer")
    announced = making.announced("TGO")
    live = making.deposited("GHA", by=ghana)
    amended = amend(ghana, live)

    def both(version_id, action):
        db.session.expire_all()
        version = queries.case(version_id)
        said = hands.why_not(version, action, stranger.user_id, hands.of([version]))
        assert said == code_of(stranger, version_id, action)
        return said

    assert both(announced, "deposit") == "pledge.no_letter"
    assert both(amended, "announce") == "pledge.already_deposited"
    assert both(amended, "deposit") is None
    with write():
        review.hold(stranger, live, reason="A doubt", at=LATER)
    assert both(amended, "deposit") == "pledge.held"


@pytest.mark.parametrize(("standing", "action"), REVIEWED)
def test_only_reviewers_decide(campaign, standing, action):
    case = bring_to(standing)
    for role in ("administrator", "press_officer", "drafter"):
        assert code_of(making.person(role), case.version_id, action) == "role.missing"
    assert code_of(case.ghana, case.version_id, action) == "role.missing"


@pytest.mark.parametrize(
    "values",
    [
        {"checked_by": 1},
        {"published_by": 1},
        {"checked_by": 2, "published_by": 2},
        {"standing": "blessed"},
    ],
)
def test_the_database_itself_keeps_them_apart(campaign, values):
    ghana = making.focal_point("GHA")
    making.person("reviewer")
    version_id = making.submitted("GHA", by=ghana)
    assert ghana.user_id == 1
    with pytest.raises(IntegrityError), write():
        db.session.execute(
            update(PledgeVersion).where(PledgeVersion.id == version_id).values(values)
        )


def test_the_database_keeps_proposer_and_second_apart(campaign):
    case = bring_to("submitted")
    with write():
        review.propose(case.one, case.version_id, "decline", reason="r", at=LATER)
    with pytest.raises(IntegrityError), write():
        db.session.execute(update(Proposal).values(settled_by=Proposal.proposed_by))


def test_the_database_keeps_one_open_version_a_pledge(campaign):
    ghana = making.focal_point("GHA")
    live = making.deposited("GHA", by=ghana)
    amend(ghana, live, upto="draft")
    with pytest.raises(IntegrityError), write():
        db.session.execute(
            update(PledgeVersion).where(PledgeVersion.id == live).values(standing="submitted")
        )


def test_a_confirmer_with_a_hand_in_the_words_settles_nothing(campaign):
    version_id, people, _ = handed_round("submitted")
    with write():
        made = review.propose(
            making.person("reviewer"), version_id, "decline", reason="r", at=LATER
        ).id
    for person in people.values():
        now = making.change_role(person, "reviewer")
        for confirm in (True, False):
            with pytest.raises(Refused) as no, write():
                settlement.settle(now, made, confirm=confirm, at=LATER)
            assert no.value.code == "pledge.four_eyes"


def test_an_edit_after_the_check_needs_both_pairs_of_eyes_again(campaign):
    case = bring_to("accepted")
    edit = case.version.edit
    with write():
        drafting.save_message(case.ghana, case.version_id, expected=edit, at=LATER, values=MESSAGE)
    assert (case.version.standing, case.version.checked_by) == ("submitted", None)
    assert code_of(case.one, case.version_id, "deposit") == "pledge.not_now"
    decide(case.one, case.version_id, "check")
    assert code_of(case.one, case.version_id, "deposit") == "pledge.four_eyes"
    decide(case.two, case.version_id, "deposit")
    assert case.version.standing == "deposited"
