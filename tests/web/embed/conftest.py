"""Fixtures for tests of what is shown elsewhere: a published register."""

from collections.abc import Callable

import pytest

from pledge_site.web.edge.current import refresh
from tests.checking_client import CheckingClient
from tests.web.public import making


@pytest.fixture
def reader(begin: Callable[..., None], client: CheckingClient) -> CheckingClient:
    """Another site that shows the published register."""
    begin(making.register)
    refresh()
    return client
