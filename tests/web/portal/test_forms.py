"""What a form does with bad input: all errors at once, beside their fields, nothing typed lost."""

import pytest

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges import document
from tests.domain.pledges import making

SCRIPTS = (
    "نتعهّد بحماية الأطفال — 我们承诺保护儿童 — Мы обещаем — Nous promettons “à tous”\n"
    "कसम · ကတိ · 👩🏽‍👧‍👦 🇬🇭 · <b>&amp;</b> {{ 7*7 }} %(x)s · '; DROP TABLE pledges; --"
)


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


def test_the_message_says_all_that_is_wrong_and_keeps_what_was_typed(visitor, draft):
    sheet = visitor.get(at(draft, "message"))
    typed = {"language": "de", "message": "a\u202eb" + "x" * 5001}
    answer = visitor.send(sheet, typed)
    assert answer.status == 422
    assert [where for where, _ in answer.problems()] == ["language", "message"]
    fields = answer.fields()
    assert fields["message"] == typed["message"]
    assert fields["edit"] == sheet.fields()["edit"]
    version = making.version(visitor.actor, draft)
    assert (version.message, version.edit) == ("", 1)


@pytest.mark.parametrize("length", [5000, 5001])
def test_the_length_is_counted_in_characters(visitor, draft, length):
    answer = visitor.send(visitor.get(at(draft, "message")), {"message": "界" * length})
    assert answer.status == (303 if length == 5000 else 422)


def test_six_scripts_signs_and_combining_marks_come_back_whole(visitor, draft):
    decomposed = "Cafe\u0301 " + SCRIPTS
    visitor.send(visitor.get(at(draft, "message")), {"message": f"  {decomposed}\r\nend "})
    stored = making.version(visitor.actor, draft).message
    assert stored == f"Caf\u00e9 {SCRIPTS}\nend"
    assert visitor.get(at(draft, "message")).fields()["message"] == stored
    assert SCRIPTS.split("\n")[1].split(" · ")[0] in visitor.get(at(draft, "check")).text


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x7f"])
def test_control_characters_are_refused_before_any_form(visitor, draft, sign):
    sheet = visitor.get(at(draft, "message"))
    assert visitor.send(sheet, {"message": f"a{sign}b"}).status == 400


def test_a_commitment_says_all_that_is_wrong_at_once(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    typed = {
        "title": "t" * 201,
        "action": "",
        "problem": "p" * 3001,
        "lead_ministry": "Min\u202eistry",
        "starts_on": "2028-05-01",
        "ends_on": "2027-05-01",
        "baseline_year": "1899",
        "target_year": "soon",
        "target_value": "v" * 101,
        "firmness": "iron",
        "outcomes": ["laws_and_policies", "world_peace"],
    }
    answer = visitor.send(sheet, typed)
    assert answer.status == 422
    assert {where for where, _ in answer.problems()} == {
        "title", "problem", "action", "lead_ministry", "ends_on", "baseline_year", "target_year",
        "target_value", "firmness", "outcomes",
    }  # fmt: skip
    fields = answer.fields()
    for name in ("title", "problem", "lead_ministry", "starts_on", "ends_on", "target_year"):
        assert fields[name] == typed[name]
    assert fields["outcomes"] == ["laws_and_policies"]
    assert making.version(visitor.actor, draft).commitments == []


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"starts_on": "2027-02-30"}, ["starts_on"]),
        ({"starts_on": "yesterday"}, ["starts_on"]),
        ({"starts_on": "1066-10-14"}, ["starts_on"]),
        ({"ends_on": "9999-12-31"}, ["ends_on"]),
        ({"starts_on": "2027-02-01", "ends_on": "2027-02-01"}, []),
        ({"baseline_year": "2028", "target_year": "2027"}, ["target_year"]),
        ({"baseline_year": "1990", "target_year": "2100"}, []),
        ({"baseline_year": "1989"}, ["baseline_year"]),
        ({"target_year": "2101"}, ["target_year"]),
        ({"target_year": "٢٠٢٨"}, ["target_year"]),
        ({"target_year": "2_02"}, ["target_year"]),
    ],
)
def test_days_and_years_are_sensible(visitor, draft, typed, wrong):
    sheet = visitor.get(at(draft, "commitments/new"))
    answer = visitor.send(sheet, {"title": "t", "action": "a", **typed})
    assert [where for where, _ in answer.problems()] == wrong
    if wrong:
        assert {name: answer.fields()[name] for name in typed} == typed


