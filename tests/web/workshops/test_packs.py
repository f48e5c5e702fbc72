"""Sheets for the field: the same in six languages, in one ink, with nothing invented in them."""

import csv
import io
import json
import re
import unicodedata

import pypdfium2
import pytest

from pledge_site.domain.workshops import importing
from pledge_site.kernel.languages import CODES
from pledge_site.outlets import pdf_parts
from pledge_site.settings import ROOT
from pledge_site.web.workshops.leaflets import KINDS
from tests.outlets.test_pdf import is_universal, read

# What is looked at is words; both databases know nothing of them.
pytestmark = pytest.mark.database("sqlite")
FOLDER = ROOT / "templates/workshops/packs"
SET = ("heading", "line", "text")
SIZE = re.compile(rb"/f\d+ ([\d.]+) Tf")
# What is no word of a language.
PLAIN = re.compile(r"^(?:\d*|big|small|[RW]|help|contact|glossary|receipt|withdraw)$")


def written(code, kind):
    return json.loads((FOLDER / code / f"{kind}.json").read_text("utf-8"))


def shape(value):
    """Return the shape of a document: its parts in their order, words left out."""
    if isinstance(value, list):
        return [shape(each) for each in value]
    return value if not isinstance(value, str) or PLAIN.match(value) else "words"


def words(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words(each)


def kinds_of(parts):
    return [(part[0], shape(part[1:])) for part in parts]


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_has_the_same_parts_in_every_language(kind):
    wanted = kinds_of(written("en", kind)["parts"])
    for code in CODES:
        assert kinds_of(written(code, kind)["parts"]) == wanted, code


def test_the_list_has_the_same_parts_in_every_language():
    for code in CODES:
        found, wanted = written(code, "index"), written("en", "index")
        assert set(found) == set(wanted)
        assert len(found["text"]) == len(wanted["text"])


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_is_written_in_its_language(code):
    script = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}.get(code, "LATIN")
    # A record names the columns of a file, which are English.
    for kind in set(KINDS) - {"record"}:
        said = [each for part in written(code, kind)["parts"] for each in words(part[1:])]
        said = [each for each in said if not PLAIN.match(each)]
        letters = [each for each in "".join(said) if each.isalpha()]
        native = sum(unicodedata.name(each).startswith(script) for each in letters)
        assert native > 0.9 * len(letters), kind


def test_no_sheet_names_a_number_or_an_address_of_its_own():
    for code in CODES:
        for kind in (*KINDS, "index"):
            for said in words(written(code, kind)):
                assert not re.search(r"\d{4,}|https?:|www\.|@", said.replace("UTF-8", "")), said


@pytest.mark.parametrize("code", CODES)
def test_each_sheet_is_a_page_that_the_list_leads_to(client, code):
    index = client.get(f"/{code}/workshops/packs/").text
    for kind in KINDS:
        assert f'href="/{code}/workshops/packs/{kind}/"' in index
        page = client.get(f"/{code}/workshops/packs/{kind}/")
        assert page.status_code == 200
        assert f'href="/{code}/workshops/packs/{kind}.pdf"' in page.text
        assert page.headers["Cache-Control"].startswith("public, max-age=0")


def test_a_group_is_led_to_the_pages_of_its_codes(client):
    page = client.get("/en/workshops/packs/next/").text
    for path in ("receipt", "withdraw"):
        assert f'href="/en/text/{path}/"' in page
        assert client.get(f"/en/text/{path}/").status_code == 200


def test_an_unknown_sheet_is_not_found(client):
    for path in ("none/", "none.pdf", "index/", "record.csv/"):
        assert client.get(f"/en/workshops/packs/{path}").status_code == 404


@pytest.mark.parametrize("code", CODES)
def test_each_sheet_is_a_tagged_pdf_of_all_its_words(client, code):
    for kind in KINDS if code in ("en", "ar") else ("guide", "consent"):
        answer = client.get(f"/{code}/workshops/packs/{kind}.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert is_universal(answer.data)
        found = squeezed(read(answer.data))
        assert "\ufffd" not in found
        lines = [part for part in written(code, kind)["parts"] if part[0] in SET]
        lost = [said for _, said in lines if squeezed(said) not in found]
        # Marks are copied from where they stand: the words of Arabic are held in tests/outlets.
        assert lost == [] or code == "ar"


def test_a_sheet_prints_in_one_ink_and_in_twelve_points(client):
    for code, kind in (
        ("en", "guide"),
        ("zh", "record"),
        ("ar", "next"),
        ("fr", "worksheet-10-12"),
    ):
        data = client.get(f"/{code}/workshops/packs/{kind}.pdf").data
        pages = pdf_parts.take_apart(data).pages
        assert min(float(size) for page in pages for size in SIZE.findall(page.content)) >= 12
        with pypdfium2.PdfDocument(data) as opened:
            for page in opened:
                picture = page.render(scale=0.5).to_pil().convert("RGB")
                colours = picture.getcolors(1 << 20)
                assert all(red == green == blue for _, (red, green, blue) in colours)
                dark = sum(count for count, (red, _, _) in colours if red < 128)
                assert dark < 0.12 * picture.width * picture.height


@pytest.mark.parametrize("code", CODES)
def test_the_sample_can_be_read_in_and_says_that_it_is_invented(client, code):
    answer = client.get(f"/{code}/workshops/packs/record.csv")
    sheet = importing.read(answer.data, workshop_key="w", secret="s")
    assert (len(sheet.rows), sheet.faults) == (4, [])
    header, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert tuple(header) == importing.COLUMNS
    assert [row[0] for row in rows] == ["concern", "idea", "sentence", "question"]
    mark = rows[0][2][: rows[0][2].index("）" if code == "zh" else ")")]
    for kind, language, said, into, translation in rows:
        assert language == code, kind
        assert said.startswith(mark)
        assert bool(into) == bool(translation)
        assert into in ("", "en", "fr")
        assert into != code


def squeezed(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_the_site_map_has_every_sheet(client):
    found = client.get("/sitemap.xml").text
    for path in ("", *(f"{kind}/" for kind in KINDS)):
        assert f"/zh/workshops/packs/{path}</loc>" in found
