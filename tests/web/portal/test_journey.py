"""A whole pledge through the pages: begun, filled in, checked, submitted, and what comes after."""

import hashlib
import re

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges import document
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import review
from pledge_site.kernel.languages import CODES
from tests.domain.pledges import making
from tests.web.portal.browsing import Visitor


def fill_in(visitor, version_id):
    """Fill in every part by its page."""
    at = f"versions/{version_id}/"
    sheet = visitor.get(at + "message/")
    visitor.follow(visitor.send(sheet, {"language": "fr", "message": "Nous promettons."}))
    sheet = visitor.get(at + "clauses/")
    answers = {f"answer_{key}": "adopt" for key in making.CLAUSES}
    answers |= {"answer_c2": "adopt_with_statement", "statement_c2": "Depuis 2024."}
    visitor.follow(visitor.send(sheet, answers))
    sheet = visitor.get(at + "commitments/new/")
    values = {
        "title": "Une unité par district",
        "action": "Former et payer.",
        "starts_on": "2027-01-01",
        "ends_on": "2028-12-31",
        "target_value": "16 districts",
        "target_year": "2028",
        "firmness": "budget",
        "outcomes": ["laws_and_policies"],
        "capabilities": ["law_enforcement", "workforce"],
    }
    visitor.follow(visitor.send(sheet, values))
    sheet = visitor.get(at + "instrument/")
    values = {
        "kind": "signed_letter",
        "on": "2026-11-20",
        "signatory_name": "A. Person",
        "signatory_office": "Ministre",
        "letter": (making.pdf(2), "lettre signée.pdf"),
    }
    return visitor.follow(visitor.send(sheet, values))


def test_a_pledge_is_begun_filled_in_and_submitted(visitor, folders):
    home = visitor.get()
    assert "The pledge of Ghana" in home.text
    tasks = visitor.follow(visitor.send(home))
    version_id = int(re.search(r"versions/(\d+)/", tasks.path)[1])
    assert tasks.text.count("Not begun") == 6
    tasks = fill_in(visitor, version_id)
    assert "4 of 8 tasks are complete." in tasks.text
    version = making.version(visitor.actor, version_id)
    assert document.commitments(version)[0]["capabilities"] == ["law_enforcement", "workforce"]
    assert document.commitments(version)[0]["target_year"] == 2028
    letter = document.current_letter(version, for_deposit=False)
    assert (letter.name, letter.pages, letter.kind) == ("lettre signée.pdf", 2, "pdf")
    kept = (folders / "files" / letter.key).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == letter.sha256
    check = visitor.get(f"versions/{version_id}/check/")
    for said in ("Nous promettons.", "Depuis 2024.", "Une unité par district", "A. Person"):
        assert said in check.text
    answer = visitor.send(check)
    receipt = visitor.follow(answer)
    version = making.version(visitor.actor, version_id)
    assert version.standing == "submitted"
    assert version.receipt in receipt.text
    assert version.content_hash in receipt.text
    again = visitor.send(check)
    assert again.response.headers["Location"] == answer.response.headers["Location"]
    assert db.session.query(Submission).count() == 1
    assert version.receipt in visitor.get().text
    received = version.content_hash
    visitor.send(visitor.get(f"versions/{version_id}/message/"), {"message": "Autrement."})
    receipt = visitor.get(f"versions/{version_id}/receipt/")
    assert received in receipt.text
    assert making.version(visitor.actor, version_id).content_hash in receipt.text


@pytest.mark.parametrize("lang", CODES)
def test_every_page_stands_in_every_language(make_client, ghana, campaign, lang):
    visitor = Visitor(make_client(), ghana, lang)
    assert visitor.get().status == 200
    version_id = making.draft(ghana, campaign)
    making.fill(ghana, version_id)
    for tail in (
        "", "tasks/", "message/", "clauses/", "commitments/", "commitments/new/", "commitments/1/",
        "commitments/1/remove/", "instrument/", "check/", "cancel/",
    ):  # fmt: skip
        assert visitor.get(f"versions/{version_id}/{tail}").status == 200
    assert visitor.get(f"versions/{version_id}/receipt/").status == 404


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("how", ["announce", "deposit"])
def test_the_pages_after_publication(make_client, ghana, campaign, how, lang):
    version_id = making.published(ghana, campaign, how=how)
    visitor = Visitor(make_client(), ghana, lang)
    home = visitor.get()
    assert "GP-SID27-GHA" in home.text
    tails = ["", "receipt/", "withdraw/"] + (["letter/"] if how == "announce" else [])
    for tail in tails:
        assert visitor.get(f"versions/{version_id}/{tail}").status == 200
    assert visitor.get("amend/").status == 200
    for tail in ("tasks/", "message/", "check/", "cancel/"):
        assert visitor.get(f"versions/{version_id}/{tail}").status == 409


def test_beginning_twice_makes_one_pledge(visitor, colleague):
    home = visitor.get()
    first, second = visitor.send(home), visitor.send(home)
    assert first.response.headers["Location"] == second.response.headers["Location"]
    theirs = colleague.get()
    assert "Go on with it" in theirs.text
    assert db.session.query(PledgeVersion).count() == 1


