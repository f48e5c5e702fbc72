"""Each kind of public page passes the automatic checks of WCAG 2.2 AA, however it is looked at.

The kinds come from the map of addresses, so that a new page is looked at without being named. In
the suite each is seen twice, so that every pair of page and direction, width and scheme is seen,
and every pair of these and a language; `make test-a11y` sees each page in all 24 ways.
"""

from itertools import product

import pytest

from pledge_site.kernel.languages import CODES
from tests.accessibility.looking import LONG, complaints, too_wide

pytestmark = pytest.mark.browser
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
WAYS = tuple(product((NARROW, WIDE), ("dark", "light")))
READ = [code for code in CODES if code != "ar"]
# The rest of the texts, and what shows States in different standings, differ in words alone.
SHORTENED = {"embed.chart": 2, "embed.state": 2, "public.page": 4, "public.state": 3}
# The longest words of the languages that go from left to right.
LONGEST = "ru"


def looks(pages):
    """Yield the looks of the suite: path, size of the window, colour scheme."""
    for turn, endpoint in enumerate(pages["en"]):
        most = SHORTENED.get(endpoint, 2)
        for look in range(most):
            size, scheme = WAYS[turn % 4] if look % 2 == 0 else WAYS[3 - turn % 4]
            paths = pages["ar" if look % 2 == 0 else READ[(turn + look) % len(READ)]][endpoint]
            yield paths[look % len(paths)], size, scheme


def all_looks(pages):
    """Yield every look at every page there is."""
    for code, (size, scheme) in product(CODES, WAYS):
        for paths in pages[code].values():
            yield from ((path, size, scheme) for path in dict.fromkeys(paths))


def test_every_kind_of_page_has_no_fault(visit, server, pages):
    page, found = visit(), []
    for path, size, scheme in (all_looks if LONG else looks)(pages):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.goto(server.address + path)
        found += [f"{size['width']} {scheme} {each}" for each in complaints(page)]
    assert found == []


def test_the_looks_are_a_covering_sample(pages):
    asked = [
        (path.removeprefix("/embed")[1:3], size["width"], scheme)
        for path, size, scheme in looks(pages)
    ]
    assert len(pages["en"]) > 20
    for code, width, scheme in product(CODES, (320, 1280), ("dark", "light")):
        assert any(each[:2] == (code, width) for each in asked), (code, width)
        assert any(each[::2] == (code, scheme) for each in asked), (code, scheme)


def test_nothing_is_wider_than_a_narrow_screen(visit, server, pages):
    page, found = visit(viewport=NARROW), []
    for code in CODES if LONG else (LONGEST,):
        for paths in pages[code].values():
            for path in paths if LONG else paths[:1]:
                page.goto(server.address + path)
                found += too_wide(page)
    assert found == []
