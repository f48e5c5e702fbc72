"""Settlement: what one proposed another confirms or refuses; withdrawing, resuming, statements."""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges.models import PledgeVersion, Proposal
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.pledges.reviewing import review, settlement, statements
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale
from tests import making
from tests.domain.pledges.histories import LATER, SAID, amend, bring_to


@pytest.fixture
def campaign(app):
    return making.campaign()


def propose(case, action, reason="A reason"):
    with write():
        if action == "withdraw":
            return submission.ask_withdrawal(
                case.ghana, case.version_id, reason=reason, at=LATER
            ).id
        return review.propose(case.one, case.version_id, action, reason=reason, at=LATER).id


def settle(actor, proposal_id, *, confirm=True, **more):
    with write():
        settlement.settle(actor, proposal_id, confirm=confirm, at=LATER, **more)


PROPOSED = [
    ("submitted", "decline"),
    ("accepted", "decline"),
    ("on_hold", "resume"),
    ("announced", "withdraw"),
    ("deposited", "withdraw"),
    ("on_hold", "withdraw"),
]


@pytest.mark.parametrize(("standing", "action"), PROPOSED)
def test_a_proposal_alone_moves_nothing(campaign, standing, action):
    case = bring_to(standing)
    made = propose(case, action)
    assert case.version.standing == standing
    again = propose(case, action)
    assert again == made
    facts = ledger.after(0)[-1].facts
    assert (ledger.after(0)[-1].event, facts["action"]) == ("proposal.made", action)
    assert "A reason" not in str(facts)


@pytest.mark.parametrize(("standing", "action"), PROPOSED)
def test_a_refused_proposal_changes_nothing_and_is_over(campaign, standing, action):
    case = bring_to(standing)
    made = propose(case, action)
    settle(case.two, made, confirm=False, why="The note has no seal")
    assert case.version.standing == standing
    found = db.session.get(Proposal, made)
    assert (found.outcome, found.settled_by, found.settled_at) == (
        "refused", case.two.user_id, LATER,
    )  # fmt: skip
    entry = ledger.after(0)[-1]
    assert (entry.event, entry.actor_id) == ("proposal.refused", case.two.user_id)
    with pytest.raises(Refused) as no:
        settle(case.two, made)
    assert no.value.code == "proposal.settled"


@pytest.mark.parametrize(("standing", "action"), PROPOSED)
def test_a_proposal_needs_its_reason(campaign, standing, action):
    case = bring_to(standing)
    with pytest.raises(Invalid) as no:
        propose(case, action, reason="")
    assert no.value.faults == {"reason": ["required"]}


@pytest.mark.parametrize("action", ["decline", "record_statement"])
@pytest.mark.parametrize("confirm", [True, False])
def test_nobody_settles_what_they_proposed(campaign, action, confirm):
    one = making.person("reviewer")
    if action == "decline":
        version_id = making.submitted("GHA")
        with write():
            made = review.propose(one, version_id, "decline", reason="r", at=LATER).id
    else:
        with write():
            made = statements.propose_statement(one, campaign, "GHA", SAID, at=LATER).id
    with pytest.raises(Refused) as no:
        settle(one, made, confirm=confirm)
    assert no.value.code == "proposal.own"


@pytest.mark.parametrize("role", ["administrator", "press_officer", "focal_point"])
def test_only_reviewers_settle(campaign, role):
    case = bring_to("submitted")
    made = propose(case, "decline")
    with pytest.raises(Refused) as no:
        settle(making.person(role, "GHA" if role == "focal_point" else None), made)
    assert no.value.code == "role.missing"


def test_an_unknown_proposal_is_unknown(campaign):
    with pytest.raises(NotFound):
        settle(making.person("reviewer"), 99)


def test_settling_what_changed_since_one_looked_is_stale(campaign):
    ghana = making.focal_point("GHA")
    version_id = making.announced("GHA", by=ghana)
    with write():
        made = making.ask_withdrawal(ghana, version_id).id
    seen = making.version(ghana, version_id).edit
    making.stored_letter(ghana, version_id)
    with pytest.raises(Stale):
        settle(making.person("reviewer"), made, expected=seen)
    settle(making.person("reviewer"), made, expected=seen + 1)
    assert making.version(ghana, version_id).standing == "withdrawn"


