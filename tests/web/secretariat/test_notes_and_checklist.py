"""Around a case: who has it open, internal notes, the checklist, notes at places and answers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import write
from pledge_site.domain.contacts.models import Contact
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel import clock
from tests import making
from tests.domain.contacts.making import contact_of
from tests.domain.pledges import making as words
from tests.web.secretariat.reviewing import decide, path, standing

pytestmark = pytest.mark.usefixtures("campaign")


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


def test_a_case_says_who_else_has_it_open(reviewer, client, make_client):
    version_id = making.submitted("GHA")
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert "Open just now with" not in client.get(path(version_id)).text
    assert "Open just now with: Person 1" in second.get(path(version_id)).text
    assert "Person 3 has it open." in client.get("/en/secretariat/").text
    focal = making.sign_in(make_client(), making.focal_point("GHA"))
    assert "Person 1" not in focal.get(f"/en/portal/versions/{version_id}/tasks/").text


def test_notes_stay_with_the_reviewers(reviewer, client, make_client, ghana):
    version_id = making.submitted("GHA", by=ghana)
    answer = decide(client, version_id, "notes", body="The seal looks odd")
    assert answer.status_code == 303
    second = making.sign_in(make_client(), making.person("reviewer"))
    assert "The seal looks odd" in second.get(path(version_id)).text
    focal = making.sign_in(make_client(), ghana)
    for page in ("", "tasks/", "message/", "check/", "receipt/", "instrument/"):
        found = focal.get(f"/en/portal/versions/{version_id}/{page}")
        assert (found.status_code, "The seal" in found.text) == (200, False), page
    assert decide(client, version_id, "notes", body=" ").status_code == 422


def test_the_checklist_keeps_answers_and_shows_who_gave_them(reviewer, client):
    version_id = making.submitted("GHA")
    answer = decide(client, version_id, "checklist", **{"check-words": "yes"})
    assert (answer.status_code, standing(version_id)) == (303, "submitted")
    assert "Yes – <bdi>Person 1" in client.get(path(version_id)).text
    answer = decide(client, version_id, "check", **{"check-in_office": "no"})
    assert (answer.status_code, standing(version_id)) == (422, "submitted")
    assert answer.text.count("Answer this before you say that it is checked.") == 2 * 3
    assert "The answer is no" in answer.text
    assert 'name="check-in_office" value="no" checked' in answer.text


def test_the_number_on_file_stands_beside_its_question(reviewer, client):
    version_id = making.submitted("GHA")
    assert "No contact of this State is on file." in client.get(path(version_id)).text
    contact_of("GHA")
    with write() as session:
        session.scalars(select(Contact)).one().phone = "+233 30 000 0000"
    assert "+233 30 000 0000" in client.get(path(version_id)).text


def test_a_place_is_asked_for_and_its_answer_shown(reviewer, client, ghana):
    version_id = making.submitted("GHA", by=ghana)
    with write():
        values = {**words.COMMITMENT, "action": "Promote safety."}
        edit = making.version(ghana, version_id).edit
        drafting.save_commitment(ghana, version_id, 1, expected=edit, at=making.NOW, values=values)
    page = client.get(path(version_id)).text
    assert 'name="note-commitments.1.lead_ministry" form="ask_changes-form"' in page
    notes = {"note-commitments.1.action": "Promote how?", "note-answers.c3": "Why?"}
    assert decide(client, version_id, "changes", **notes).status_code == 303
    with write():
        edit = making.version(ghana, version_id).edit
        values["action"] = "Teach safety in each school."
        drafting.save_commitment(ghana, version_id, 1, expected=edit, at=later(), values=values)
    with write():
        submission.submit(ghana, version_id, expected=edit + 1, key="again", at=later())
    page = client.get(path(version_id)).text
    for part in ("What changed since the submission of", "<ins>Teach", ": changed.",
                 ": left as it was.", "Commitment 1: What will be done"):  # fmt: skip
        assert part in page, part


@pytest.mark.parametrize("place", ["budget", "commitments.7", "commitments.x.title"])
def test_a_note_to_a_place_that_is_not_there_is_refused(reviewer, client, place):
    # Nothing that the page has could send this, so nothing on it can be pointed at.
    client.checks = False
    version_id = making.submitted("GHA")
    answer = decide(client, version_id, "changes", **{f"note-{place}": "Why?"})
    assert (answer.status_code, standing(version_id)) == (422, "submitted")


def later():
    return clock.now() + timedelta(hours=1)


def test_a_whole_checklist_is_one_line_of_the_history(reviewer, client):
    version_id = making.accepted("GHA")
    assert client.get(path(version_id)).text.count("Checklist answered") == 1
