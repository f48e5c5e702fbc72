"""A file of what was said is looked at, then taken whole; the sheet of the codes; partners."""

import io

import pypdfium2
import pytest

from pledge_site.db import db
from pledge_site.domain.workshops.models import (
    Contribution,
    Disclosure,
    PartnerOrganisation,
    Workshop,
)
from tests.domain.pledges.making import person
from tests.web.portal.browsing import Visitor
from tests.web.workshops.field import HOME, codes_of, record

pytestmark = pytest.mark.database("sqlite")
FILE = (
    "\ufeffkind;language;words;translation_language;translation\r\n"
    "idea;sw;Tuulizeni kwanza.;en;Ask us first.\r\n"
    'concern;ar;"اسألونا\nقبل أن تقرروا";;\r\n'
    "sentence;en;My name is Amina.;;\r\n"
)
PARTNERS = "/en/secretariat/partners/"


@pytest.fixture
def workshop(facilitator):
    record(facilitator)
    return db.session.query(Workshop).one()


def send(visitor, workshop, data):
    page = visitor.get(f"{HOME}{workshop.id}/import/")
    return visitor.send(page, {"file": (data.encode(), "said.csv")})


def said():
    return [each.raw_words for each in db.session.query(Contribution).order_by(Contribution.id)]


def test_a_file_is_looked_at_first_and_added_once(facilitator, workshop):
    look = send(facilitator, workshop, FILE)
    assert "3 things would be added" in look.text
    assert "Amina looks like a name" in look.text
    assert said() == []
    assert facilitator.send(look).status == 303
    assert said() == ["Tuulizeni kwanza.", "اسألونا\nقبل أن تقرروا", "My name is Amina."]
    facilitator.send(look)
    again = send(facilitator, workshop, FILE)
    assert "0 things would be added" in again.text
    assert len(said()) == 3
    # What is in the next file besides is added alone.
    more = send(facilitator, workshop, FILE + "question;en;Who decides?;;\r\n")
    assert "1 thing would be added" in more.text
    facilitator.send(more)
    assert said()[3:] == ["Who decides?"]


def test_a_line_that_tells_of_harm_goes_to_the_officers_alone(facilitator, workshop):
    look = send(facilitator, workshop, FILE)
    facilitator.send(look, {"harm_3": ["y"]})
    assert len(said()) == 2
    assert [each.words for each in db.session.query(Disclosure)] == ["اسألونا\nقبل أن تقرروا"]


def test_nothing_is_taken_while_one_line_is_wrong_and_each_is_named(facilitator, workshop):
    again = send(facilitator, workshop, FILE + "plan;en;One.;;\r\nidea;English;;;\r\n")
    assert again.status == 422
    assert [words for _, words in again.problems()] == [
        "Line 6: What it is: Choose one of the answers offered.",
        "Line 7: Language: Choose a language from the list, or write its code, such as sw.",
        "Line 7: What was said: This needs an answer.",
    ]
    assert said() == []
    page = facilitator.get(f"{HOME}{workshop.id}/import/")
    assert facilitator.send(page).problems() == [("file", "Choose a file.")]
    large = send(facilitator, workshop, "x" * 300_000)
    assert large.problems() == [
        ("file", "The file is larger than 256 kilobytes. Send it in parts.")
    ]


def test_what_is_sent_as_looked_at_is_read_anew(facilitator, workshop):
    look = send(facilitator, workshop, FILE)
    forged = facilitator.send(look, {"sheet": "kind,language,words\nplan,en,One.\n"})
    assert (forged.status, said()) == (422, [])


def test_the_sheet_of_the_codes_is_in_the_language_of_the_group(facilitator):
    page = record(facilitator, language="ar")
    receipt, withdrawal = codes_of(page)
    article = next(each for each in page.root.iter("article"))
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    words = "".join(article.itertext())
    assert receipt in words
    assert withdrawal in words
    assert "/ar/text/receipt/" in words
    # Of no language of ours: in that of the facilitator.
    other = next(each for each in record(facilitator).root.iter("article"))
    assert other.get("lang") == "en"


def test_the_sheet_is_a_pdf_for_whoever_has_the_codes(facilitator):
    page = record(facilitator)
    to = page.form().get("action")
    answer = facilitator.client.post(to, data=page.fields())
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    document = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    text = "".join(each.get_textpage().get_text_bounded() for each in document)
    for code in codes_of(page):
        assert code in text
    wrong = {**page.fields(), "receipt": "R-2222-2222-2222-2222"}
    assert facilitator.client.post(to, data=wrong).status_code == 409


def test_a_partner_is_named_by_an_administrator(facilitator, make_client):
    record(facilitator)
    administrator = Visitor(make_client(), person("administrator"))
    again = administrator.send(administrator.get(PARTNERS), {"name": "Our Voices"})
    assert again.status == 422
    assert again.problems() == [("agreed-GHA-2", "This needs an answer.")]
    assert again.fields()["name"] == "Our Voices"
    assert administrator.send(again, {"agreed": ["y"]}).status == 303
    assert db.session.query(PartnerOrganisation).one().name == "Our Voices"
    assert "Our Voices" in facilitator.get(f"{HOME}1/").text
