"""Clearing on a case's page, and the run of show: armed, pressed once, moved, refused in words."""

import html
import re
from datetime import timedelta

import pytest

from pledge_site.db import db
from pledge_site.domain.ledger.service import head
from pledge_site.domain.pledges.releasing.clearing import Until
from tests import making
from tests.domain.pledges.clearing_making import IN_SHOW, SOON, accepted, at, cleared, on, version
from tests.making import post, sign_in

SHOW = "/en/secretariat/run-of-show/"


@pytest.fixture
def reviewer(app, client, clock):
    clock.set(making.NOW + timedelta(minutes=1))
    making.campaign()
    return sign_in(client, making.person("reviewer"))


def clear(reviewer, version_id, **typed):
    case = f"/en/secretariat/cases/{version_id}/"
    fields = {"edit": version(version_id).edit, "standing": "accepted", **typed}
    return post(reviewer, case, f"{case}clear/", **fields)


def press(reviewer, version_id):
    return post(reviewer, f"{SHOW}?armed=1", f"{SHOW}{version_id}/release/")


def buttons(page):
    return re.findall(r'action="/en/secretariat/run-of-show/(\d+)/release/"', page.text)


def test_a_reviewer_clears_for_a_time_and_the_page_says_it_aloud(reviewer):
    version_id = accepted("GHA")
    answer = clear(reviewer, version_id, decision="deposit", day="2027-02-09", time="09:00")
    assert answer.status_code == 303
    page = reviewer.get(answer.location).text
    assert "9 February 2027, 09:00 UTC" in page
    assert "Nairobi 12:00" in page
    found = version(version_id)
    assert (found.standing, found.release_at.hour, found.run_order) == ("accepted", 9, None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"decision": "deposit"}, "clear-release_at"),
        ({"decision": "deposit", "day": "2027-02-09"}, "clear-release_at"),
        ({"decision": "deposit", "day": "soon", "time": "09:00"}, "clear-release_at"),
        ({"decision": "deposit", "day": "2020-02-09", "time": "09:00"}, "clear-release_at"),
        ({"show": "y"}, "clear-action"),
    ],
)
def test_what_is_wrong_with_a_clearing_is_said_at_its_field(reviewer, typed, field):
    version_id = accepted("GHA")
    answer = clear(reviewer, version_id, **typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert version(version_id).cleared_action is None


def test_a_condition_is_shown_to_the_reviewer(reviewer):
    version_id = accepted("GHA", said=on(1, "TGO", "KEN"))
    page = reviewer.get(f"/en/secretariat/cases/{version_id}/").text
    assert "Kenya" in page
    assert "So far: 0 of 1" in page


def test_the_clearance_is_taken_back(reviewer):
    version_id = cleared("GHA", at(SOON))
    case = f"/en/secretariat/cases/{version_id}/"
    fields = {"edit": version(version_id).edit, "standing": "accepted"}
    assert post(reviewer, case, f"{case}recall/", **fields).status_code == 303
    assert version(version_id).cleared_action is None


def test_nothing_is_pressed_before_the_list_is_armed(reviewer):
    ids = [cleared(state) for state in ("GHA", "TGO")]
    timed = cleared("KEN", Until(making.NOW + timedelta(days=1), in_show=True))
    before = head()
    assert buttons(reviewer.get(SHOW)) == []
    assert buttons(reviewer.get(f"{SHOW}?armed=1")) == [str(each) for each in ids]
    assert "in 1 day" in reviewer.get(SHOW).text
    assert head() == before
    assert version(timed).standing == "accepted"


def test_a_list_that_others_have_changed_says_so_and_moves_nothing(reviewer):
    first, _ = (cleared(state) for state in ("GHA", "TGO"))
    shown = reviewer.get(f"{SHOW}?armed=1").text
    look = html.unescape(re.search(r'data-show="([^"]+)"', shown)[1])
    assert "<a" not in reviewer.get(look).text
    press(reviewer, first)
    assert f'href="{SHOW}?armed=1"' in reviewer.get(look).text
    again = html.unescape(re.search(r'data-show="([^"]+)"', reviewer.get(SHOW).text)[1])
    assert "<a" not in reviewer.get(again).text


def test_a_press_makes_it_public_and_a_second_one_does_nothing(reviewer):
    version_id = cleared("GHA")
    answer = press(reviewer, version_id)
    assert (answer.status_code, version(version_id).standing) == (303, "deposited")
    assert "armed=1" in answer.location
    page = reviewer.get(answer.location.partition("#")[0])
    assert "Ghana: released. It is public." in page.text
    assert "GP-SID27-GHA" in page.text
    before = head()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    again = reviewer.post(f"{SHOW}{version_id}/release/", data={"csrf_token": token})
    assert (again.status_code, head()) == (303, before)


def test_what_cannot_be_released_says_why_and_stays(reviewer):
    version_id = cleared("GHA", IN_SHOW, said=on(1, "TGO"))
    answer = press(reviewer, version_id)
    assert answer.status_code == 409
    assert "waits until other States" in answer.text
    assert version(version_id).standing == "accepted"


def test_moving_goes_by_one_and_not_from_an_old_page(reviewer):
    ids = [cleared(state) for state in ("GHA", "TGO")]
    for _twice in range(2):
        moved = {"to": "up", "place": "2"}
        assert post(reviewer, SHOW, f"{SHOW}{ids[1]}/move/", **moved).status_code == 303
        db.session.expire_all()
        assert [version(each).run_order for each in ids] == [2, 1]
    for bad in ({"to": "out", "place": "2"}, {"to": "up", "place": "x"}):
        assert post(reviewer, SHOW, f"{SHOW}{ids[1]}/move/", **bad).status_code == 400
