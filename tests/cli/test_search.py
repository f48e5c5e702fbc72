"""The search can be filled anew by a command."""

import pytest

from pledge_site.domain.search.models import PLEDGE
from pledge_site.domain.search.queries import Wanted, search
from tests.web.public import making


@pytest.mark.database("sqlite")
def test_the_search_is_filled_anew(app):
    making.register(most=3)
    before = search(Wanted(PLEDGE, "sid-2027")).entries
    done = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert done.exit_code == 0, done.output
    assert "the search is filled from snapshot 1" in done.output
    assert search(Wanted(PLEDGE, "sid-2027")).entries == before
