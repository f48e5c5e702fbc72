"""Fixtures for tests of the search: a published register that the search was filled from."""

from collections.abc import Callable

import pytest

from pledge_site.web.edge.current import refresh
from tests.web.public import making


@pytest.fixture
def filled(begin: Callable[..., None]) -> None:
    """The demonstration's pledges, published, and the search filled with them."""
    begin(making.register)
    refresh()
