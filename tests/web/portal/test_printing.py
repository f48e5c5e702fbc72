"""The form on paper: every question with its reason, in six languages, as page and as PDF."""

import unicodedata

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges.writing import drafting
from pledge_site.kernel.languages import CODES
from pledge_site.web.portal.child_readable import ChildReadableForm
from pledge_site.web.portal.commitment_form import CommitmentForm
from pledge_site.web.portal.instrument import InstrumentForm
from pledge_site.web.portal.message import MessageForm
from tests.domain.pledges import making
from tests.web.portal.browsing import Visitor

# What is looked at is paper; both databases hand over the same words.
pytestmark = pytest.mark.database("sqlite")
ARABIC = "نتعهد بحماية كل طفل من العنف على الإنترنت"
CHINESE = "我们承诺在网络上保护每一个儿童"
RUSSIAN = "Мы обещаем защитить каждого ребёнка"


def words_of(data):
    """Read a PDF as a reader would copy it, in one line and in NFC, and its count of pages."""
    import pypdfium2  # heavy: only where a PDF is read

    with pypdfium2.PdfDocument(data) as document:
        found = " ".join(page.get_textpage().get_text_range() for page in document)
    return unicodedata.normalize("NFKC", " ".join(found.split()))


def say(actor, version_id, message, language):
    edit = making.version(actor, version_id).edit
    values = {"language": language, "message": message, "child_readable": ""}
    with write():
        drafting.save_message(actor, version_id, expected=edit, at=making.NOW, values=values)


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("kept", ["blank", "filled"])
def test_every_question_and_its_reason_is_on_paper(app, visitor, ghana, draft, kept):
    if kept == "filled":
        making.fill(ghana, draft)
    sheet = visitor.get(f"versions/{draft}/print/")
    answer = visitor.client.get(f"/en/portal/versions/{draft}/print.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    paper = squeezed(words_of(answer.data))
    with app.test_request_context("/en/portal/"):
        fields = [
            field
            for form in (MessageForm, ChildReadableForm, CommitmentForm, InstrumentForm)
            for field in form(formdata=None).fields()
        ]
    for said in (each for field in fields for each in (field.label.text, field.description)):
        assert " ".join(said.split()) in sheet.text
        assert squeezed(unicodedata.normalize("NFKC", said)) in paper
    for part in making.TEXT["clauses"]:
        assert squeezed(unicodedata.normalize("NFKC", part["body"]["en"])) in paper


@pytest.mark.parametrize("lang", CODES)
def test_it_is_set_in_every_language(make_client, ghana, draft, lang):
    reader = Visitor(make_client(), ghana, lang)
    assert reader.get(f"versions/{draft}/print/").status == 200
    answer = reader.client.get(f"/{lang}/portal/versions/{draft}/print.pdf")
    assert answer.data.startswith(b"%PDF-")
    assert "\ufffd" not in words_of(answer.data)


@pytest.mark.parametrize(("said", "language"), [(ARABIC, "ar"), (CHINESE, "zh"), (RUSSIAN, "ru")])
def test_words_can_be_copied_out_of_the_pdf(visitor, ghana, draft, said, language):
    say(ghana, draft, said, language)
    paper = words_of(visitor.client.get(f"/en/portal/versions/{draft}/print.pdf").data)
    lost = [word for word in said.split() if unicodedata.normalize("NFKC", word) not in paper]
    assert lost == []


def test_text_is_never_read_as_markup(visitor, ghana, draft):
    said = '#panic("no") $x$ *bold* _it_ <a> @b \\ [c] `d` // e'
    say(ghana, draft, said, "en")
    paper = words_of(visitor.client.get(f"/en/portal/versions/{draft}/print.pdf").data)
    assert squeezed(said) in squeezed(paper)


def test_the_page_keeps_its_own_sections(visitor, draft):
    sheet = visitor.get(f"versions/{draft}/print/")
    ways = [nav for nav in sheet.root.iter("nav") if "/en/account/" in "".join(
        link.get("href", "") for link in nav.iter("a")
    )]  # fmt: skip
    assert len(ways) == 1


def test_another_state_gets_neither(stranger, draft):
    for tail in ("print/", "print.pdf"):
        assert stranger.client.get(f"/en/portal/versions/{draft}/{tail}").status_code == 404


def test_a_sign_without_a_glyph_costs_no_one_the_paper(visitor, ghana, draft):
    say(ghana, draft, "We promise 👧🏽 ภาษาไทย", "en")
    assert "We promise 👧🏽 ภาษาไทย" in visitor.get(f"versions/{draft}/print/").text
    answer = visitor.client.get(f"/en/portal/versions/{draft}/print.pdf")
    assert answer.status_code == 200
    assert "We promise" in words_of(answer.data)
