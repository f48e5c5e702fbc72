"""What was handed in is kept, and tells what has changed; notes are addressed to places in it."""

from datetime import timedelta
from itertools import count

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges.models import ChangeRequest
from pledge_site.domain.pledges.reading import handed_in
from pledge_site.domain.pledges.reviewing import notes, review
from pledge_site.domain.pledges.writing import addresses, drafting, submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests import making
from tests.domain.pledges.histories import LATER, bring_to
from tests.domain.pledges.making import COMMITMENT, MESSAGE

# Each step comes an hour after the one before.
_hours = (LATER + timedelta(hours=number) for number in count(1))


@pytest.fixture
def campaign(app):
    return making.campaign()


def ask(case, *places):
    with write():
        review.ask_changes(
            case.one, case.version_id, dict.fromkeys(places, "Why?"), at=next(_hours)
        )


def resubmit(case, key="again"):
    with write():
        submission.submit(
            case.ghana, case.version_id, expected=case.version.edit, key=key, at=next(_hours)
        )


def say(case, **values):
    with write():
        drafting.save_message(
            case.ghana,
            case.version_id,
            expected=case.version.edit,
            at=LATER,
            values={**MESSAGE, **values},
        )


def last(case):
    return handed_in.since_last(case.version, handed_in.submissions(case.version))


def test_a_first_submission_has_nothing_to_compare(campaign):
    assert last(bring_to("submitted")) is None


def test_an_edit_in_review_is_compared_with_what_was_handed_in(campaign):
    case = bring_to("submitted")
    say(case, message="We promise more.")
    base, found = last(case)
    assert (base.key, [(each.before, each.after) for each in found]) == (
        "key-GHA", [("We promise.", "We promise more.")],
    )  # fmt: skip


def test_a_second_submission_is_compared_with_the_first(campaign):
    case = bring_to("submitted")
    ask(case, "message")
    say(case, message="We promise more.")
    resubmit(case)
    base, found = last(case)
    assert base.key == "key-GHA"
    assert [each.field for each in found] == ["message"]
    with write():
        values = {**COMMITMENT, "indicator": "Units"}
        edit = case.version.edit
        drafting.save_commitment(
            case.ghana, case.version_id, 1, expected=edit, at=LATER, values=values
        )
    assert [each.field for each in last(case)[1]] == ["message", "indicator"]


def test_a_commitment_taken_out_leaves_the_others_unchanged(campaign):
    case = bring_to("submitted")
    edit = case.version.edit
    with write():
        drafting.save_commitment(
            case.ghana, case.version_id, None, expected=edit, at=LATER,
            values={"title": "A law", "action": "Pass it."},
        )  # fmt: skip
    ask(case, "commitments.1")
    resubmit(case, "two")
    edit = case.version.edit
    with write():
        drafting.remove_commitment(case.ghana, case.version_id, 1, expected=edit, at=LATER)
    ask(case, "commitments")
    resubmit(case, "three")
    found = last(case)[1]
    assert {(each.part, each.which) for each in found} == {("commitments", "1")}


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("message", "We promise.", "We promise more."),
        ("commitments.1.indicator", "", "Units"),
        ("instrument.reference", "MoJ/12", "MoJ/12"),
        ("language", "en", "en"),
    ],
)
def test_what_was_answered_is_what_stood_there_before_and_after(campaign, place, before, after):
    case = bring_to("submitted")
    ask(case, place)
    request = db.session.query(ChangeRequest).one()
    assert handed_in.answer_to(request, handed_in.submissions(case.version)) is None
    say(case, message="We promise more.")
    with write():
        drafting.save_commitment(
            case.ghana, case.version_id, 1, expected=case.version.edit, at=LATER,
            values={**COMMITMENT, "indicator": "Units"},
        )  # fmt: skip
    resubmit(case)
    request = db.session.query(ChangeRequest).one()
    found = handed_in.answer_to(request, handed_in.submissions(case.version))
    assert found == (before, after)


def test_every_known_place_leads_somewhere(campaign):
    case = bring_to("submitted")
    document = handed_in.document_of(case.version)
    with write():
        places = addresses.known(case.version, {"c1": 1})
    assert len(places) > 30
    # What a version need not have: nothing stands there.
    for place in places - {"amendment_reason", "translations"}:
        found = addresses.value(document, place)
        assert place.endswith(("_year", "_on")) or found is not None, place


@pytest.mark.parametrize(
    "place", ["budget", "commitments.9", "commitments.1.lead", "answers.c99", "instrument.edit", ""]
)
def test_a_note_to_an_unknown_place_is_refused(campaign, place):
    case = bring_to("submitted")
    with pytest.raises(Invalid) as no, write():
        review.ask_changes(case.one, case.version_id, {place: "?"}, at=LATER)
    assert no.value.faults == {place: ["choice"]}


def test_a_note_is_a_reviewers_and_leaves_no_words_in_the_ledger(campaign):
    case = bring_to("submitted")
    with write():
        notes.write(case.one, case.version_id, "The seal looks odd", at=LATER)
    assert [each.body for each in notes.of(case.version)] == ["The seal looks odd"]
    entry = ledger.after(0)[-1]
    assert entry.event == "case.noted"
    assert "seal" not in str(entry.facts)
    with pytest.raises(Invalid), write():
        notes.write(case.one, case.version_id, "", at=LATER)
    with pytest.raises(Refused), write():
        notes.write(case.ghana, case.version_id, "x", at=LATER)
    draft = making.draft(making.focal_point("TGO"), campaign)
    with pytest.raises(NotFound), write():
        notes.write(case.one, draft, "x", at=LATER)
