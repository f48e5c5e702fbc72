"""Every page behind the door asks its database a bounded number of questions.

Made from the map of addresses, so that a new page is in it from its first day. Counted is a second
look: the first also notes that somebody is there, at most once in fifteen seconds.
"""

import pytest

from pledge_site.web.edge.routes import PUBLIC
from tests.safety import world as worlds
from tests.safety.furnishing import OWN

pytestmark = pytest.mark.database("sqlite")
MOST = 12
# Those that need more, and how many: they put a whole case, or the whole ledger, before somebody.
MORE = {
    "portal.asked_to_join": 15,
    "portal.check": 19,
    "portal.print_form": 13,
    "portal.print_pdf": 13,
    "secretariat.case": 23,
    "secretariat.check_ledger": 13,
    "secretariat.letter_page": 17,
}
# Who asks where several may: the role that sees most.
_FIRST = ("reviewer", "administrator", "focal_point", "press_officer", "translator")


def pages(app, world):
    """Yield each page behind the door: who asks, its rule, its address."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC or "GET" not in rule.methods:
            continue
        allowed = worlds.allowed(rule)
        role = next((each for each in _FIRST if each in allowed), min(allowed))
        yield role, rule, worlds.addresses(app, world, rule)[OWN]


def test_each_page_behind_the_door_asks_little(app, make_client, asked):
    world = worlds.make()
    clients = {}
    for role, actor in world.people.items():
        clients[role] = make_client()
        clients[role].checks = False
        worlds.enter(app, clients[role], actor)
    counts = {}
    for role, rule, path in pages(app, world):
        clients[role].get(path).close()
        with asked() as statements, clients[role].get(path):
            pass
        counts[rule.endpoint] = len(statements)
    assert len(counts) > 40
    assert {page: count for page, count in counts.items() if count > MORE.get(page, MOST)} == {}
