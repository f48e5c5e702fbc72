"""No published label stands for fewer than two workshops or ten children, whatever the groups."""

from collections import defaultdict
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pledge_site.domain.states import all_states
from pledge_site.domain.workshops import cells
from pledge_site.domain.workshops.bands import AGES, AT_LEAST

REGIONS = {state.iso3: state.region for state in all_states()}


@dataclass(frozen=True)
class Group:
    key: str
    country: str = "KEN"
    month: str = "2026-09"
    language: str = "sw"
    age_band: str = "13-15"
    size_band: str = "5-9"


def shown(*groups):
    found = cells.published(groups, REGIONS)
    return [found[group.key] for group in groups]


@st.composite
def worlds(draw):
    count = draw(st.integers(0, 14))
    return [
        Group(
            str(place),
            draw(st.sampled_from(["KEN", "UGA", "GHA", "PER"])),
            draw(st.sampled_from(["2026-01", "2026-03", "2026-04", "2025-12"])),
            draw(st.sampled_from(["sw", "en"])),
            draw(st.sampled_from(list(AGES))),
            draw(st.sampled_from(list(AT_LEAST))),
        )
        for place in range(count)
    ]


@given(worlds())
def test_every_label_stands_for_enough(groups):
    together = defaultdict(list)
    for key, cell in cells.published(groups, REGIONS).items():
        together[cell].append(groups[int(key)])
    assert sum(map(len, together.values())) == len(groups)
    for cell, those in together.items():
        if cell != cells.NOWHERE:
            children = sum(AT_LEAST[each.size_band] for each in those)
            assert len(those) >= 2 or children >= 10, (cell, those)


@given(worlds())
def test_no_label_can_be_told_apart_by_a_finer_one(groups):
    """Who takes the groups of finer labels out of a coarser one never finds one alone."""
    found = cells.published(groups, REGIONS)
    for cell in set(found.values()) - {cells.NOWHERE}:
        alone = [groups[int(key)] for key, shown_as in found.items() if shown_as == cell]
        assert cells.may_stand(alone)


def test_labels_are_coarsened_step_by_step():
    one = Group("a")
    assert shown(one) == [cells.NOWHERE]
    assert shown(one, Group("b")) == [cells.Cell("2026-09", "sw", "13-15", "KEN")] * 2
    assert (
        shown(one, Group("b", month="2026-07")) == [cells.Cell("2026-Q3", "sw", "13-15", "KEN")] * 2
    )
    assert shown(one, Group("b", month="2026-01")) == [cells.Cell("2026", "sw", "13-15", "KEN")] * 2
    assert shown(one, Group("b", age_band="10-12")) == [cells.Cell("2026", "sw", "", "KEN")] * 2
    assert (
        shown(one, Group("b", country="UGA"))
        == [cells.Cell("2026", "sw", "", "", REGIONS["KEN"])] * 2
    )
    assert shown(one, Group("b", language="en")) == [cells.NOWHERE] * 2
    assert shown(Group("a", size_band="10-19")) == [cells.Cell("2026-09", "sw", "13-15", "KEN")]
