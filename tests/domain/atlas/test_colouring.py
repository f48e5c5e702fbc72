"""What is coloured: every State in one class, and legend, map and table the same numbers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledge_site.domain.atlas import colouring, svg
from pledge_site.domain.atlas.colouring import TAGS, Colour
from pledge_site.domain.snapshots.counting import by_group, by_standing
from pledge_site.domain.states import GROUPS, all_states

STATES = [state.iso3 for state in all_states()]
STANDINGS = ("deposited", "announced", "on_hold", "withdrawn")
COLOURS = [
    *(colouring.STANDING, Colour("region"), Colour("clause", "c1")),
    *(Colour(kind, next(iter(codes))) for kind, codes in TAGS.items()),
]


def campaign(standings: dict[str, str]) -> dict[str, Any]:
    """Return a campaign in which each of these States has a pledge of its own."""
    numbers = {code: place for place, code in enumerate(standings, 1)}
    return {
        "states": {code: {"standing": standing} for code, standing in standings.items()},
        "pledges": {
            code: {"standing": standing, "version_id": numbers[code], "states": [code]}
            for code, standing in standings.items()
        },
    }


stood = st.dictionaries(st.sampled_from(STATES), st.sampled_from(STANDINGS))
answers = st.dictionaries(
    st.integers(1, 195), st.sampled_from(["adopt", "adopt_with_statement", "not_yet"])
)
groups = st.sampled_from(["", *GROUPS])


@given(standings=stood, marks=answers, wanted=st.sampled_from(COLOURS), group=groups)
def test_legend_map_and_table_have_the_same_states(standings, marks, wanted, group):
    classes = colouring.colour(campaign(standings), wanted, marks)
    legend = colouring.rows(classes, wanted)
    assert sorted(classes) == sorted(STATES)
    assert sorted(code for row in legend for code in row.states) == sorted(STATES)
    assert sum(row.members for row in legend) == 193
    for row in legend:
        drawn = colouring.looks(classes, wanted, group=group, only=row.code)
        asked_for = [state for state in all_states() if colouring.keeps(state, group)]
        kept = {state.iso3 for state in asked_for if classes[state.iso3] == row.code}
        assert kept <= set(row.states)
        assert {code for code in STATES if drawn.get(code, "nothing") != "off"} == kept
        assert set(drawn.values()) <= set(svg.LOOKS)


@given(standings=stood)
def test_standings_are_counted_as_everywhere(standings):
    classes = colouring.colour(campaign(standings), colouring.STANDING)
    counted = {row.code: row.members for row in colouring.rows(classes, colouring.STANDING)}
    assert counted == by_standing(standings)["counts"]
    for group in GROUPS:
        kept = {state.iso3: classes[state.iso3] for state in all_states() if state.group == group}
        of_group = {row.code: row.members for row in colouring.rows(kept, colouring.STANDING)}
        assert of_group == by_group(standings)[group]


@given(standings=stood, marks=answers)
def test_a_word_that_does_not_count_is_no_answer(standings, marks):
    for wanted in COLOURS[2:]:
        classes = colouring.colour(campaign(standings), wanted, marks)
        for code in STATES:
            standing = standings.get(code, "nothing")
            if standing in ("on_hold", "withdrawn", "nothing"):
                assert classes[code] == standing


def test_the_strongest_word_of_several_pledges_counts():
    document = campaign({"KEN": "deposited"})
    document["pledges"]["J1"] = {"standing": "deposited", "version_id": 9, "states": ["KEN", "GHA"]}
    document["states"]["GHA"] = {"standing": "deposited"}
    wanted = Colour("clause", "c1")
    classes = colouring.colour(document, wanted, {1: "not_yet", 9: "adopt"})
    assert (classes["KEN"], classes["GHA"]) == ("adopt", "adopt")
    assert colouring.colour(document, Colour("domain", "privacy"), {9: "privacy"})["KEN"] == "has"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", colouring.STANDING),
        ("standing", colouring.STANDING),
        ("region", Colour("region")),
        ("clause:c5", Colour("clause", "c5")),
        ("clause:c6", None),
        ("capability:helpline", Colour("capability", "helpline")),
        ("capability:", None),
        ("capability", None),
        ("standing:x", None),
        ("tag:has", None),
    ],
)
def test_a_colour_is_read_or_refused(text, found):
    assert colouring.read(text, {"c5"}) == found
    if found is not None and text:
        assert found.value == text


def test_two_classes_never_look_alike():
    for wanted in COLOURS:
        looks = list(wanted.looks.values())
        assert len(looks) == len(set(looks))
