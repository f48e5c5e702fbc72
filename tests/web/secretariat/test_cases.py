"""The page of a version: what it says, what changed, what can be decided, and by whom."""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import ChangeRequest, PledgeVersion, Proposal
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from tests import making
from tests.domain.pledges import making as words
from tests.web.secretariat.reviewing import CHECKED, decide, path, standing

pytestmark = pytest.mark.usefixtures("campaign")
NOTHING = "A second person has to do this"


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


@pytest.fixture
def reviewer(campaign, client):
    actor = making.person("reviewer")
    making.sign_in(client, actor)
    return actor


def test_a_case_shows_words_answers_commitments_and_history(reviewer, client, ghana):
    page = client.get(path(making.submitted("GHA", by=ghana))).text
    for part in ("We promise.", "Adopts this clause", "A unit in each district", "A. Person"):
        assert part in page
    assert "Person 1" in page
    assert "20 November 2026" in page


def test_the_whole_way_by_two_people(reviewer, client, make_client):
    version_id = making.submitted("GHA")
    answer = decide(client, version_id, "check", **CHECKED)
    assert (answer.status_code, standing(version_id)) == (303, "accepted")
    page = client.get(path(version_id)).text
    assert "Checked. Another reviewer can publish it now." in page
    assert "disabled" in page
    assert NOTHING in page
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert decide(second, version_id, "deposit").status_code == 303
    assert standing(version_id) == "deposited"
    assert "GP-SID27-GHA" in second.get(path(version_id)).text


def test_the_same_person_is_refused_in_words(reviewer, client):
    version_id = making.accepted("GHA", checker=reviewer)
    answer = decide(client, version_id, "deposit")
    assert answer.status_code == 403
    assert NOTHING in answer.text
    assert standing(version_id) == "accepted"


def test_notes_go_back_to_the_parts_they_name(reviewer, client):
    version_id = making.submitted("GHA")
    answer = decide(client, version_id, "changes", **{"note-letter": " Page 2 is missing. "})
    assert (answer.status_code, standing(version_id)) == (303, "changes_asked")
    asked = db.session.query(ChangeRequest).one()
    assert (asked.part, asked.note) == ("letter", "Page 2 is missing.")
    assert "Page 2 is missing." in client.get(path(version_id)).text


def test_what_a_state_is_still_changing_is_its_own(reviewer, client, ghana):
    version_id = making.submitted("GHA", by=ghana)
    letter = db.session.get_one(PledgeVersion, version_id).letters[0].id
    picture = path(version_id, f"letters/{letter}/1.png")
    assert client.get(picture).status_code == 200
    decide(client, version_id, "changes", **{"note-letter": "Page 2 is missing."})
    page = client.get(path(version_id)).text
    assert "Its State has it in hand." in page
    assert "We promise." not in page
    assert client.get(picture).status_code == 404


@pytest.mark.parametrize(
    ("action", "data", "status", "said"),
    [
        ("changes", {}, 422, "Write at least one note"),
        ("changes", {"note-message": "x" * 3001, "note-letter": "kept"}, 422, "longer than"),
        ("changes", {"note-message": "a\u202eb"}, 422, "direction of writing"),
        ("decline", {"reason": "  "}, 422, "This needs an answer."),
    ],
)
def test_faulty_words_are_named_and_kept(reviewer, client, action, data, status, said):
    version_id = making.submitted("GHA")
    answer = decide(client, version_id, action, **data)
    assert answer.status_code == status
    assert said in answer.text
    assert all(value.strip() in answer.text for value in data.values())
    assert standing(version_id) == "submitted"


def test_a_stale_decision_shows_both_states_and_decides_nothing(reviewer, client, ghana):
    version_id = making.submitted("GHA", by=ghana)
    edit = making.version(ghana, version_id).edit
    with write():
        drafting.save_message(
            ghana,
            version_id,
            expected=edit,
            at=making.NOW,
            values={**words.MESSAGE, "message": "We promise more."},
        )
    answer = decide(client, version_id, "check", edit=edit)
    assert answer.status_code == 409
    for part in (f"Save {edit}", f"Save {edit + 1}", "We promise more.", "Edited – Message"):
        assert part in answer.text
    assert standing(version_id) == "submitted"


