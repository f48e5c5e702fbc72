"""What the tests of a facilitator's pages start from: a campaign, a facilitator at a browser."""

import pytest

from tests.domain.pledges import making
from tests.web.portal.browsing import Visitor


@pytest.fixture
def campaign(begin):
    return begin(making.campaign)


@pytest.fixture
def facilitator(make_client, campaign):
    return Visitor(make_client(), making.person("facilitator"))
