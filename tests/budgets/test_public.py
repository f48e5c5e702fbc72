"""What a public page costs: nothing from the cache, little when it is made, however much there is.

Made from the map of addresses, so that a new page is in it from its first day. The bytes of the
first page are held in `tests/web/public/test_cost.py`, those of a whole visit here.
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.routes import PUBLIC
from tests.safety import world as worlds
from tests.safety.furnishing import OWN
from tests.web.public import making

MOST = 6
FIRST_VISIT = 40_000
BR = {"Accept-Encoding": "br"}
# What shows more than a snapshot holds is kept beside it, or not at all.
FROM_NO_CACHE = (
    "api.kits", "public.commitments", "public.commitments_sheet", "public.pledges",
    "public.pledges_sheet",
)  # fmt: skip
# A page, a file, a feed; neither a door, nor a stream, nor the health of the process.
_NOT_PAGES = ("account.", "health.", "live.", "objection.", "preview.")
_FETCHED = re.compile(r'<(?:link|script|img|source|iframe)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>')
_NOT_FETCHED = re.compile(
    r'\brel="(?:alternate|canonical|license|author|next|prev|manifest)\b|loading="lazy"'
)


def pages(app, world):
    """Yield each public page: its endpoint and an address of it that there is."""
    for rule in app.url_map.iter_rules():
        known = rule.endpoint in PUBLIC and "GET" in rule.methods
        if known and not rule.endpoint.startswith(_NOT_PAGES):
            yield rule.endpoint, worlds.addresses(app, world, rule)[OWN]


def cost(client, asked, path):
    """Count what is asked for a page; None: it is not there."""
    with asked() as statements, client.get(path) as answer:
        found = answer.status_code == 200
    return len(statements) if found else None


@pytest.mark.database("sqlite")
def test_every_public_page_asks_little_and_nothing_from_the_cache(app, client, asked):
    world = worlds.make()
    client.checks = False
    first, second = {}, {}
    for endpoint, path in pages(app, world):
        costs = [cost(client, asked, path) for _ in range(2)]
        if None not in costs:
            first[endpoint], second[endpoint] = costs
    kept = set(first) - set(FROM_NO_CACHE)
    assert len(kept) > 15
    assert {page: count for page, count in first.items() if count > MOST} == {}
    assert {page: second[page] for page in kept if second[page]} == {}


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("code", CODES)
def test_a_first_visit_is_light_and_stays_here(app, client, code):
    making.register()
    page = client.get(f"/{code}/", headers=BR)
    weight = len(page.get_data())
    text = client.get(f"/{code}/").text
    found = [m[1] for m in _FETCHED.finditer(text) if not _NOT_FETCHED.search(m[0])]
    assert any(each.endswith(".css") for each in found)
    assert {urlsplit(each).netloc for each in found} <= {"", "localhost"}
    for address in sorted(set(found)):
        with client.get(urljoin(f"/{code}/", address), headers=BR) as answer:
            assert answer.status_code == 200, address
            weight += len(answer.get_data())
    assert weight <= FIRST_VISIT, f"{weight} bytes in {1 + len(set(found))} requests"


def test_what_is_asked_does_not_grow_with_what_there_is(app, client, asked):
    paths = ("", "states/", "states/NGA/", "pledges/", "map/", "commitments/", "text/clauses/c5/")
    client.checks = False
    making.register(most=5)
    client.get("/en/help/")
    counts = []
    for _ in range(2):
        counts.append({})
        for path in paths:
            with asked() as statements:
                client.get(f"/en/{path}")
            counts[-1][path] = len(statements)
        if len(counts) == 1:
            making.publish_rest(5)
    assert counts[0] == counts[1]
