"""Receipts: one for each submission, with what was handed in, for the own State alone."""

import unicodedata
from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges.case_models import Submission
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.languages import CODES
from tests.domain.pledges import making
from tests.web.portal.browsing import Visitor

LATER = making.NOW + timedelta(hours=3)


def words_of(data):
    with pypdfium2.PdfDocument(data) as document:
        found = " ".join(page.get_textpage().get_text_range() for page in document)
    return unicodedata.normalize("NFKC", " ".join(found.split()))


@pytest.fixture
def twice(ghana, campaign):
    """A version handed in, changed on request, and handed in again: its id, both receipts."""
    version_id = making.submitted(ghana, campaign)
    first = making.version(ghana, version_id).receipt
    with write():
        review.ask_changes(
            making.person("reviewer"), version_id, {"message": "Say more."}, at=LATER
        )
    edit = making.version(ghana, version_id).edit
    with write():
        said = {**making.MESSAGE, "message": "We promise more."}
        drafting.save_message(ghana, version_id, expected=edit, at=LATER, values=said)
        submission.submit(ghana, version_id, expected=edit + 1, key="again", at=LATER)
    return version_id, first, making.version(ghana, version_id).receipt


def hash_of(receipt):
    """What the ledger says of a receipt is what its page has to say."""
    entries = ledger.after(0, limit=1000)
    return next(e.facts["content"] for e in entries if e.facts.get("receipt") == digest(receipt))


def test_home_has_every_receipt_to_read_and_to_save(visitor, twice):
    version_id, *receipts = twice
    links = visitor.get().links()
    for receipt in receipts:
        assert f"/en/portal/versions/{version_id}/receipts/{receipt}/" in links
        assert f"/en/portal/versions/{version_id}/receipts/{receipt}.pdf" in links


def test_each_receipt_vouches_for_its_own_submission(app, visitor, twice):
    version_id, first, second = twice
    assert hash_of(first) != hash_of(second)
    for receipt, clock in ((first, "09:00 UTC"), (second, "12:00 UTC")):
        sheet = visitor.get(f"versions/{version_id}/receipts/{receipt}/")
        paper = words_of(
            visitor.client.get(f"/en/portal/versions/{version_id}/receipts/{receipt}.pdf").data
        )
        for said in (
            receipt, clock, "Ghana", "Safer Internet Day 2027", making.COMMITMENT["title"],
            "MoJ/12", "20 November 2026", "Minister", "letter.pdf",
        ):  # fmt: skip
            assert said in sheet.text, said
            assert said in paper, said
        assert hash_of(receipt) in sheet.text
        assert hash_of(receipt) in paper.replace(" ", "")


def test_the_last_one_is_where_the_submission_led(visitor, twice):
    version_id, first, second = twice
    sheet = visitor.get(f"versions/{version_id}/receipt/")
    assert second in sheet.text
    assert first not in sheet.text


def test_only_an_older_one_tells_of_later_changes(visitor, twice):
    version_id, first, second = twice
    said = "Fingerprint now, after later changes"
    assert said in visitor.get(f"versions/{version_id}/receipts/{first}/").text
    assert said not in visitor.get(f"versions/{version_id}/receipts/{second}/").text


@pytest.mark.parametrize("tail", ["/", ".pdf"])
def test_another_state_gets_none_and_a_wrong_number_neither(visitor, stranger, twice, tail):
    version_id, first, _ = twice
    path = f"/en/portal/versions/{version_id}/receipts/{first}{tail}"
    assert visitor.client.get(path).status_code == 200
    theirs = stranger.client.get(path)
    unknown = stranger.client.get(path.replace(first, "2222-3333-4444"))
    assert theirs.status_code == unknown.status_code == 404
    assert visitor.client.get(path.replace(first, "2222-3333-4444")).status_code == 404


@pytest.mark.parametrize("lang", CODES)
def test_it_is_set_in_every_language_and_is_private(make_client, ghana, twice, lang):
    version_id, _, receipt = twice
    reader = Visitor(make_client(), ghana, lang)
    answer = reader.client.get(f"/{lang}/portal/versions/{version_id}/receipts/{receipt}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="receipt-{receipt}.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    found = words_of(answer.data).replace(" ", "")
    assert receipt in found
    assert hash_of(receipt) in found
    again = reader.client.get(f"/{lang}/portal/versions/{version_id}/receipts/{receipt}.pdf")
    assert again.data == answer.data


def test_what_was_submitted_before_its_words_were_kept_has_its_number_and_hash(visitor, twice):
    version_id, first, _ = twice
    with write():
        row = db.session.scalars(select(Submission).where(Submission.receipt == first)).one()
        row.content = None
    sheet = visitor.get(f"versions/{version_id}/receipts/{first}/")
    assert first in sheet.text
    assert making.COMMITMENT["title"] not in sheet.text
