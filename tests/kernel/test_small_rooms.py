"""Identifiers, languages and refusals."""

import re

import pytest

from pledge_site.kernel import ids
from pledge_site.kernel.languages import CODES, DEFAULT, LANGUAGES, N_
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale


def test_identifiers_have_their_length_and_alphabet():
    assert re.fullmatch(r"[0-9a-f]{32}", ids.public_id())
    assert re.fullmatch(r"[\w-]{43}", ids.token())
    assert re.fullmatch(r"(?:[2-9B-DF-HJ-NP-TV-Z]{4}-){2}[2-9B-DF-HJ-NP-TV-Z]{4}", ids.code())


@pytest.mark.parametrize("make", [ids.token, ids.public_id, ids.code])
def test_identifiers_do_not_repeat(make):
    assert len({make() for _ in range(500)}) == 500


def test_there_are_six_languages_and_one_runs_from_the_right():
    assert sorted(CODES) == ["ar", "en", "es", "fr", "ru", "zh"]
    assert [code for code in CODES if LANGUAGES[code].direction == "rtl"] == ["ar"]
    assert DEFAULT in LANGUAGES


def test_marking_a_message_changes_nothing():
    assert N_("Save") == "Save"


def test_a_refusal_carries_its_code_and_facts():
    refusal = Refused("pledge.not_yours", state="GHA")
    assert (refusal.code, refusal.facts, str(refusal)) == (
        "pledge.not_yours",
        {"state": "GHA"},
        "pledge.not_yours",
    )


def test_every_kind_of_no_is_a_refusal():
    for refusal in (NotFound(), Stale("pledge.stale", current=3), Invalid({"title": ["missing"]})):
        assert isinstance(refusal, Refused)
    assert NotFound().code == "not_found"
    assert Stale("pledge.stale", current=3).current == 3
    assert Invalid({"title": ["missing"]}).faults == {"title": ["missing"]}
