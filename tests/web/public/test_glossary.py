"""The words for harm: each in six languages, twice, with help beside it; linked where needed."""

import re

import pytest

from pledge_site.kernel.languages import CODES
from pledge_site.web.public.glossary import written

pytestmark = pytest.mark.database("sqlite")
IDS = ("exploitation", "material", "livestreaming", "grooming", "sexting", "extortion")
# "It is never the child's fault", "you have done nothing wrong", "you are not to blame".
NO_BLAME = {
    "ar": ("ليس الذنب", "لم تفعلوا شيئاً خاطئاً", "أما الطفل فلا", "ولستم أنتم"),
    "en": ("the child’s fault", "nothing wrong", "The child does not", "not you", "not to blame"),
    "es": ("Nunca es culpa", "nada malo", "El niño, no", "o el niño, no", "no tú", "No es culpa"),
    "fr": ("jamais la faute", "rien fait de mal", "L’enfant, non", "pas toi", "pas ta faute"),
    "ru": ("нет твоей вины", "не виноват", "вины нет", "а не ты", "не твоя вина"),
    "zh": ("不是儿童的错", "没有做错什么", "儿童没有错", "不是你", "也没有做错"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_word_stands_in_two_readings(code):
    found, english = written(code), written("en")
    assert set(found) == set(english)
    assert tuple(term["id"] for term in found["terms"]) == IDS
    for term, original in zip(found["terms"], english["terms"], strict=True):
        for reading in ("children", "adults"):
            assert len(term[reading]) == len(original[reading]), term["id"]
            assert all(term[reading])


@pytest.mark.parametrize("code", CODES)
def test_every_reading_for_children_says_who_is_not_to_blame(code):
    for term in written(code)["terms"]:
        said = " ".join(term["children"])
        assert any(each in said for each in NO_BLAME[code]), term["id"]


@pytest.mark.parametrize("code", CODES)
def test_each_word_has_its_anchor_and_help_beside_it(client, code):
    page = client.get(f"/{code}/glossary/").text
    for name in IDS:
        section = page.split(f'id="{name}"')[1].split("<h2")[0]
        assert f'href="/{code}/help/"' in section


def test_it_names_no_number_to_call_and_no_other_site():
    for code in CODES:
        assert not re.search(r"\d{3}|https?:|www\.", str(written(code))), code


@pytest.mark.parametrize("path", ["text/", "children/", "parents/", "how-to-pledge/form/"])
def test_pages_that_use_the_words_lead_to_it(reader, path):
    page = reader.get(f"/en/{path}").text
    assert 'href="/en/glossary/"' in page[page.index("<main") : page.index("</main>")]
