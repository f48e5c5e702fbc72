"""The map without its picture: with no style sheet, a reader who listens is told all that it shows.

What is read is the tree that the browser hands to a screen reader, in its order.
"""

import re
from itertools import groupby

import pytest

from pledge_site.domain.atlas.shapes import INSETS, atlas
from pledge_site.domain.states import all_states

pytestmark = pytest.mark.browser
_LINK = re.compile(r'\blink "((?:[^"\\]|\\.)+)"')


@pytest.fixture
def heard(visit, server):
    """Open a page without any style sheet and return what the map and the words by it say."""

    def listen(path: str) -> tuple[str, str]:
        page = visit(viewport={"width": 1280, "height": 900})
        page.route("**/*.css*", lambda route: route.abort())
        page.goto(f"{server.address}{path}")
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "8px"
        return page.locator("#map").aria_snapshot(), page.locator("main").aria_snapshot()

    return listen


def links(tree: str) -> list[str]:
    """Return what the links say; the tree is YAML, whose apostrophes are doubled."""
    return [name.replace("''", "'") for name in _LINK.findall(tree)]


@pytest.mark.parametrize(("language", "path"), [("en", ""), ("ar", ""), ("en", "map/")])
def test_every_state_is_read_out_with_its_standing_in_order(heard, language, path):
    tree, page = heard(f"/{language}/{path}")
    said = links(tree)
    names = {state.iso3: state.name(language) for state in all_states()}
    expected = [names[mark.iso3] for mark in atlas().every_mark()]
    assert [each.rpartition(": ")[0] for each in said] == expected
    legend = [each for each in links(page) if re.search(r" \d+$", each)]
    standings = {each.rpartition(" ")[0] for each in legend}
    told = {each.rpartition(": ")[2] for each in said}
    assert len(told) >= 2
    assert told <= standings


def test_the_order_is_by_region_and_each_part_has_a_name(heard):
    tree, _ = heard("/en/")
    regions = {state.iso3: state.region for state in all_states()}
    found = [regions[mark.iso3] for mark in atlas().marks]
    assert len(list(groupby(found))) == len(set(found))
    # The world and its insets, each a group that says what it is.
    assert len(re.findall(r'- group "[^"]+"', tree)) == 1 + len(INSETS)


def test_words_say_what_the_map_shows(heard):
    _, page = heard("/en/map/?group=african")
    assert re.search(r"\d+ of the 54 Member States in this group ha(s|ve) deposited", page)
