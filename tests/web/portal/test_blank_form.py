"""The blank form: open to everyone, the same to everyone, in six languages, as page and as PDF."""

import re
import unicodedata

import pypdfium2
import pytest
from flask_babel import force_locale, gettext

from pledge_site.domain.commitments.codes import TAGS
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.web.edge.current import refresh
from pledge_site.web.portal.child_readable import ChildReadableForm
from pledge_site.web.portal.commitment_form import CommitmentForm
from pledge_site.web.portal.instrument import InstrumentForm
from pledge_site.web.portal.message import MessageForm
from tests import making as histories
from tests.domain.pledges import making
from tests.outlets.test_pdf import is_universal
from tests.web.portal.browsing import Sheet

# What is looked at is paper; both databases hand over the same words.
pytestmark = pytest.mark.database("sqlite")
FORMS = (MessageForm, ChildReadableForm, CommitmentForm, InstrumentForm)


@pytest.fixture
def public(campaign):
    """A register whose snapshot names the text."""
    drain([SNAPSHOTS])
    refresh()


def squeezed(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def words_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def sheet_of(client, lang):
    path = f"/{lang}/how-to-pledge/form/"
    return Sheet(path, client.get(path))


def test_every_question_its_reason_and_every_clause_is_there(app, client, public):
    page = sheet_of(client, "en").text
    paper = words_of(client.get("/en/how-to-pledge/form.pdf").data)
    with app.test_request_context("/en/"):
        fields = [
            field for form in FORMS for field in form(formdata=None, meta={"csrf": False}).fields()
        ]
    said = [each for field in fields for each in (field.label.text, field.description or "")]
    said += [each for tags in TAGS.values() for each in tags.values()]
    for part in making.TEXT["clauses"]:
        said += [part["heading"]["en"], part["body"]["en"]]
    said.append(making.TEXT["preamble"]["en"])
    for each in said:
        assert " ".join(each.split()) in page, each
        assert squeezed(each) in paper, each


@pytest.mark.parametrize("lang", CODES)
def test_it_is_there_in_every_language(client, public, lang):
    page = sheet_of(client, lang)
    assert page.status == 200
    assert making.TEXT["clauses"][-1]["heading"][lang] in page.text
    assert f"/{lang}/how-to-pledge/form.pdf" in page.links()
    answer = client.get(f"/{lang}/how-to-pledge/form.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert is_universal(answer.data)
    assert re.search(rf"/Type/Catalog[^\n]*/Lang\({lang}\)".encode(), answer.data)
    with pypdfium2.PdfDocument(answer.data) as document:
        assert all(page.get_size() == pytest.approx((595.28, 841.89), abs=1) for page in document)
        marks = [squeezed(page.get_textpage().get_text_range()) for page in document]
    with force_locale(LANGUAGES[lang].locale):
        mark = squeezed(gettext("A demonstration: no State has made these pledges."))
    assert all(mark in each for each in marks)


def test_it_knows_nobody_and_caches_may_keep_it(client, make_client, ghana, public):
    stranger = client.get("/en/how-to-pledge/form.pdf")
    assert "Set-Cookie" not in stranger.headers
    assert stranger.headers["Cache-Control"].startswith("public, max-age=0")
    assert "Cookie" not in stranger.headers.get("Vary", "")
    official = histories.sign_in(make_client(), ghana).get("/en/how-to-pledge/form.pdf")
    assert official.data == stranger.data
    assert "Set-Cookie" not in sheet_of(client, "en").response.headers


def test_who_has_it_is_told_so(client, public):
    first = client.get("/en/how-to-pledge/form.pdf")
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/en/how-to-pledge/form.pdf", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/fr/how-to-pledge/form.pdf", headers=known)
    assert other.status_code == 200


def test_it_is_linked_from_how_to_pledge_and_from_the_portal(client, visitor, public):
    assert 'href="/en/how-to-pledge/form/"' in client.get("/en/how-to-pledge/").text
    assert "/en/how-to-pledge/form/" in visitor.get().links()
    assert "/en/how-to-pledge/form/" in client.get("/sitemap.xml").text


def test_before_the_first_campaign_it_asks_without_a_text(app, client):
    page = sheet_of(client, "en")
    assert page.status == 200
    assert "The commitments" in page.text
    assert client.get("/en/how-to-pledge/form.pdf").status_code == 200
