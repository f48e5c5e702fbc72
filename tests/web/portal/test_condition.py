"""What a pledge depends on: said by its State, shown to reviewers, and to nobody else."""

import pytest

from tests.domain.pledges import making
from tests.domain.pledges.clearing_making import SOON, cleared
from tests.domain.pledges.clearing_making import at as release_time
from tests.web.portal.browsing import Visitor


def at(version_id):
    return f"versions/{version_id}/condition/"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"kind": "group", "needed": "3", "group": "african"}, {"needed": 3, "group": "african"}),
        (
            {"kind": "states", "needed": "1", "states": ["TGO", "KEN"]},
            {"needed": 1, "states": ["KEN", "TGO"]},
        ),
        ({"kind": "nobody", "needed": "7", "group": "african", "states": ["TGO"]}, None),
    ],
)
def test_a_condition_is_saved_and_shown_again(visitor, draft, typed, kept):
    answer = visitor.send(visitor.get(at(draft)), typed)
    assert answer.status == 303
    assert making.version(visitor.actor, draft).condition == kept
    again = visitor.get(at(draft)).fields()
    assert again["kind"] == typed["kind"]
    assert again.get("states", []) == (kept or {}).get("states", [])
    assert "condition" in " ".join(visitor.get(f"versions/{draft}/tasks/").links())


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"kind": ""}, ["kind"]),
        ({"kind": "group", "needed": "many", "group": "african"}, ["needed"]),
        ({"kind": "group", "needed": "2"}, ["group"]),
        ({"kind": "states", "needed": "2"}, ["states"]),
        ({"kind": "states", "needed": "2", "states": ["XXX"]}, ["states"]),
        ({"kind": "states", "needed": "3", "states": ["TGO", "KEN"]}, ["needed"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(visitor, draft, typed, where):
    answer = visitor.send(visitor.get(at(draft)), typed)
    assert answer.status == 422
    assert [field for field, _ in answer.problems()] == where
    shown = answer.fields()
    assert shown.get("needed", "") == typed.get("needed", "")
    assert making.version(visitor.actor, draft).condition is None


def test_another_state_finds_nothing_there(stranger, draft):
    assert stranger.get(at(draft)).status == 404


def test_a_state_sees_that_its_pledge_is_cleared_and_until_when(make_client, campaign):
    actor = making.focal_point("GHA")
    cleared("GHA", release_time(SOON))
    page = Visitor(make_client(), actor).get()
    assert "becomes public on 24 November 2026, 10:00 UTC" in page.text
