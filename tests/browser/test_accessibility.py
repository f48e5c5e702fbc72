"""Pages pass the automatic checks of WCAG 2.1 AA: wide, narrow, dark, and from right to left."""

import pytest
from axe_core_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
PAGES = (
    "",
    "board/",
    "map/?colour=region",
    "states/",
    "states/GHA/",
    "pledges/",
    "text/",
    "press/",
    "help/",
    "campaigns/bogota-2024/",
    "account/sign-in/",
)
_LEAST = 15
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1250, "height": 900}


@pytest.fixture(scope="module")
def axe():
    """Return the checker."""
    return Axe()


def _complaints(axe, page):
    outcome = axe.run(page, options=RULES)
    assert len(outcome["passes"]) > _LEAST, "the checker looked at next to nothing"
    return [
        f"{each['id']}: {node['target']}: {node['failureSummary']}"
        for each in outcome["violations"]
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "options",
    [
        {"viewport": WIDE},
        {"viewport": NARROW},
        {"viewport": WIDE, "color_scheme": "dark"},
    ],
    ids=["wide", "narrow", "dark"],
)
def test_pages_have_no_fault_that_a_machine_can_find(visit, server, axe, path, options):
    page = visit(**options)
    page.goto(f"{server.address}/en/{path}")
    assert _complaints(axe, page) == []


@pytest.mark.parametrize("path", PAGES)
def test_arabic_pages_have_none_either(visit, server, axe, path):
    page = visit(viewport=WIDE)
    page.goto(f"{server.address}/ar/{path}")
    assert _complaints(axe, page) == []


@pytest.mark.parametrize("language", ["ar", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_narrow_screen(visit, server, language, path):
    page = visit(viewport=NARROW)
    page.goto(f"{server.address}/{language}/{path}")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
