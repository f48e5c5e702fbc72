"""While the register is read-only: every page can be read, and no form of anybody changes anything.

Made from the map of addresses, as the matrix is, so that a new route is in it from its first day.
"""

import pytest

from pledge_site.db import db, write
from pledge_site.domain.ledger.service import head
from pledge_site.domain.switches import service
from pledge_site.kernel import clock
from pledge_site.web.edge.current import keeper_of
from pledge_site.web.edge.origin import EVEN_THEN
from tests.safety import world as worlds
from tests.safety.world import FORM, OWN

pytestmark = pytest.mark.database("sqlite")
# A look that can't be written down is not given.
NOT_SHOWN = {
    ("secretariat.letter_page", "reviewer"), ("secretariat.telling", "administrator"),
    ("secretariat.telling", "safeguarding_officer"),
}  # fmt: skip


@pytest.fixture
def world(app, begin):
    made = begin(worlds.make)
    with write():
        service.turn("read_only", True, actor=made.people["administrator"], at=clock.now())
    keeper_of(app).forget()
    return made


def asked(app, world, role):
    """Yield every request of one's own to make, and whether it is to be refused."""
    for rule in app.url_map.iter_rules():
        path = worlds.addresses(app, world, rule)[OWN]
        if "GET" in rule.methods:
            yield "GET", path, (rule.endpoint, role) in NOT_SHOWN
        if "POST" in rule.methods and rule.endpoint not in EVEN_THEN:
            yield "POST", path, True


@pytest.mark.parametrize("role", ["administrator", "focal_point", "reviewer", "translator"])
def test_all_can_be_read_and_nothing_changed(app, client, world, role):
    client.checks = False
    headers = worlds.enter(app, client, world.people[role])
    before, wrong = head(), []
    for method, path, refused in asked(app, world, role):
        data = FORM if method == "POST" else None
        with client.open(path, method=method, data=data, headers=headers) as answer:
            if (answer.status_code == 503) != refused:
                wrong.append(f"{method} {path}: {answer.status_code}")
    assert wrong == []
    db.session.rollback()
    assert head() == before
