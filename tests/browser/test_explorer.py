"""The moving map: drawn in a real browser, from this site alone, within its content policy."""

import pytest

from pledge_site.kernel.languages import LANGUAGES

pytestmark = pytest.mark.browser
WIDE = {"width": 1250, "height": 900}
PHONE = {"width": 390, "height": 844}
SHAPES = "#explore-map .choroplethlayer path"
_MOST = 30_000
# A State of one piece, near the middle of its part of the world.
_MIDDLE_OF_ANGOLA = """() => {
  const shapes = [...document.querySelectorAll('#explore-map .choroplethlayer path')];
  const shape = shapes.find(each => each.__data__.loc === 'AGO');
  shape.scrollIntoView({block: 'center'});
  const {x, y, width, height} = shape.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


def open_map(page, server, code: str) -> list[str]:
    """Open the explorer and press its button; return all that the console says meanwhile."""
    said: list[str] = []
    page.on("console", lambda entry: said.append(f"{entry.type}: {entry.text}"))
    page.goto(f"{server.address}/{code}/map/")
    asked = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert not [each for each in asked if "vendor" in each], "the library came unasked"
    page.locator("[data-explore]").click()
    page.wait_for_selector("#explore[data-open]", timeout=_MOST)
    return said


@pytest.mark.parametrize(("code", "viewport"), [("en", WIDE), ("ar", PHONE)])
def test_the_map_moves_without_a_complaint(visit, server, code, viewport):
    page = visit(viewport=viewport)
    said = open_map(page, server, code)
    assert page.locator(SHAPES).count() > 180
    assert page.locator("#explore-map .scattergeo .point").count() > 30
    assert page.locator("#explore-time .scatterlayer .trace").count() == 3
    _go_back(page)
    _zoom_and_choose(page, code)
    with page.expect_download() as saving:
        page.locator("#explore-map .modebar-btn").first.click()
    assert saving.value.suggested_filename == "global-pledge.png"
    assert LANGUAGES[code].direction == page.evaluate("document.documentElement.dir")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert said == []


def _go_back(page) -> None:
    before = page.locator("#explore-shown").inner_text()
    deposited = "document.querySelector('#explore-map').data[0].locations.length"
    now = page.evaluate(deposited)
    page.locator("#explore-day").focus()
    page.keyboard.press("Home")
    assert page.locator("#explore-shown").inner_text() != before
    assert page.evaluate(deposited) < now
    page.keyboard.press("End")
    assert page.evaluate(deposited) == now


def _zoom_and_choose(page, code: str) -> None:
    page.select_option("#explore-region", index=1)
    scale = "document.querySelector('#explore-map').layout.geo.projection.scale"
    assert page.evaluate(scale) > 2
    x, y = page.evaluate(_MIDDLE_OF_ANGOLA)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    link = page.locator("#explore-said a")
    assert f"/{code}/states/AGO/" in link.get_attribute("href", timeout=_MOST)


def test_without_it_the_page_says_the_same(visit, server):
    page = visit(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{server.address}/en/map/")
    assert not page.locator("#explore").is_visible()
    assert page.locator("svg.chart").count() == 3


def test_a_failure_is_said_in_words(visit, server):
    page = visit(viewport=WIDE)
    page.route("**/world_50m*", lambda route: route.fulfill(status=200, body="no JSON"))
    page.goto(f"{server.address}/en/map/")
    page.locator("[data-explore]").click()
    page.wait_for_function("document.querySelector('[data-explore-state]').textContent")
    assert page.locator("[data-explore]").is_enabled()
