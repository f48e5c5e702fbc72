"""Names on the map: as many as find room, none across another, all as text."""

import re

import pytest

from pledge_site.domain.atlas.naming import written
from pledge_site.domain.atlas.shapes import atlas
from pledge_site.domain.states import all_states
from pledge_site.kernel.languages import CODES
from tests.domain.atlas.geometry import parsed

SIZE = (atlas().width, atlas().height)


def lines(svg: str) -> list[tuple[int, int, str]]:
    return [(int(each.get("x")), int(each.get("y")), each.text) for each in parsed(svg)]


@pytest.mark.parametrize("code", CODES)
def test_many_names_find_room_and_no_two_lines_meet(code):
    names = {state.iso3: state.name(code) for state in all_states()}
    found = lines(written(atlas().marks, names, SIZE, atlas().frames))
    assert len(found) > 50
    for place, (x, y, text) in enumerate(found):
        for u, v, other in found[:place]:
            assert abs(y - v) >= 9 or abs(x - u) > 2.4 * min(len(text), len(other)), (text, other)


def test_a_name_stands_on_its_state_and_is_text():
    brazil = next(mark for mark in atlas().marks if mark.iso3 == "BRA")
    ((x, y, text),) = lines(written([brazil], {"BRA": "<b>&"}, SIZE))
    assert text == "<b>&"
    numbers = [int(each) for each in re.findall(r"-?\d+", brazil.path)[:2]]
    assert abs(x - numbers[0]) < 120
    assert abs(y - numbers[1]) < 120


def test_nothing_is_written_where_no_name_is_given():
    assert written(atlas().marks, {}, SIZE) == ""
    assert written(atlas().marks, {"ZZZ": "Nowhere"}, SIZE) == ""