def test_every_field_of_a_commitment_is_kept_and_shown_again(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    typed = dict.fromkeys(FIELDS, SCRIPTS) | {
        "title": "Title", "lead_ministry": "Ministry", "budget": "1", "baseline_value": "4",
        "target_value": "16", "starts_on": "2027-01-01", "ends_on": "2028-01-01",
        "baseline_year": "2026", "target_year": "2028", "firmness": "law",
        "outcomes": ["digital_citizens"], "capabilities": ["hotline", "takedown"],
        "domains": ["rights"],
    }  # fmt: skip
    visitor.follow(visitor.send(sheet, typed))
    again = visitor.get(at(draft, "commitments/1")).fields()
    assert {name: again[name] for name in FIELDS} == typed
    row = document.commitments(making.version(visitor.actor, draft))[0]
    assert (row["baseline_year"], row["starts_on"], row["firmness"]) == (2026, "2027-01-01", "law")


def test_the_coach_marks_and_never_blocks(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    listed = visitor.follow(visitor.send(sheet, {"title": "t", "action": "a"}))
    assert "A reader would still ask 5 questions." in listed.text
    page = visitor.get(at(draft, "commitments/1"))
    assert "Who is responsible?" in page.text
    assert "Met:" not in page.text
    visitor.send(page, {"lead_ministry": "Justice"})
    assert visitor.get(at(draft, "commitments/1")).text.count("Met:") == 1


def test_a_twenty_first_commitment_is_refused(visitor, draft):
    for _ in range(20):
        sheet = visitor.get(at(draft, "commitments/new"))
        assert visitor.send(sheet, {"title": "t", "action": "a"}).status == 303
    assert visitor.send(
        visitor.get(at(draft, "commitments/new")), {"title": "t", "action": "b"}
    ).status == 409  # fmt: skip
    assert "Add another" not in visitor.get(at(draft, "commitments")).text


def test_a_clause_needs_one_of_three_answers_and_its_statement(visitor, draft):
    sheet = visitor.get(at(draft, "clauses"))
    typed = {
        "answer_c1": "perhaps",
        "answer_c2": "adopt",
        "statement_c2": "But.",
        "answer_c3": "adopt_with_statement",
        "statement_c3": "s" * 2001,
    }
    answer = visitor.send(sheet, typed)
    assert answer.status == 422
    assert {where for where, _ in answer.problems()} == {"answer_c1", "answer_c2", "statement_c3"}
    assert answer.fields()["statement_c2"] == "But."
    assert visitor.send(sheet, {"answer_c4": "adopt", "answer_c99": "adopt"}).status == 303
    assert [row["clause"] for row in document.answers(making.version(visitor.actor, draft))] == [
        "c4"
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"link": "ftp://example.org/x"}, ["link"]),
        ({"link": "https://user@example.org/"}, ["link"]),
        ({"link": "https://[::1"}, ["link"]),
        ({"link": "https://"}, ["link"]),
        ({"link": "https://example.org/" + "a" * 500}, ["link"]),
        ({"link": "https://example.org/تعهد?a=1#b"}, []),
        ({"on": "2031-01-01"}, ["on"]),
        ({"kind": "tweet"}, ["kind"]),
        ({"reference": "r" * 101, "place": "p" * 201}, ["reference", "place"]),
    ],
)
def test_the_instrument_is_held_to_its_rules(visitor, draft, typed, wrong):
    answer = visitor.send(visitor.get(at(draft, "instrument")), typed)
    assert [where for where, _ in answer.problems()] == wrong
    assert answer.status == (422 if wrong else 303)


@pytest.mark.parametrize("tail", ["message", "clauses", "commitments/new", "instrument"])
def test_a_form_of_which_nothing_is_sent_is_answered(visitor, draft, tail):
    fields = visitor.get(at(draft, tail)).fields()
    kept = {name: fields[name] for name in ("csrf_token", "edit")}
    answer = visitor.client.post(visitor.path(at(draft, tail)), data=kept)
    assert answer.status_code in (303, 422)


def test_a_field_sent_twice_is_malformed(visitor, draft):
    sheet = visitor.get(at(draft, "message"))
    fields = sheet.fields()
    answer = visitor.client.post(sheet.path, data={**fields, "message": ["a", "b"]})
    assert answer.status_code == 400


@pytest.mark.parametrize("edit", ["", "-1", "x", "1e3", "٣", "9" * 12])
def test_an_edit_that_is_no_number_is_malformed(visitor, draft, edit):
    sheet = visitor.get(at(draft, "message"))
    assert visitor.send(sheet, {"edit": edit}).status == 400


def test_a_form_without_its_token_saves_nothing(visitor, draft):
    sheet = visitor.get(at(draft, "message"))
    assert visitor.send(sheet, {"csrf_token": None, "message": "x"}).status == 400
    assert making.version(visitor.actor, draft).message == ""
