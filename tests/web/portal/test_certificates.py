"""Certificates: for what is deposited now, in two languages, one sheet, for the own State."""

import unicodedata

import pypdfium2
import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reading import certificates
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.languages import CODES
from pledge_site.outlets import qr
from tests import making as histories
from tests.domain.pledges import making
from tests.outlets.test_pdf import is_universal
from tests.web.portal.browsing import Visitor

# What is looked at is paper; both databases hand over the same words.
pytestmark = pytest.mark.database("sqlite")
MARK = "A demonstration: no State has made these pledges."


def words_of(data):
    with pypdfium2.PdfDocument(data) as document:
        found = " ".join(page.get_textpage().get_text_range() for page in document)
    return unicodedata.normalize("NFKC", " ".join(found.split()))


def pages_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


@pytest.fixture
def deposited(ghana, campaign):
    return making.published(ghana, campaign)


def fetch(visitor, version_id):
    return visitor.client.get(f"/{visitor.lang}/portal/versions/{version_id}/certificate.pdf")


def change(version_id, **values):
    """Write something into a version as no service would, to see how it is set."""
    with write() as session:
        version = session.get_one(PledgeVersion, version_id)
        for name, value in values.items():
            setattr(version, name, value)


def test_it_says_who_when_what_and_where_to_look(visitor, deposited):
    answer = fetch(visitor, deposited)
    version = making.version(visitor.actor, deposited)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = words_of(answer.data)
    for said in (
        "Certificate of deposit", "Ghana", "24 November 2026", "GP-SID27-GHA", "Minister",
        "Safer Internet Day 2027", "Our promise to every child online", "Version 1", MARK,
        "http://localhost/en/pledges/GP-SID27-GHA/",
    ):  # fmt: skip
        assert said in found, said
    assert version.content_hash in found.replace(" ", "")
    assert is_universal(answer.data)
    assert pages_of(answer.data) == 1


@pytest.mark.parametrize("lang", CODES)
def test_it_speaks_the_language_of_the_pledge_and_english_whoever_asks(
    make_client, ghana, deposited, lang
):
    change(deposited, language=lang)
    found = {fetch(Visitor(make_client(), ghana, code), deposited).data for code in ("en", "ar")}
    assert len(found) == 1
    paper = words_of(found.pop())
    assert "Certificate of deposit" in paper
    assert f"http://localhost/{lang}/pledges/GP-SID27-GHA/" in paper
    assert {"fr": "24 novembre 2026", "ru": "24 ноября 2026", "es": "24 de noviembre"}.get(
        lang, "24 November 2026"
    ) in paper


@pytest.mark.parametrize("lang", CODES)
def test_the_longest_words_stay_on_one_sheet(make_client, app, lang):
    making.campaign()
    britain = making.focal_point("GBR")
    version_id = making.published(britain, histories.campaign_id())
    office = " ".join(["Minister of Justice and Constitutional Affairs"] * 4)[:200]
    change(version_id, language=lang, signatory_office=office)
    data = fetch(Visitor(make_client(), britain), version_id).data
    assert pages_of(data) == 1
    with pypdfium2.PdfDocument(data) as document:
        page = document[0].get_textpage()
        found = page.search("Constitutional")
        heights = [page.get_charbox(place[0])[1] for place in iter(found.get_next, None)]
    # Of points: what stands below is no higher than 47 millimetres.
    assert len(heights) >= 4
    assert min(heights) > 47 / 25.4 * 72


def test_it_is_linked_where_the_deposit_is_told(visitor, deposited):
    path = f"/en/portal/versions/{deposited}/certificate.pdf"
    assert path in visitor.get().links()
    assert path in visitor.get(f"versions/{deposited}/").links()


def test_what_is_not_deposited_has_none(visitor, ghana, campaign, draft):
    assert fetch(visitor, draft).status_code == 404
    making.fill(ghana, draft)
    with write():
        edit = making.version(ghana, draft).edit
        submission.submit(ghana, draft, expected=edit, key="a", at=making.NOW)
    assert fetch(visitor, draft).status_code == 404


def test_what_was_only_announced_has_none(visitor, ghana, campaign):
    version_id = making.published(ghana, campaign, how="announce")
    assert fetch(visitor, version_id).status_code == 404
    assert "certificate" not in "".join(visitor.get().links())


def test_what_is_held_has_none(visitor, deposited):
    assert fetch(visitor, deposited).status_code == 200
    with write():
        review.hold(making.person("reviewer"), deposited, reason="A doubt", at=making.NOW)
    assert fetch(visitor, deposited).status_code == 404


@pytest.mark.parametrize("standing", ["withdrawn", "superseded"])
def test_what_has_ended_has_none(visitor, deposited, standing):
    change(deposited, standing=standing, ended_at=making.NOW)
    assert fetch(visitor, deposited).status_code == 404


def test_another_state_gets_none(stranger, deposited):
    assert fetch(stranger, deposited).status_code == 404


def test_a_reviewer_gets_the_same(make_client, ghana, visitor, deposited):
    desk = histories.sign_in(make_client(), making.person("reviewer"))
    path = f"/en/secretariat/cases/{deposited}/certificate.pdf"
    assert desk.get(path).data == fetch(visitor, deposited).data
    assert path in desk.get(f"/en/secretariat/cases/{deposited}/").text


def test_the_letter_that_followed_says_who_signed(ghana, campaign):
    version_id = making.published(ghana, campaign)
    version = making.version(ghana, version_id)
    assert certificates.signed(version) == ("signed_letter", "Minister")
    version.deposit_instrument = {"kind": "note_verbale", "signatory_office": "Ambassador"}
    assert certificates.signed(version) == ("note_verbale", "Ambassador")
    db.session.rollback()


def test_the_code_is_that_of_the_public_page():
    address = "https://pledge.example.org/en/pledges/GP-SID27-GHA/"
    assert qr.svg(address) == qr.svg(address) != qr.svg(address + "x")
    assert qr.svg(address).startswith("<svg")


def test_no_transaction_is_open_while_it_is_set(app, visitor, deposited, monkeypatch):
    seen = []

    def look(*args, **kwargs):
        seen.append(db.session().in_transaction())
        return b"%PDF-"

    monkeypatch.setattr("pledge_site.web.edge.papers.pdf", look)
    assert fetch(visitor, deposited).status_code == 200
    assert seen == [False]


def test_it_is_set_once_for_the_same_words(visitor, deposited, monkeypatch):
    first = fetch(visitor, deposited).data
    monkeypatch.setattr("pledge_site.web.edge.papers.pdf", lambda *_, **__: b"again")
    assert fetch(visitor, deposited).data == first
    change(deposited, signatory_office="Another office")
    assert fetch(visitor, deposited).data == b"again"


def test_an_amendment_has_a_certificate_of_its_own(visitor, ghana, campaign, deposited):
    with write():
        begun = drafting.begin(ghana, campaign, at=making.NOW, reason="More").id
    assert fetch(visitor, begun).status_code == 404
    assert fetch(visitor, deposited).status_code == 200
