"""What text may be, and how it is brought into one form."""

import pytest

from pledge_site.kernel import text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Plain, with\na line and a\ttab", None),
        ("Ghana’s pledge – عهد 承诺", None),
        ("nul\x00", "text.control"),
        ("bell\x07", "text.control"),
        ("lone \ud800", "text.surrogate"),
        ("turned \u202e round", "text.bidi"),
        ("isolated \u2066", "text.bidi"),
    ],
)
def test_faults_of_a_text_are_named(value, code):
    assert text.fault(value) == code


def test_clean_text_is_composed_and_trimmed():
    assert text.clean("  Cafe\u0301\r\nfor all\r ") == "Café\nfor all"


def test_folding_forgets_case_and_accents():
    assert text.fold("CÔTE d’Ivoire") == text.fold("cote d’ivoire")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_cells_that_a_spreadsheet_would_run_are_escaped(value):
    assert text.csv_cell(value) == "'" + value


@pytest.mark.parametrize("value", ["Ghana", "", 7, -7, None])
def test_other_cells_stay_as_they_are(value):
    assert text.csv_cell(value) is value
