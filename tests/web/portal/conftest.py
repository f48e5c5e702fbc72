"""What the tests of the portal start from: a campaign, and a focal point of Ghana at a browser."""

import pytest

from tests.domain.pledges import making
from tests.web.portal.browsing import Visitor


@pytest.fixture
def campaign(begin):
    return begin(making.campaign)


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


@pytest.fixture
def visitor(make_client, ghana):
    return Visitor(make_client(), ghana)


@pytest.fixture
def colleague(make_client, ghana):
    """A second focal point of Ghana."""
    return Visitor(make_client(), making.focal_point("GHA"))


@pytest.fixture
def stranger(make_client, ghana):
    """A focal point of Togo."""
    return Visitor(make_client(), making.focal_point("TGO"))


@pytest.fixture
def draft(ghana, campaign):
    return making.draft(ghana, campaign)
