"""Two people at one pledge: nobody overwrites what they have not seen; no State sees another's."""

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges import document, submission
from tests.domain.pledges import making

PAGES = (
    "", "tasks/", "message/", "clauses/", "commitments/", "commitments/new/", "commitments/1/",
    "commitments/1/remove/", "instrument/", "check/", "receipt/", "cancel/", "withdraw/", "letter/",
)  # fmt: skip


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


def test_a_stale_message_shows_both_texts_and_saves_on_request(visitor, colleague, draft):
    mine, theirs = visitor.get(at(draft, "message")), colleague.get(at(draft, "message"))
    colleague.send(theirs, {"message": "First <b>words</b>.", "language": "fr"})
    stale = visitor.send(mine, {"message": "Second\nwords."})
    assert stale.status == 409
    for said in ("First <b>words</b>.", "Second words.", "Français", "English"):
        assert said in stale.text
    assert making.version(visitor.actor, draft).message == "First <b>words</b>."
    fields = stale.fields()
    assert (fields["message"], fields["edit"]) == ("Second\nwords.", "2")
    visitor.follow(visitor.send(stale))
    version = making.version(visitor.actor, draft)
    assert (version.message, version.language, version.edit) == ("Second\nwords.", "en", 3)


def test_a_third_save_in_between_is_stale_again(visitor, colleague, draft):
    mine, theirs = visitor.get(at(draft, "message")), colleague.get(at(draft, "message"))
    colleague.send(theirs, {"message": "First."})
    stale = visitor.send(mine, {"message": "Second."})
    colleague.send(colleague.get(at(draft, "message")), {"message": "Third."})
    again = visitor.send(stale)
    assert again.status == 409
    assert "Third." in again.text
    visitor.follow(visitor.send(again))
    assert making.version(visitor.actor, draft).message == "Second."


def test_the_same_save_sent_twice_is_no_conflict(visitor, draft):
    sheet = visitor.get(at(draft, "message"))
    assert [visitor.send(sheet, {"message": "Once."}).status for _ in range(2)] == [303, 303]
    assert making.version(visitor.actor, draft).edit == 2


def test_stale_answers_are_compared_in_words(visitor, colleague, draft):
    mine, theirs = visitor.get(at(draft, "clauses")), colleague.get(at(draft, "clauses"))
    colleague.send(theirs, {"answer_c1": "not_yet"})
    stale = visitor.send(mine, {"answer_c1": "adopt", "answer_c2": "adopt"})
    assert stale.status == 409
    assert "Not yet" in stale.text
    assert "We adopt this clause" in stale.text
    visitor.follow(visitor.send(stale))
    rows = document.answers(making.version(visitor.actor, draft))
    assert [(row["clause"], row["answer"]) for row in rows] == [("c1", "adopt"), ("c2", "adopt")]


def test_a_stale_commitment_keeps_its_tags(visitor, colleague, ghana, draft):
    making.fill(ghana, draft)
    mine = visitor.get(at(draft, "commitments/1"))
    theirs = colleague.get(at(draft, "commitments/1"))
    colleague.send(theirs, {"title": "Theirs"})
    typed = {"title": "Mine", "capabilities": ["hotline", "helpline"], "target_year": "2028"}
    stale = visitor.send(mine, typed)
    assert stale.status == 409
    assert "Child helpline and Hotline" in stale.text
    visitor.follow(visitor.send(stale))
    row = document.commitments(making.version(ghana, draft))[0]
    assert (row["title"], row["capabilities"], row["target_year"]) == (
        "Mine",
        ["helpline", "hotline"],
        2028,
    )


