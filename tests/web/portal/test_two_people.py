"""Two people at one pledge: nobody overwrites what they have not seen; no State sees another's."""

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.writing import submission
from tests.domain.pledges import making

PAGES = (
    "", "tasks/", "message/", "clauses/", "commitments/", "commitments/new/", "commitments/1/",
    "commitments/1/remove/", "instrument/", "check/", "receipt/", "cancel/", "withdraw/", "letter/",
)  # fmt: skip


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


def test_the_same_save_sent_twice_is_no_conflict(visitor, draft):
    sheet = visitor.get(at(draft, "message"))
    assert [visitor.send(sheet, {"message": "Once."}).status for _ in range(2)] == [303, 303]
    assert making.version(visitor.actor, draft).edit == 2


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
    assert "A colleague has taken this out" in stale.text
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
