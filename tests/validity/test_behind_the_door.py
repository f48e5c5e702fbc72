"""The pages behind the door pass the checker of the W3C too: each room, seen by one who may enter.

Which rooms there are comes from the map of addresses, who may enter from `tests/safety/world.py`.
"""

import pytest

from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.routes import PUBLIC
from tests.safety import world as worlds
from tests.safety.furnishing import OWN
from tests.validity import nu

pytestmark = pytest.mark.database("sqlite")


def rooms(app, world):
    """Yield each room's address, in languages that take turns, and a role that may enter."""
    for turn, rule in enumerate(app.url_map.iter_rules()):
        if rule.endpoint in PUBLIC or "GET" not in rule.methods or "lang" not in rule.arguments:
            continue
        code = tuple(CODES)[turn % len(CODES)]
        path = worlds.addresses(app, world, rule)[OWN]
        yield f"/{code}{path[3:]}", min(worlds.allowed(rule))


def test_every_page_behind_the_door_passes_the_checker_of_the_w3c(app, make_client, tmp_path):
    world = worlds.make()
    clients, pages = {}, {}
    for path, role in rooms(app, world):
        if role not in clients:
            clients[role] = make_client()
            clients[role].checks = False
            worlds.enter(app, clients[role], world.people[role])
        with clients[role].get(path) as answer:
            if answer.mimetype == "text/html" and answer.status_code in (200, 404):
                pages[path] = "text/html", answer.data
    assert len(pages) > 40
    assert nu.complaints(pages, tmp_path) == []
