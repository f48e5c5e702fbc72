"""Fixtures for tests of feeds: a published register."""

import pytest
from flask import Flask

from tests.checking_client import CheckingClient
from tests.web.public import making


@pytest.fixture
def reader(app: Flask, client: CheckingClient) -> CheckingClient:
    """A program that reads the feeds of the published register."""
    making.register()
    return client
