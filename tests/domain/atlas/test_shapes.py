"""The committed geometry: complete, shared at borders, uncrowded, and said in the ADR."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from pledge_site.domain.atlas.shapes import INSETS, atlas
from pledge_site.domain.states import all_states
from tests.domain.atlas.geometry import SHAPES, rings, sides

ROOT = Path(__file__).parents[3]
NEIGHBOURS = [
    ("GHA", "TGO"),
    ("FRA", "DEU"),
    ("ARG", "CHL"),
    ("IND", "BGD"),
    ("CAN", "USA"),
    ("RUS", "CHN"),
    ("ESP", "PRT"),
    ("ZAF", "LSO"),
    ("IDN", "PNG"),
    ("KEN", "TZA"),
]


def test_every_state_is_drawn_exactly_once():
    drawn = [mark.iso3 for mark in atlas().every_mark()]

    assert sorted(drawn) == sorted(state.iso3 for state in all_states())
    assert len(drawn) == 195


def test_every_mark_has_a_shape_or_a_circle():
    assert all(mark.path or mark.circle for mark in atlas().every_mark())


def test_only_states_on_the_list_have_a_shape():
    framed = {iso3 for inset in SHAPES["insets"].values() for iso3 in inset["circles"]}

    assert set(SHAPES["paths"]) | set(SHAPES["circles"]) | framed == {
        state.iso3 for state in all_states()
    }


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_share_the_sides_of_their_border(one: str, other: str):
    shared = sides(SHAPES["paths"][one]) & sides(SHAPES["paths"][other])

    assert len(shared) >= 2  # a run of three points, on the shortest of these borders


def test_no_side_belongs_to_three_shapes():
    seen: dict[frozenset, set[str]] = {}
    for iso3, path in SHAPES["paths"].items():
        for side in sides(path):
            seen.setdefault(side, set()).add(iso3)

    crowded = {side: who for side, who in seen.items() if len(who) > 2}
    assert not crowded


def test_shapes_stay_inside_the_view_box():
    _, _, width, height = SHAPES["viewBox"]
    points = [
        point
        for path in [SHAPES["land"], *SHAPES["paths"].values()]
        for ring in rings(path)
        for point in ring
    ]

    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_no_shape_is_cut_across_the_map():
    widest = max(abs(a[0] - b[0]) for path in SHAPES["paths"].values() for a, b in sides_of(path))

    assert widest < SHAPES["viewBox"][2] / 4


def sides_of(path: str) -> list[tuple]:
    return [tuple(side) for side in sides(path) if len(side) == 2]


@pytest.mark.parametrize("where", ["main", *INSETS])
def test_circles_do_not_crowd(where: str):
    circles = SHAPES["circles"] if where == "main" else SHAPES["insets"][where]["circles"]
    nearest = min(math.dist(a, b) for a, b in combinations(circles.values(), 2))

    assert nearest >= (14 if where == "main" else 16)


@pytest.mark.parametrize("key", INSETS)
def test_inset_circles_stay_inside_their_frame(key: str):
    inset = SHAPES["insets"][key]
    width, height = inset["size"]

    assert all(8 <= x <= width - 8 and 8 <= y <= height - 8 for x, y in inset["circles"].values())


@pytest.mark.parametrize("key", INSETS)
def test_frames_cover_no_shape_or_circle(key: str):
    (left, top), (width, height) = SHAPES["insets"][key]["at"], SHAPES["insets"][key]["size"]
    points = [point for path in SHAPES["paths"].values() for ring in rings(path) for point in ring]

    covered = [
        (x, y)
        for x, y in [*points, *map(tuple, SHAPES["circles"].values())]
        if left <= x <= left + width and top <= y <= top + height
    ]
    assert not covered


def test_style_sheet_places_frames_as_the_shapes_say():
    style = (ROOT / "static/css/4-blocks/map.css").read_text("utf-8")
    _, _, width, height = SHAPES["viewBox"]
    top = float(re.search(r"inset-block-start: ([\d.]+)%", style)[1])
    for key in INSETS:
        rule = re.search(
            rf"map__inset--{key} {{\s+inset-inline-start: ([\d.]+)%?;"
            r"\s+inline-size: ([\d.]+)%",
            style,
        )
        inset = SHAPES["insets"][key]
        assert float(rule[1]) == pytest.approx(100 * inset["at"][0] / width, abs=0.01)
        assert float(rule[2]) == pytest.approx(100 * inset["size"][0] / width, abs=0.01)
        assert top == pytest.approx(100 * inset["at"][1] / height, abs=0.01)


def test_decision_record_tells_every_special_case():
    record = (ROOT / "docs/adr/0003-the-map.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", record, re.MULTILINE))

    assert {who: rows.get(who) for who, _ in SHAPES["notes"]} == dict(SHAPES["notes"])


def test_source_and_licence_are_named():
    source = SHAPES["source"]

    assert (source["package"], source["version"], source["licence"]) == (
        "plotly.js",
        "4.1.1",
        "MIT",
    )
