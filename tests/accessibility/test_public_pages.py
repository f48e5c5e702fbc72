"""Each kind of public page, in more ways than the suite has time for: `make test-a11y`.

The suite's own look at the public pages is in `tests/browser/test_accessibility.py`.
"""

import pytest

from tests.accessibility.looking import LONG, complaints, rooms_of

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WAYS = [
    (language, {"viewport": size, "color_scheme": scheme})
    for language in ("ar", "en")
    for size in (PHONE, DESK)
    for scheme in ("dark", "light")
]
# Those that the other file does not look at.
FEW = ("pledges/GP-SID27-COL/", "text/clauses/c5/", "press/sid-2027/", "states/COL/")
SHORT = (WAYS[0], WAYS[-1])


@pytest.fixture(scope="module")
def paths(server, browser):
    if not LONG:
        return FEW
    page = browser.new_page()
    page.goto(f"{server.address}/en/")
    found = rooms_of(page, "/en/", r"/en/(?!account|portal|secretariat)", 40)
    page.close()
    return [*(path[4:] for path in found), *FEW]


@pytest.mark.parametrize(("language", "options"), WAYS if LONG else SHORT)
def test_every_kind_of_page_has_no_fault(visit, server, paths, language, options):
    page = visit(**options)
    found = []
    for path in paths:
        page.goto(f"{server.address}/{language}/{path}")
        found += complaints(page)
    assert found == []
