"""A register with a few pledges, published: made once for each database, then copied."""

import copy

import pytest

from pledge_site.db import write
from pledge_site.domain.snapshots import service
from pledge_site.web.edge.current import refresh
from tests.databases import let_go
from tests.domain.snapshots.histories import History

_ACTS = (
    ("deposit_all", "GHA"), ("announce_all", "FRA"), ("deposit_all", "VAT"),
    ("deposit_all", "TUV"), ("withdraw", "TUV"),
)  # fmt: skip
_made: dict[int, History] = {}


def publish(history):
    """Publish what a history did, and show it."""
    with write():
        service.publish(history.at)
    refresh()


@pytest.fixture
def register(app, databases):
    """The history that the register has so far."""
    if id(databases) not in _made:
        history = History()
        for act, state in _ACTS:
            assert history.do(act, state)
        publish(history)
        let_go(app)
        databases.copy("register", "published")
        _made[id(databases)] = history
    let_go(app)
    databases.copy("published", "register")
    refresh()
    return copy.deepcopy(_made[id(databases)])
