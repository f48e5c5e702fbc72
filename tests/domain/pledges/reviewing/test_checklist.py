"""The checklist of a case: five questions, answered one by one, void when the words change."""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges.reviewing import checklist, review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Invalid, Refused
from tests import making
from tests.domain.pledges.histories import LATER, bring_to
from tests.domain.pledges.making import CHECKED, MESSAGE


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def case(campaign):
    return bring_to("submitted")


def answer(case, actor=None, **answers):
    with write():
        checklist.answer(actor or case.one, case.version_id, answers, at=LATER)


def check(case, **answers):
    with write():
        review.check(case.one, case.version_id, answers=answers, at=LATER)


def held(case):
    return {item: row.answer for item, row in checklist.of(case.version_id).items()}


def test_an_instrument_is_checked_when_every_question_is_answered(case):
    answer(case, in_office="yes", called_back="yes")
    answer(case, reference="not_needed", signed="yes", words="yes")
    check(case)
    assert case.version.standing == "accepted"


@pytest.mark.parametrize("item", checklist.ITEMS)
def test_an_open_question_and_a_no_stop_the_check(case, item):
    for given, code in (("", "checklist.open"), ("no", "checklist.no")):
        with pytest.raises(Invalid) as no:
            check(case, **{**CHECKED, item: given})
        assert no.value.faults == {item: [code]}
    assert (case.version.standing, held(case)) == ("submitted", {})


@pytest.mark.parametrize("item", sorted(checklist.ALWAYS_NEEDED))
def test_who_speaks_for_a_state_is_always_found_out(case, item):
    with pytest.raises(Invalid) as no:
        check(case, **{**CHECKED, item: "not_needed"})
    assert no.value.faults == {item: ["choice"]}


@pytest.mark.parametrize("answers", [{"seal": "yes"}, {"words": "perhaps"}])
def test_only_known_questions_take_known_answers(case, answers):
    with pytest.raises(Invalid):
        answer(case, **answers)


def test_each_answer_is_in_the_ledger_once_with_who_gave_it(case):
    before = ledger.after(0)[-1].seq
    answer(case, words="no")
    answer(case, words="no")
    answer(case, case.two, words="yes")
    made = [(e.event, e.actor_id, e.facts["item"], e.facts["answer"]) for e in ledger.after(before)]
    assert made == [
        ("case.answered", case.one.user_id, "words", "no"),
        ("case.answered", case.two.user_id, "words", "yes"),
    ]
    assert checklist.of(case.version_id)["words"].answered_by == case.two.user_id


def test_other_words_need_other_answers(case):
    check(case, **CHECKED)
    with write():
        drafting.save_message(
            case.ghana, case.version_id, expected=case.version.edit, at=LATER, values=MESSAGE
        )
    assert (case.version.standing, held(case)) == ("submitted", {})


def test_another_submission_needs_other_answers(case):
    answer(case, **CHECKED)
    with write():
        review.ask_changes(case.one, case.version_id, {"message": "?"}, at=LATER)
    assert held(case) == CHECKED
    with write():
        submission.submit(
            case.ghana, case.version_id, expected=case.version.edit, key="again", at=LATER
        )
    assert held(case) == {}


def test_nobody_with_a_hand_in_the_words_answers(case):
    now = making.change_role(case.ghana, "reviewer")
    for actor, code in (
        (now, "pledge.four_eyes"),
        (making.person("administrator"), "role.missing"),
    ):
        db.session.rollback()
        with pytest.raises(Refused) as no:
            answer(case, actor, words="yes")
        assert no.value.code == code


@pytest.mark.parametrize("standing", ["accepted", "announced", "deposited", "on_hold"])
def test_what_is_checked_is_answered_no_more(campaign, standing):
    with pytest.raises(Refused) as no:
        answer(bring_to(standing), words="no")
    assert no.value.code == "pledge.not_now"