def test_a_decision_that_came_too_late_keeps_what_was_written(reviewer, client, ghana):
    version_id = making.submitted("GHA", by=ghana)
    with write():
        submission.cancel(ghana, version_id, at=making.NOW)
    answer = making.post(
        client,
        "/en/secretariat/statements/new/",
        path(version_id, "decline/"),
        edit=5,
        standing="submitted",
        reason="The seal is missing",
    )
    assert answer.status_code == 404
    version_id = making.accepted("TGO")
    sent = {"standing": "submitted", "note-letter": "The seal is missing"}
    answer = decide(client, version_id, "changes", **sent)
    assert answer.status_code == 409
    assert "The seal is missing" in answer.text
    assert "the pledge has moved on" in answer.text.lower()


def test_holding_is_one_hand_and_resuming_two(reviewer, client, make_client):
    version_id = making.deposited("GHA")
    assert decide(client, version_id, "hold", reason="An objection").status_code == 303
    assert standing(version_id) == "on_hold"
    assert decide(client, version_id, "resume", reason="It was an error").status_code == 303
    assert standing(version_id) == "on_hold"
    proposal = db.session.query(Proposal).one().id
    settle = f"/en/secretariat/proposals/{proposal}/settle/"
    edit = db.session.get_one(PledgeVersion, version_id).edit
    sent = {"edit": edit, "standing": "on_hold", "answer": "confirm"}
    own = making.post(client, "/en/secretariat/statements/new/", settle, **sent)
    assert own.status_code == 403
    assert "You proposed this yourself" in own.text
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert making.post(second, path(version_id), settle, **sent).status_code == 303
    assert standing(version_id) == "deposited"
    again = making.post(second, path(version_id), settle, **sent)
    assert again.status_code == 409


def test_an_amendment_shows_what_changes(reviewer, client, ghana):
    making.deposited("GHA", by=ghana)
    with write():
        version_id = drafting.begin(
            ghana, making.campaign_id(), at=making.NOW, reason="A new law"
        ).id
    edit = making.version(ghana, version_id).edit
    with write():
        values = {**words.MESSAGE, "message": "We promise a law."}
        drafting.save_message(ghana, version_id, expected=edit, at=making.NOW, values=values)
        signed = {**making.INSTRUMENT, "letter": making.letter(key="letters/two")}
        drafting.save_instrument(ghana, version_id, expected=edit + 1, at=making.NOW, values=signed)
    with write():
        submission.submit(ghana, version_id, expected=edit + 2, key="two", at=making.NOW)
    page = client.get(path(version_id)).text
    for part in ("What changed since the published version", "A new law", "We promise a law."):
        assert part in page
    assert "<del>promise.</del>" in page


@pytest.mark.parametrize("number", ["999999", "99999999999999999999"])
def test_an_unknown_case_is_unknown(reviewer, client, number):
    assert client.get(path(number)).status_code == 404


def test_a_draft_is_not_shown(reviewer, client, ghana):
    draft = making.draft(ghana, making.campaign_id())
    assert client.get(path(draft)).status_code == 404


@pytest.mark.parametrize("edit", ["", "x", "-1", "1 ", "²", "9" * 30])
def test_a_form_without_its_edit_is_not_ours(reviewer, client, edit):
    version_id = making.submitted("GHA")
    assert decide(client, version_id, "check", edit=edit).status_code == 400


@pytest.mark.parametrize("role", ["administrator", "press_officer", "focal_point"])
def test_only_reviewers_open_a_case(campaign, client, role):
    version_id = making.submitted("GHA")
    making.sign_in(client, making.person(role, "TGO" if role == "focal_point" else None))
    assert client.get(path(version_id)).status_code == 403


def test_a_case_of_every_standing_can_be_read(reviewer, client, ghana):
    first = making.person("reviewer")
    version_id = making.announced("GHA", by=ghana)
    making.stored_letter(ghana, version_id)
    assert "The signed document that followed" in client.get(path(version_id)).text
    with write():
        review.hold(first, version_id, reason="A doubt", at=making.NOW)
    assert client.get(path(version_id)).status_code == 200
    with write():
        submission.ask_withdrawal(ghana, version_id, reason="A new mandate", at=making.NOW)
    page = client.get(path(version_id)).text
    assert "Withdraw the pledge, as its State asks" in page
    assert "A new mandate" in page
    assert client.get(path(version_id).replace("/en/", "/ar/")).status_code == 200