def test_submitting_what_lacks_something_names_it_all(visitor, draft):
    sheet = visitor.get(f"versions/{draft}/check/")
    assert "Before you can submit" in sheet.text
    token = visitor.get(f"versions/{draft}/cancel/").fields()["csrf_token"]
    data = {"csrf_token": token, "edit": "1", "key": "k" * 32}
    path = visitor.path(f"versions/{draft}/check/")
    answer = visitor.client.post(path, data=data)
    assert answer.status_code == 422
    assert "Write the message of your State." in answer.text
    assert "Add at least one commitment." in answer.text
    for bad in ({"key": "short"}, {"edit": ""}, {"edit": "x"}):
        assert visitor.client.post(path, data={**data, **bad}).status_code == 400


def test_submitting_what_a_colleague_changed_is_shown_again(visitor, colleague, ghana, draft):
    making.fill(ghana, draft)
    check = visitor.get(f"versions/{draft}/check/")
    sheet = colleague.get(f"versions/{draft}/message/")
    colleague.send(sheet, {"message": "Other words."})
    answer = visitor.send(check)
    assert answer.status == 409
    assert "Other words." in answer.text
    assert visitor.send(answer).status == 303
    assert making.version(ghana, draft).standing == "submitted"


def test_a_request_for_changes_stands_beside_its_part(visitor, ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    reviewer = making.person("reviewer")
    notes = {"child_readable": "Shorter words", "letter": "Page two is missing"}
    with write():
        review.ask_changes(reviewer, version_id, notes, at=making.NOW)
    assert "The secretariat asks for changes" in visitor.get().text
    tasks = visitor.get(f"versions/{version_id}/tasks/")
    assert tasks.text.count("Needs attention") == 2
    assert "Cannot begin yet" not in tasks.text
    assert "Shorter words" in tasks.text
    assert "Shorter words" in visitor.get(f"versions/{version_id}/child-readable/").text
    assert "Page two" in visitor.get(f"versions/{version_id}/instrument/").text
    assert "Page two" not in visitor.get(f"versions/{version_id}/message/").text


def test_an_amendment_begins_with_its_reason(visitor, ghana, campaign):
    making.published(ghana, campaign)
    sheet = visitor.get("amend/")
    empty = visitor.send(sheet)
    assert (empty.status, empty.problems()[0][0]) == (422, "reason")
    tasks = visitor.follow(visitor.send(sheet, {"reason": "A new law"}))
    version_id = int(re.search(r"versions/(\d+)/", tasks.path)[1])
    version = making.version(ghana, version_id)
    assert (version.number, version.amendment_reason) == (2, "A new law")
    assert visitor.get(f"versions/{version_id}/message/").fields()["reason"] == "A new law"
    assert visitor.get("amend/").status == 303


def test_a_withdrawal_is_asked_for_with_its_reason(visitor, ghana, campaign):
    version_id = making.published(ghana, campaign)
    sheet = visitor.get(f"versions/{version_id}/withdraw/")
    assert visitor.send(sheet).status == 422
    home = visitor.follow(visitor.send(sheet, {"reason": "A new mandate"}))
    assert "A reviewer has to confirm it." in home.text
    assert making.version(ghana, version_id).proposals[0].reason == "A new mandate"


def test_a_draft_is_cancelled_after_a_question(visitor, ghana, draft):
    sheet = visitor.get(f"versions/{draft}/cancel/")
    home = visitor.follow(visitor.send(sheet))
    assert making.version(ghana, draft).standing == "cancelled"
    assert "Begin the pledge" in home.text
    assert f"/en/portal/versions/{draft}/" in home.links()


def test_the_signed_letter_follows_an_announcement(visitor, ghana, campaign, folders):
    version_id = making.published(ghana, campaign, how="announce")
    sheet = visitor.get(f"versions/{version_id}/letter/")
    wrong = visitor.send(sheet)
    assert wrong.status == 422
    assert {where for where, _ in wrong.problems()} == {
        "kind", "on", "signatory_name", "signatory_office",
    }  # fmt: skip
    values = {
        "kind": "note_verbale", "on": "2026-11-22", "signatory_name": "B", "signatory_office": "C",
    }  # fmt: skip
    without = visitor.send(sheet, values)
    assert (without.status, [where for where, _ in without.problems()]) == (422, ["letter"])
    letter = (making.picture("JPEG"), "letter.jpg")
    shown = visitor.follow(visitor.send(sheet, {**values, "letter": letter}))
    assert "The signed letter that followed" in shown.text
    version = making.version(ghana, version_id)
    assert version.deposit_instrument["kind"] == "note_verbale"
    assert document.current_letter(version, for_deposit=True).kind == "jpeg"


def test_an_edit_that_would_break_what_is_submitted_says_what_is_missing(visitor, ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    sheet = visitor.get(f"versions/{version_id}/message/")
    answer = visitor.send(sheet, {"message": ""})
    assert answer.status == 422
    assert answer.problems() == [
        ("message", "Message of your State: Write the message of your State.")
    ]
    clauses = visitor.get(f"versions/{version_id}/clauses/")
    answer = visitor.send(clauses, {"answer_c1": None})
    assert (answer.status, answer.problems()) == (422, [("", "Answer every clause of the text.")])
    answer = visitor.send(visitor.get(f"versions/{version_id}/commitments/1/remove/"))
    assert (answer.status, answer.problems()) == (422, [("", "Add at least one commitment.")])