def test_a_commitment_sent_twice_is_added_once(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    for _ in range(3):
        assert visitor.send(sheet, {"title": "One", "action": "a"}).status == 303
    assert len(making.version(visitor.actor, draft).commitments) == 1


def test_a_commitment_taken_out_meanwhile_can_be_saved_again(visitor, colleague, ghana, draft):
    making.fill(ghana, draft)
    mine = visitor.get(at(draft, "commitments/1"))
    colleague.send(colleague.get(at(draft, "commitments/1/remove")))
    stale = visitor.send(mine, {"title": "Mine"})
    assert stale.status == 409
    visitor.follow(visitor.send(stale))
    assert [row.title for row in making.version(ghana, draft).commitments] == ["Mine"]


def test_a_commitment_taken_out_twice_is_taken_out_once(visitor, ghana, draft):
    making.fill(ghana, draft)
    question = visitor.get(at(draft, "commitments/1/remove"))
    assert [visitor.send(question).status for _ in range(2)] == [303, 303]
    assert making.version(ghana, draft).edit == 6


def test_taking_out_what_a_colleague_changed_is_asked_again(visitor, colleague, ghana, draft):
    making.fill(ghana, draft)
    question = visitor.get(at(draft, "commitments/1/remove"))
    colleague.send(colleague.get(at(draft, "commitments/1")), {"title": "Theirs"})
    again = visitor.send(question)
    assert again.status == 409
    assert "Theirs" in again.text
    visitor.follow(visitor.send(again))
    assert making.version(ghana, draft).commitments == []


def test_a_stale_instrument_asks_for_its_file_again(visitor, colleague, draft, folders):
    mine, theirs = visitor.get(at(draft, "instrument")), colleague.get(at(draft, "instrument"))
    colleague.send(theirs, {"kind": "note_verbale", "signatory_name": "Theirs"})
    typed = {"kind": "signed_letter", "letter": (making.pdf(), "mine.pdf")}
    stale = visitor.send(mine, typed)
    assert stale.status == 409
    assert "Choose it once more." in stale.text
    assert list((folders / "files").rglob("*.pdf")) == []
    visitor.follow(visitor.send(stale, {"letter": (making.pdf(), "mine.pdf")}))
    version = making.version(visitor.actor, draft)
    assert version.instrument_kind == "signed_letter"
    assert document.current_letter(version, for_deposit=False).name == "mine.pdf"


def test_what_was_typed_is_shown_when_the_version_has_moved_on(visitor, ghana, draft):
    sheet = visitor.get(at(draft, "message"))
    with write():
        submission.cancel(ghana, draft, at=making.NOW)
    answer = visitor.send(sheet, {"message": "Hours of work."})
    assert answer.status == 409
    assert "Hours of work." in answer.text
    assert "can no longer be changed" in answer.text


@pytest.mark.parametrize("tail", PAGES)
def test_another_states_version_is_as_unknown_as_none(stranger, ghana, draft, tail):
    making.fill(ghana, draft)
    own, none = (f"versions/{number}/{tail}" for number in (draft, draft + 999))
    answers = [stranger.get(own), stranger.get(none)]
    assert [each.status for each in answers] == [404, 404]
    assert "GHA" not in answers[0].response.text
    pages = [
        each.response.text.replace(f"versions/{number}/", "versions/n/")
        for each, number in zip(answers, (draft, draft + 999), strict=True)
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "tail",
    ["message/", "clauses/", "commitments/new/", "commitments/1/", "commitments/1/remove/",
     "instrument/", "check/", "cancel/", "withdraw/", "letter/"],
)  # fmt: skip
def test_another_state_changes_nothing(stranger, ghana, draft, tail):
    making.fill(ghana, draft)
    before = document.content(making.version(ghana, draft))
    home = stranger.get()
    data = {"csrf_token": home.fields()["csrf_token"], "edit": "5", "key": "k" * 32}
    data |= {"language": "fr", "message": "Ours", "title": "t", "action": "a", "reason": "r"}
    answer = stranger.client.post(stranger.path(f"versions/{draft}/{tail}"), data=data)
    assert answer.status_code == 404
    version = making.version(ghana, draft)
    assert (document.content(version), version.standing, version.edit) == (before, "draft", 5)


@pytest.mark.parametrize("number", ["0", "2147483648", "9" * 30, "-1", "x"])
def test_a_number_that_no_version_has_is_unknown(visitor, number):
    assert visitor.get(f"versions/{number}/tasks/").status == 404
