"""Drafters at their desk: a team, two drafters signed in, and a sentence that was let pass."""

import pytest

from tests.domain.workshops.team import WORDS, Team
from tests.web.portal.browsing import Visitor


@pytest.fixture
def team(app):
    return Team()


@pytest.fixture
def drafter(team, make_client):
    return Visitor(make_client(), team.drafter)


@pytest.fixture
def second(team, make_client):
    return Visitor(make_client(), team.second)


@pytest.fixture
def said(team):
    """One sentence that was let pass, in a draft that the first drafter began."""
    [found] = team.record(WORDS).workshop.contributions
    team.draft_id = team.open()
    team.let_pass(found)
    return found
