"""Without a mouse: every control is reached, in the order in which it is read, and nothing holds.

In the suite: the pages with the most to press; `make test-a11y` walks through every kind of page.
"""

import re
from itertools import product

import pytest

from pledge_site.domain.atlas.shapes import atlas
from pledge_site.domain.states import all_states
from pledge_site.settings import ROOT
from tests.accessibility.looking import LONG
from tests.accessibility.walking import faults, walk

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Lists with their filters, a table, a chart in a frame of its own.
PRESSED = ("/ar/pledges/", "/en/data/", "/ar/states/CHL/", "/embed/en/charts/by-group/")
# What would set the order that is seen apart from the order of the page.
_REORDERED = re.compile(r"(?<![-\w])order:|(?:row|column|wrap)-reverse")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_state_on_the_map_is_reached_and_named(visit, server, language):
    page = visit(viewport=DESK)
    page.goto(f"{server.address}/{language}/")
    stops = walk(page)
    states = {each["id"].removeprefix("m-"): each for each in stops if each["id"][:2] == "m-"}
    names = {state.iso3: state.name(language) for state in all_states()}
    assert list(states) == [mark.iso3 for mark in atlas().every_mark()]
    # Its name, and where it stands.
    unnamed = [iso3 for iso3, name in names.items() if f"{name}: " not in states[iso3]["text"]]
    assert unnamed == []
    assert [each for each in stops if not each["seen"] or not each["inside"]] == []
    assert [each["href"] for each in stops if not each["text"] and each["tag"] == "A"] == []


@pytest.mark.browser
def test_the_moving_map_holds_nobody(visit, server):
    page = visit(viewport=DESK)
    page.goto(f"{server.address}/ar/map/")
    page.locator("[data-explore]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#explore[data-open]", timeout=30_000)
    assert faults(page) == []


@pytest.mark.browser
def test_all_there_is_to_press_is_reached_in_order(visit, server, request):
    paths = PRESSED
    if LONG:
        pages = request.getfixturevalue("pages")
        paths = [path for code in ("ar", "en") for each in pages[code].values() for path in each]
    page, found = visit(), []
    for place, (size, path) in enumerate(product((DESK, PHONE), paths)):
        # In the suite each page in one size, in turn.
        if LONG or (place + place // len(paths)) % 2:
            page.set_viewport_size(size)
            page.goto(server.address + path)
            found += faults(page)
    assert found == []


@pytest.mark.browser
def test_the_first_stop_leads_past_the_menu_and_the_exit_is_near(visit, server):
    page = visit()
    page.goto(f"{server.address}/en/states/GHA/")
    stops = walk(page)
    assert stops[0]["href"].startswith("#")
    assert "leave" in [each["id"] for each in stops[:20]]
    page.goto(f"{server.address}/en/states/GHA/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_is_seen_stands_in_the_order_of_the_page():
    sheets = (ROOT / "static" / "css").rglob("*.css")
    assert [str(each) for each in sheets if _REORDERED.search(each.read_text())] == []
    pages = (ROOT / "templates").rglob("*.html")
    assert [str(each) for each in pages if re.search(r'tabindex="[1-9]', each.read_text())] == []
