"""Fixtures for tests of what is shown elsewhere: a published register."""

import pytest
from flask import Flask

from tests.checking_client import CheckingClient
from tests.web.public import making


@pytest.fixture
def reader(app: Flask, client: CheckingClient) -> CheckingClient:
    """Another site that shows the published register."""
    making.register()
    return client
