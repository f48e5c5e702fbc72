"""Review: stale decisions, notes, altered words, what takes the place of what, statements."""

import threading

import pytest
from sqlalchemy import update

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import review, statements
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale
from tests import making
from tests.domain.pledges.histories import LATER, SAID, amend, bring_to
from tests.domain.pledges.review_making import REVIEWED, code_of, decide


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.mark.parametrize(("standing", "action"), REVIEWED)
def test_a_stale_decision_is_refused(campaign, standing, action):
    case = bring_to(standing)
    with pytest.raises(Stale) as no:
        decide(case.one, case.version_id, action, expected=1)
    assert no.value.current["message"] == "We promise."
    assert case.version.standing == standing


def test_a_letter_that_came_after_one_looked_makes_the_deposit_stale(campaign):
    ghana = making.focal_point("GHA")
    version_id = making.announced("GHA", by=ghana)
    making.stored_letter(ghana, version_id)
    seen = making.version(ghana, version_id).edit
    making.stored_letter(ghana, version_id, "letters/another")
    with pytest.raises(Stale), write():
        review.deposit(making.person("reviewer"), version_id, expected=seen, at=LATER)


def test_notes_are_addressed_to_known_parts(campaign):
    case = bring_to("submitted")
    for notes, fault in (({}, "notes"), ({"budget": "?"}, "budget")):
        with pytest.raises(Invalid) as no, write():
            review.ask_changes(case.one, case.version_id, notes, at=LATER)
        assert list(no.value.faults) == [fault]
    with write():
        review.ask_changes(case.one, case.version_id, {"letter": "a", "message": "b"}, at=LATER)
    assert [(r.part, r.note) for r in case.version.change_requests] == [
        ("letter", "a"), ("message", "b"),
    ]  # fmt: skip
    facts = ledger.after(0)[-1].facts
    assert facts["parts"] == ["letter", "message"]
    assert "a" not in facts.values()


@pytest.mark.parametrize("column", ["message", "child_readable"])
def test_words_that_were_altered_underhand_are_not_published(campaign, column):
    case = bring_to("accepted")
    with write():
        db.session.execute(update(PledgeVersion).values({column: "forged"}))
    assert code_of(case.one, case.version_id, "deposit") == "pledge.altered"
    with write():
        db.session.execute(update(PledgeVersion).values(standing="submitted", checked_by=None))
    assert code_of(case.one, case.version_id, "check") == "pledge.altered"


def test_an_amendment_takes_the_place_of_what_stood(campaign):
    ghana = making.focal_point("GHA")
    live = making.deposited("GHA", by=ghana)
    amended = amend(ghana, live)
    before = len(ledger.after(0))
    with write():
        review.deposit(making.person("reviewer"), amended, at=LATER)
    first, second = making.version(ghana, live), making.version(ghana, amended)
    assert (first.standing, first.ended_at, second.standing) == ("superseded", LATER, "deposited")
    assert (first.public_number, second.public_number) == (1, 2)
    made = [(e.event, e.facts["version"], e.actor_id is None) for e in ledger.after(before)]
    assert made == [
        ("pledge.superseded", live, True),
        ("pledge.deposited", amended, False),
    ]


def test_an_announcement_never_takes_the_place_of_a_deposit(campaign):
    ghana = making.focal_point("GHA")
    live = making.deposited("GHA", by=ghana)
    amended = amend(ghana, live)
    assert code_of(making.person("reviewer"), amended, "announce") == "pledge.already_deposited"
    with write():
        review.hold(making.person("reviewer"), live, reason="A doubt", at=LATER)
    assert code_of(making.person("reviewer"), amended, "announce") == "pledge.already_deposited"


def test_a_hold_and_a_publication_at_once_leave_one_story(app, campaign):
    ghana = making.focal_point("GHA")
    live = making.deposited("GHA", by=ghana)
    amended = amend(ghana, live)
    one, two = making.person("reviewer"), making.person("reviewer")
    start, refused = threading.Barrier(2), []

    def run(actor, version_id, action):
        with app.app_context():
            start.wait()
            try:
                decide(actor, version_id, action)
            except Refused as refusal:
                refused.append(refusal.code)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [
        threading.Thread(target=run, args=args)
        for args in ((one, live, "hold"), (two, amended, "deposit"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    stood = {}
    for facts in (e.facts for e in ledger.after(0) if e.event.startswith("pledge.")):
        assert stood.get(facts["version"], "none") == facts["from"]
        stood[facts["version"]] = facts["to"]
    assert stood == {v.id: v.standing for v in db.session.query(PledgeVersion)}


@pytest.mark.parametrize("field", statements.STATEMENT)
def test_a_statement_needs_where_when_who_and_its_source(campaign, field):
    with pytest.raises(Invalid) as no, write():
        statements.propose_statement(
            making.person("reviewer"), campaign, "GHA", {**SAID, field: ""}, at=LATER
        )
    assert no.value.faults == {field: ["required"]}


def test_a_statement_is_of_a_state_on_the_list_and_of_the_past(campaign):
    said = {**SAID, "on": LATER.date().replace(year=2999)}
    with pytest.raises(Invalid) as no, write():
        statements.propose_statement(making.person("reviewer"), campaign, "XXX", said, at=LATER)
    assert no.value.faults == {"state": ["choice"], "on": ["said.future"]}


def test_a_look_at_a_letter_is_a_reviewers(campaign):
    version_id = making.submitted("GHA")
    letter = queries.case(version_id).letters[0].id
    with pytest.raises(Refused) as no, write():
        review.record_view(making.focal_point("TGO"), version_id, letter, 1, at=LATER)
    assert no.value.code == "role.missing"
    with pytest.raises(NotFound), write():
        review.record_view(making.person("reviewer"), version_id, 999, 1, at=LATER)
