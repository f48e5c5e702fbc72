"""Codes of groups: as they are written by hand, the same; of two kinds that are told apart."""

import pytest

from pledge_site.domain.workshops import group_codes

CODE = "R-2345-6789-BCDF-GHJK"


def test_codes_are_of_their_kind_and_never_the_same():
    made = {group_codes.make(group_codes.RECEIPT) for _ in range(50)}
    assert len(made) == 50
    assert all(group_codes.is_of("R", code) and not group_codes.is_of("W", code) for code in made)


@pytest.mark.parametrize(
    "written",
    [
        "r-2345-6789-bcdf-ghjk",
        " R 2345 6789 BCDF GHJK ",
        "R23456789BCDFGHJK",
        "R–2345–6789–BCDF–GHJK",
        "R-٢٣٤٥-٦٧٨٩-BCDF-GHJK",
        "Ｒ-２３４５-６７８９-ＢＣＤＦ-ＧＨＪＫ",
    ],
)
def test_a_code_is_known_however_it_is_written(written):
    assert group_codes.hashed(written) == group_codes.hashed(CODE)


def test_another_code_has_another_hash():
    assert group_codes.hashed(CODE) != group_codes.hashed(CODE[:-1] + "M")
