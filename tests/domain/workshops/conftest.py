"""Fixtures for tests of children's words: a team, and something that was told."""

import pytest

from pledge_site.domain.workshops import fates
from tests.domain.workshops.team import WORDS, Team


@pytest.fixture
def team(app):
    return Team()


@pytest.fixture
def told(team):
    """A contribution that stands word for word in the first clause of version 2."""
    workshop = team.record(WORDS).workshop
    draft_id = team.open()
    [said] = workshop.contributions
    team.let_pass(said, ar="اسألونا قبل أن تقرروا.")
    clause = team.clause(draft_id)
    team.mark(clause)
    team.decide(said, "word_for_word", fates.Place(clause.id, "k1"))
    team.publish(draft_id)
    return said
