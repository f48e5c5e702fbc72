"""Model actions: one for each capability and domain, whole in all six languages, checkable."""

import re

import pytest

from pledge_site.domain.commitments import coach
from pledge_site.domain.commitments.codes import CAPABILITIES, DOMAINS, FIRMNESS, TAGS
from pledge_site.domain.commitments.model_actions import (
    _TEXTS,
    MODELS,
    WORDS,
    values_of,
    words_of,
)
from pledge_site.domain.commitments.models import FIELDS
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES

SCRIPT = {"ar": "[\u0600-\u06ff]", "zh": "[\u4e00-\u9fff]", "ru": "[\u0400-\u04ff]"}


def test_each_capability_and_each_domain_has_one():
    assert list(MODELS) == [*CAPABILITIES, *DOMAINS]


@pytest.mark.parametrize("language", CODES)
def test_the_words_are_whole_in_each_language(language):
    texts = _TEXTS[language]
    assert list(texts) == list(MODELS)
    for code, words in texts.items():
        assert tuple(words) == WORDS, code
        for field, said in words.items():
            assert said == text.clean(said), (code, field)
            assert said, (code, field)
            assert text.fault(said) is None
            assert re.search(SCRIPT.get(language, "[a-z]"), said), (code, field)
        assert len(words["title"]) <= 200
    assert len({words["title"] for words in texts.values()}) == len(texts)


@pytest.mark.parametrize("code", MODELS)
def test_languages_leave_the_same_blanks(code):
    blanks = [[words_of(code, each)[field].count("…") for field in WORDS] for each in CODES]
    assert [sum(each) for each in blanks] == [sum(blanks[0])] * len(CODES)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("code", MODELS)
def test_a_model_leaves_to_the_state_what_only_it_knows(code, language):
    values = values_of(code, language)
    assert {mark.code for mark in coach.marks(values, language)} == {
        "who", "by_when", "from_what", "to_what",
    }  # fmt: skip


def test_tags_and_firmness_are_of_the_lists():
    for code in MODELS:
        values = values_of(code, "en")
        assert set(values) <= set(FIELDS)
        assert values["firmness"] in FIRMNESS
        for kind, known in TAGS.items():
            assert set(values[kind]) <= set(known), code
        assert code in values["capabilities"] + values["domains"]
        assert values["outcomes"]


@pytest.mark.parametrize("language", CODES)
def test_no_figure_is_made_up(language):
    for code, words in _TEXTS[language].items():
        without = re.sub(r"(No\.|no|№|núm\.|رقم|第)\s*25", "", " ".join(words.values()))
        assert not re.search("[0-9٠-٩]", without), code


def test_an_unknown_model_is_none():
    assert values_of("world_peace", "en") is None
