"""Fixtures for tests of the search: a published register that the search was filled from."""

import pytest
from flask import Flask

from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.worker import drain
from tests.web.public import making


@pytest.fixture
def filled(app: Flask) -> None:
    """The demonstration's pledges, published, and the search filled with them."""
    making.register()
    drain([SEARCH])
