"""Cursors: opaque, one for each place, good while pledges come and go, refused when not ours."""

import pytest

from pledge_site.web.api import cursors
from tests.web.api.conftest import publish

# Made from a document in memory: what the database is makes no difference.
pytestmark = pytest.mark.database("sqlite")
WRONG = (
    "GHA",
    "1",
    "cDE6R0hB=",
    "cDE6R0hBx",
    "cDI6R0hB",
    "cDE6Z2hh",
    "R0hB",
    "é",
    "cDE6",
    "%2B%2F",
)


@pytest.mark.parametrize("place", ["GHA", "GHA:GP-SID27-J1"])
def test_a_place_survives_being_written(place):
    written = cursors.written(place)
    assert place not in written
    assert cursors.read(written) == place


@pytest.mark.parametrize("cursor", WRONG)
def test_what_is_no_cursor_is_refused(client, register, cursor):
    answer = client.get(f"/api/v1/pledges?cursor={cursor}")
    assert answer.status_code == 400
    assert answer.json["code"] == "cursor"


def test_a_page_begins_where_the_last_one_ended_whatever_came_between(client, register):
    first = client.get("/api/v1/pledges?limit=2").json
    assert [each["state"] for each in first["pledges"]] == ["FRA", "GHA"]
    # One before that place and one behind it.
    register.do("deposit_all", "BRA")
    register.do("deposit_all", "PSE")
    publish(register)
    rest = client.get(f"/api/v1/pledges?limit=9&cursor={first['next']}").json
    assert [each["state"] for each in rest["pledges"]] == ["PSE", "TUV", "VAT"]
    assert rest["count"] == 6


def test_a_cursor_is_good_for_a_place_that_nobody_holds(client, register):
    told = client.get(f"/api/v1/pledges?cursor={cursors.written('GHB')}").json
    assert [each["state"] for each in told["pledges"]] == ["TUV", "VAT"]
