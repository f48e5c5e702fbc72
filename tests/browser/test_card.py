"""The card of a State on the map: one, by mouse, keyboard and finger."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("code", ["en", "ar"])
def test_mouse_and_keyboard_show_one_card(visit, server, code):
    page = visit(viewport={"width": 1250, "height": 900})
    page.goto(f"{server.address}/{code}/map/?colour=region")
    card, state = page.locator(".map__card"), page.locator("#m-BRA")
    named = state.locator("title").text_content()
    state.hover()
    assert card.inner_text().strip() == named
    # One name, wherever it stands, and no second tip from the browser.
    assert (state.get_attribute("aria-label"), state.locator("title").text_content()) == (named, "")
    page.mouse.move(2, 2)
    assert not card.is_visible()
    assert state.locator("title").text_content() == named
    page.locator("#m-KEN").focus()
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_a_first_touch_shows_and_a_second_follows(visit, server):
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{server.address}/ar/")
    state = page.locator("#m-BRA")
    state.tap()
    box = page.locator(".map__card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    state.tap()
    page.wait_for_url(re.compile("/ar/states/BRA/$"))
