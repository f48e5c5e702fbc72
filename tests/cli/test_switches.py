"""`flask switches`: how they stand, and turned without anybody signed in."""

import pytest

from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.switches import queries


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *args: runner.invoke(args=["switches", *args])


def test_a_switch_is_turned_from_the_server_and_recorded(run):
    assert run("turn", "read_only", "on").output == "read_only is on\n"
    assert queries.position().read_only
    assert "read_only\ton\nuploads_off\toff" in run("show").output
    assert run("turn", "read_only", "off").exit_code == 0
    assert not queries.position().read_only
    assert [each.actor_id for each in ledger.latest()] == [None, None]


def test_a_banner_without_texts_is_not_shown(run):
    result = run("turn", "banner", "on")
    assert (result.exit_code, "no texts yet" in result.output) == (1, True)
    assert run("turn", "nothing", "on").exit_code == 2