@pytest.mark.parametrize("standing", ["announced", "deposited"])
def test_resuming_gives_back_what_stood(campaign, standing):
    case = bring_to(standing)
    with write():
        review.hold(case.one, case.version_id, reason="An objection", at=LATER)
    assert (case.version.standing, case.version.hold_reason) == ("on_hold", "An objection")
    assert "An objection" not in str(ledger.after(0)[-1].facts)
    settle(case.two, propose(case, "resume"))
    version = case.version
    assert (version.standing, version.held_from, version.hold_reason) == (standing, None, "")
    with write():
        review.hold(case.one, case.version_id, reason="Again", at=LATER)
    assert case.version.standing == "on_hold"


def test_holding_needs_its_reason(campaign):
    case = bring_to("deposited")
    with pytest.raises(Invalid) as no, write():
        review.hold(case.one, case.version_id, reason="", at=LATER)
    assert no.value.faults == {"reason": ["required"]}


@pytest.mark.parametrize("upto", ["draft", "submitted", "accepted"])
def test_withdrawing_ends_the_amendment_too(campaign, upto):
    case = bring_to("deposited")
    amended = amend(case.ghana, case.version_id, upto=upto)
    before = len(ledger.after(0))
    settle(case.two, propose(case, "withdraw"))
    assert case.version.standing == "withdrawn"
    found = making.version(case.ghana, amended)
    assert (found.standing, found.ended_at, found.public_number) == ("cancelled", LATER, None)
    made = [(e.event, e.facts["version"], e.actor_id) for e in ledger.after(before)]
    assert made[-2:] == [
        ("pledge.cancelled", amended, None),
        ("pledge.withdrawn", case.version_id, case.two.user_id),
    ]


def test_what_waited_about_the_amendment_lapses_with_it(campaign):
    case = bring_to("deposited")
    amended = amend(case.ghana, case.version_id, upto="submitted")
    with write():
        made = review.propose(case.one, amended, "decline", reason="r", at=LATER).id
    settle(case.two, propose(case, "withdraw"))
    assert db.session.get(Proposal, made).outcome == "lapsed"


def test_of_two_proposals_the_first_confirmed_ends_the_other(campaign):
    case = bring_to("on_hold")
    resumed, withdrawn = propose(case, "resume"), propose(case, "withdraw")
    settle(case.two, withdrawn)
    assert case.version.standing == "withdrawn"
    assert db.session.get(Proposal, resumed).outcome == "lapsed"
    with pytest.raises(Refused) as no:
        settle(case.two, resumed)
    assert no.value.code == "proposal.settled"


def test_a_recorded_statement_is_announced_and_can_be_deposited(campaign):
    one, two = making.person("reviewer"), making.person("reviewer")
    with write():
        made = statements.propose_statement(one, campaign, "GHA", SAID, at=LATER).id
    with write():
        again = statements.propose_statement(one, campaign, "GHA", SAID, at=LATER).id
    assert again == made
    settle(two, made)
    version = db.session.query(PledgeVersion).one()
    assert (version.standing, version.announced_at, version.public_number) == (
        "announced", LATER, 1,
    )  # fmt: skip
    assert (version.submitted_by, version.published_by) == (one.user_id, two.user_id)
    assert (version.instrument_kind, version.instrument_place) == ("public_statement", "Geneva")
    assert version.pledge.reference == "GP-SID27-GHA"
    assert verify_contents() is None
    version_id = version.id
    making.stored_letter(making.focal_point("GHA"), version_id)
    with pytest.raises(Refused) as no, write():
        review.deposit(one, version_id, at=LATER)
    assert no.value.code == "pledge.four_eyes"
    with write():
        review.deposit(two, version_id, at=LATER)
    db.session.expire_all()
    assert db.session.get_one(PledgeVersion, version_id).standing == "deposited"


def test_a_statement_after_a_withdrawal_goes_on_counting(campaign):
    case = bring_to("withdrawn")
    with write():
        made = statements.propose_statement(case.one, campaign, "GHA", SAID, at=LATER).id
    settle(case.two, made)
    numbers = [(v.number, v.public_number, v.standing) for v in case.version.pledge.versions]
    assert numbers == [(1, 1, "withdrawn"), (2, 2, "announced")]


def test_a_pledge_of_its_own_comes_before_a_statement(campaign):
    one, two = making.person("reviewer"), making.person("reviewer")
    with write():
        made = statements.propose_statement(one, campaign, "GHA", SAID, at=LATER).id
    making.draft(making.focal_point("GHA"), campaign)
    with pytest.raises(Refused) as no:
        settle(two, made)
    assert no.value.code == "pledge.exists"
    assert db.session.get(Proposal, made).outcome is None
