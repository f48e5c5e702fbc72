"""What groups said, as pages tell it, of groups that the demonstration doesn't have."""

from dataclasses import replace

import pytest
from flask import g

from pledge_site.domain.workshops.cells import NOWHERE, Cell
from pledge_site.domain.workshops.showing import Shown
from pledge_site.web.public import voices

pytestmark = pytest.mark.database("sqlite")
SAID = Shown(
    clause="c1", version=1, span="k1", kind="sentence", language="en", words="Ask us.",
    translations={}, fate="word_for_word", reasons={"en": "As you said it."},
    cell=Cell("2026-Q3", "en", "13-15", "GHA"), size_band="10-19", method="drawing", partner="",
    may_read_aloud=True, may_press=True,
)  # fmt: skip


@pytest.fixture
def told(app):
    def tell(*said, code="en"):
        with app.test_request_context(f"/{code}/text/"):
            g.lang = code
            return voices.told(said)

    return tell


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [
        ("xyz", "xyz", "auto"),
        ("pt-BR", "Portuguese (Brazil)", "ltr"),
        ("ckb", "Central Kurdish", "rtl"),
    ],
)
def test_any_language_of_the_world_is_told(told, code, name, direction):
    [said] = told(replace(SAID, language=code))
    assert (said["language_words"], said["direction"]) == (name, direction)


def test_two_groups_with_the_same_words_share_one_mark(told):
    said = told(SAID, replace(SAID, cell=Cell("2026", "en", "", "", "Asia")))
    assert [each["id"] for each in said] == ["c1-k1", ""]
    assert [each["where"] for each in said] == ["Ghana", "A group of children in Asia"]


def test_what_two_links_lead_to_is_told_once_with_its_mark(told):
    [said] = told(replace(SAID, span=""), SAID)
    assert said["id"] == "c1-k1"


def test_without_a_fate_none_is_told(told):
    [said] = told(replace(SAID, fate="", reasons={}))
    assert (said["fate"], said["reason"]) == ("", "")


def test_times_are_told_as_coarsely_as_they_are_given(told):
    [quarter] = told(SAID)
    assert quarter["details"] == [
        "13 to 15 years",
        "10 to 19 children",
        "3rd quarter 2026",
        "Drawing",
    ]
    [nothing] = told(replace(SAID, cell=NOWHERE, size_band="", method=""))
    assert (nothing["where"], nothing["details"]) == ("A group of children", [])


def test_a_translation_is_in_the_readers_language_else_in_english(told):
    group = replace(SAID, language="sw", translations={"en": "Ask us.", "fr": "Demandez-nous."})
    assert told(group, code="fr")[0]["translation"] == "Demandez-nous."
    [said] = told(group, code="zh")
    assert (said["translation"], said["translated_in"]) == ("Ask us.", "en")
    assert told(SAID)[0]["translation"] == ""
