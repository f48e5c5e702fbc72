"""Fixtures for tests of feeds: a published register."""

from collections.abc import Callable

import pytest

from pledge_site.web.edge.current import refresh
from tests.checking_client import CheckingClient
from tests.web.public import making


@pytest.fixture
def reader(begin: Callable[..., None], client: CheckingClient) -> CheckingClient:
    """A program that reads the feeds of the published register."""
    begin(making.register)
    refresh()
    return client
