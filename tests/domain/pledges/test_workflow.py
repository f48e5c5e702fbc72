"""The workflow, whole: every step leads where the table says, and every other one is refused."""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion, Proposal
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.pledges.reviewing import review, settlement, statements
from pledge_site.kernel.refusals import Refused
from tests import making
from tests.domain.pledges.histories import ACTIONS, LATER, SAID, bring_to
from tools import workflow as page

ALLOWED = [pair for pair in workflow.TRANSITIONS if pair[0] != workflow.NONE]
# A State's own record of these steps is of another version: the one there is does not move.
_OF_NONE = ("draft", "record_statement")


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.mark.parametrize(("standing", "action"), ALLOWED)
def test_a_step_leads_where_the_table_says(campaign, standing, action):
    case = bring_to(standing)
    step = workflow.TRANSITIONS[standing, action]
    before = head()
    case.take(action)
    to, event = step.to, step.event
    if to in (workflow.AS_IT_WAS, workflow.AS_CLEARED):
        to = "deposited"
    if event == workflow.AS_CLEARED:
        event = "pledge.deposited"
    assert case.version.standing == to
    made = [e for e in ledger.after(before) if e.event == event]
    assert len(made) == 1
    facts = made[0].facts
    assert (facts["from"], facts["to"], facts["version"]) == (standing, to, case.version_id)
    assert (facts["state"], facts["campaign"], made[0].at) == ("GHA", "sid-2027", LATER)
    assert made[0].actor_id == actor_of(case, step)
    assert verify_contents() is None
    assert ledger.verify() is None


def actor_of(case, step):
    if step.by == workflow.PROGRAM:
        return None
    if step.confirmed_by:
        return case.two.user_id
    return (case.ghana if step.by == workflow.FOCAL_POINT else case.one).user_id


@pytest.mark.parametrize("standing", workflow.STANDINGS)
def test_every_other_step_is_refused_and_changes_nothing(campaign, standing):
    case = bring_to(standing)
    before = head()
    edit = case.version.edit
    for action in ACTIONS:
        if (standing, action) in workflow.TRANSITIONS or action in _OF_NONE:
            continue
        with pytest.raises(Refused) as no:
            case.take(action)
        assert no.value.code in ("pledge.not_now", "not_found"), action
        assert (case.version.standing, case.version.edit, head()) == (standing, edit, before)
    assert db.session.query(Proposal).filter(Proposal.outcome.is_(None)).count() == 0


def test_a_pledge_begins_with_a_draft_or_with_a_recorded_statement(campaign):
    making.draft(making.focal_point("GHA"), campaign)
    one, two = making.person("reviewer"), making.person("reviewer")
    with write():
        made = statements.propose_statement(one, campaign, "TGO", SAID, at=LATER).id
    with write():
        settlement.settle(two, made, confirm=True, at=LATER)
    found = {p.state: p.versions[0].standing for p in db.session.query(Pledge)}
    assert found == {"GHA": "draft", "TGO": "announced"}
    facts = [e.facts for e in ledger.after(0) if e.event == "pledge.announced"]
    assert [(f["from"], f["to"]) for f in facts] == [("none", "announced")]


@pytest.mark.parametrize("standing", [*sorted(workflow.OPEN), *sorted(workflow.LIVE)])
def test_a_statement_is_recorded_of_nobody_who_has_a_pledge(campaign, standing):
    case = bring_to(standing)
    with pytest.raises(Refused) as no:
        case.take("record_statement")
    assert no.value.code == "pledge.exists"


@pytest.mark.parametrize("standing", ["withdrawn", "declined", "cancelled"])
def test_after_the_end_a_state_can_begin_anew(campaign, standing):
    case = bring_to(standing)
    case.take("draft")
    numbers = [(v.number, v.standing) for v in case.version.pledge.versions]
    assert numbers == [(1, standing), (2, "draft")]


def test_one_hand_is_not_enough_where_the_table_wants_two(campaign):
    case = bring_to("submitted")
    for action in ("check", "hold"):
        with pytest.raises(Refused) as no, write():
            review.propose(case.one, case.version_id, action, reason="x", at=LATER)
        assert no.value.code in ("pledge.one_hand", "pledge.not_now")


def test_the_table_is_sound():
    for (standing, action), step in workflow.TRANSITIONS.items():
        assert standing in (*workflow.STANDINGS, workflow.NONE), action
        assert step.to in (*workflow.STANDINGS, workflow.AS_IT_WAS, workflow.AS_CLEARED)
        assert step.event.startswith("pledge.") or step.event == step.to == workflow.AS_CLEARED
        known = (workflow.FOCAL_POINT, workflow.REVIEWER, workflow.PROGRAM)
        assert step.by in (*known, workflow.REVIEWER_OR_PROGRAM)
    ended = {"withdrawn", "declined", "cancelled", "superseded"}
    assert not ended & {standing for standing, _ in workflow.TRANSITIONS}


@pytest.mark.parametrize(
    ("standings", "strongest"),
    [
        ([], None),
        (["superseded", "declined", "draft"], None),
        (["withdrawn", "on_hold"], "on_hold"),
        (["on_hold", "announced"], "announced"),
        (["announced", "deposited", "withdrawn"], "deposited"),
    ],
)
def test_the_strongest_standing_counts(standings, strongest):
    assert workflow.strongest(standings) == strongest


def test_a_lapsed_proposal_is_settled_by_nobody(campaign):
    case = bring_to("submitted")
    with write():
        made = review.propose(case.one, case.version_id, "decline", reason="x", at=LATER).id
    case.take("edit")
    found = db.session.get(Proposal, made)
    assert (found.outcome, found.settled_by, found.settled_at) == ("lapsed", None, LATER)
    with pytest.raises(Refused) as no, write():
        settlement.settle(case.two, made, confirm=True, at=LATER)
    assert no.value.code == "proposal.settled"


def test_an_unknown_step_is_refused(campaign):
    case = bring_to("draft")
    version = db.session.get_one(PledgeVersion, case.version_id)
    with pytest.raises(Refused) as no:
        versions.advance(version, "bless", None, at=LATER)
    assert no.value.facts == {"standing": "draft", "action": "bless"}


def test_the_printed_table_is_the_one_that_is_used():
    assert page.PAGE.read_text(encoding="utf-8") == page.written()
