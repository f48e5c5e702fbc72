"""Without a mouse: every State on the map is reached and named, and one sees where one is."""

import pytest

from pledge_site.domain.states import all_states

pytestmark = pytest.mark.browser
_HERE = """() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const label = here.getAttribute('aria-label') || here.querySelector('title')?.textContent;
  return {
    id: here.id, tag: here.tagName, text: (label || here.textContent || '').trim(),
    seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
    href: here.getAttribute('href') || '',
  };
}"""
_MOST = 500


def walk(page):
    """Press Tab from the top of a page until the focus has been everywhere once."""
    found = []
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here["tag"] == "BODY" and found:
            return found
        found.append(here)
    raise AssertionError("the focus never came to an end")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_state_on_the_map_is_reached_and_named(visit, server, language):
    page = visit(viewport={"width": 1280, "height": 900})
    page.goto(f"{server.address}/{language}/")
    stops = walk(page)
    states = {each["id"].removeprefix("m-"): each for each in stops if each["id"][:2] == "m-"}
    names = {state.iso3: state.name(language) for state in all_states()}
    assert set(states) == set(names)
    unnamed = [iso3 for iso3, name in names.items() if name not in states[iso3]["text"]]
    assert unnamed == []
    assert [each for each in stops if not each["seen"]] == []
    assert [each["href"] for each in stops if not each["text"] and each["tag"] == "A"] == []


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
