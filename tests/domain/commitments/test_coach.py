"""The coach: it asks what a reader would ask, and nothing that is answered."""

import pytest

from pledge_site.domain.commitments import coach

WHOLE = {
    "lead_ministry": "Ministry of Justice",
    "ends_on": "2028-12-31",
    "baseline_value": "0",
    "target_value": "12",
    "indicator": "Districts with a trained unit",
}


def test_an_empty_commitment_leaves_every_question_open():
    assert coach.hints({}) == list(coach.QUESTIONS)


def test_a_whole_commitment_leaves_none():
    assert coach.hints(WHOLE) == []


@pytest.mark.parametrize(
    ("field", "question"),
    [
        ("lead_ministry", "who"),
        ("ends_on", "by_when"),
        ("baseline_value", "from_what"),
        ("target_value", "to_what"),
        ("indicator", "how_seen"),
    ],
)
def test_each_empty_field_opens_its_question(field, question):
    assert coach.hints({**WHOLE, field: ""}) == [question]


def test_the_year_of_the_target_says_by_when():
    assert coach.hints({**WHOLE, "ends_on": None, "target_year": 2028}) == []


MARKED = [
    ({}, ["lead_ministry", "ends_on", "baseline_value", "target_value", "indicator"]),
    (WHOLE, ["baseline_source"]),
    ({**WHOLE, "baseline_source": "Report 2026"}, []),
    ({**WHOLE, "baseline_source": "R", "title": "Promote it", "action": "Train."}, ["title"]),
    ({**WHOLE, "baseline_source": "R", "action": "Encourage it."}, ["action"]),
]


@pytest.mark.parametrize(("values", "fields"), MARKED)
def test_marks_stand_at_the_field_that_they_concern(values, fields):
    assert [mark.field for mark in coach.marks(values, "en")] == fields


def test_a_vague_verb_is_named_in_the_language_of_the_version():
    values = {**WHOLE, "baseline_source": "R", "action": "Promouvoir la sécurité. Promote it."}
    assert coach.marks(values, "fr") == [coach.Mark("action", "vague", ("Promouvoir",))]
    assert coach.marks(values, "en") == [coach.Mark("action", "vague", ("Promote",))]
