"""One person's page, and the list of people with its filters."""

import re
from datetime import date, timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.kernel import clock as time
from pledge_site.kernel.languages import CODES
from pledge_site.web.secretariat import people as people_page
from tests.domain.accounts import making
from tests.domain.contacts.making import contact_of
from tests.web.account.signing import post, sign_in

PEOPLE = "/en/secretariat/people/"


@pytest.fixture
def ada(client):
    making.administrators()
    sign_in(client, "ada@example.org")
    return client


@pytest.fixture
def bo(ada, make_client):
    client = make_client()
    sign_in(client, "bo@example.org")
    return client


def test_one_person_has_a_page_with_all_that_can_be_done(ada):
    kofi = making.person("focal_point", "Kofi", "GHA")
    page = ada.get(f"{PEOPLE}{kofi.id}/").text
    grant = queries.user(kofi.id).grants[0].id
    for deed in ("suspend/", "last-day/", f"grants/{grant}/end/", f"grants/{grant}/change/"):
        assert deed in page
    assert f"audit/?person={kofi.id}" in page
    own = queries.user_by_email("ada@example.org")
    assert "suspend/" not in ada.get(f"{PEOPLE}{own.id}/").text
    assert ada.get(f"{PEOPLE}99/").status_code == 404


def test_a_last_day_is_set_changed_and_taken_away(ada, make_client, clock):
    tia = making.person("drafter", "Tia").id
    path = f"{PEOPLE}{tia}/"
    tomorrow = (time.now() + timedelta(days=1)).date().isoformat()
    assert post(ada, f"{path}last-day/", path, ends_on=tomorrow).status_code == 303
    assert f'value="{tomorrow}"' in ada.get(path).text
    for wrong in ("soon", "2020-01-01"):
        answer = post(ada, f"{path}last-day/", path, ends_on=wrong)
        assert answer.status_code == 422
        assert 'href="#ends_on"' in answer.text
    working = make_client()
    sign_in(working, "tia@example.org")
    assert working.get("/en/account/").status_code == 200
    clock.forward(days=2)
    assert working.get("/en/account/").status_code == 303


def test_a_role_or_state_is_changed_by_two(ada, bo):
    kofi = making.person("focal_point", "Kofi", "GHA").id
    grant = queries.user(kofi).grants[0].id
    path = f"{PEOPLE}grants/{grant}/change/"
    fields = {"role": "focal_point", "state": "TGO", "credentials": "", "ends_on": ""}
    answer = post(ada, path, **fields)
    assert answer.status_code == 422
    assert 'href="#credentials"' in answer.text
    assert post(ada, path, **fields | {"credentials": "Note 7"}).status_code == 303
    assert "takes the place" in bo.get(PEOPLE).text
    assert (
        post(
            bo, f"{PEOPLE}invitations/{db.session.query(Invitation).one().id}/confirm/", PEOPLE
        ).status_code
        == 303
    )
    person = queries.user(kofi)
    assert [g.state for g in queries.live_grants(person, time.now())] == ["TGO"]
    assert post(ada, path, PEOPLE, **fields).status_code == 409


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ada", "Bo", "Ife", "Kofi", "Tia"]),
        ("role=focal_point", ["Kofi"]),
        ("role=administrator&state=&open=&name=", ["Ada", "Bo"]),
        ("state=GHA", ["Kofi"]),
        ("state=TGO", []),
        ("open=suspended", ["Tia"]),
        ("open=over", ["Ife"]),
        ("open=open", ["Ada", "Bo", "Kofi"]),
        ("open=never", ["Bo", "Ife", "Kofi", "Tia"]),
        ("name=KOFI", ["Kofi"]),
        ("name=%25", []),
        ("name=ia%40example", ["Tia"]),
    ],
)
def test_people_are_found_among_many(ada, query, names):
    making.person("focal_point", "Kofi", "GHA")
    tia, ife = making.person("drafter", "Tia").id, making.person("drafter", "Ife").id
    with write():
        db.session.get_one(User, tia).active = False
        db.session.get_one(User, ife).ends_on = date(2020, 1, 1)
    page = ada.get(f"{PEOPLE}?{query}").text
    assert re.findall(r'people/\d+/"><bdi>(\w+)</bdi>', page) == names


def test_many_people_come_in_pages(ada, monkeypatch):
    monkeypatch.setattr(people_page, "_ON_A_PAGE", 2)
    making.person("drafter", "Tia")
    first = ada.get(f"{PEOPLE}?role=drafter").text
    assert "page=2" not in first
    whole = ada.get(PEOPLE).text
    assert "page=2" in whole
    assert "Tia" in ada.get(f"{PEOPLE}?page=2").text
    for number in ("0", "3", "x"):
        assert ada.get(f"{PEOPLE}?page={number}").status_code in (400, 404)


@pytest.mark.parametrize("query", ["role=nothing", "state=XXX", "open=ajar"])
def test_what_is_no_choice_is_not_found(ada, query):
    assert ada.get(f"{PEOPLE}?{query}").status_code == 404


def test_the_number_on_file_is_shown_to_both(ada, bo):
    kofi = making.person("focal_point", "Kofi", "GHA").id
    path = f"{PEOPLE}{kofi}/second-factor/"
    assert "called_back" not in ada.get(path).text
    assert post(ada, path, called_back="y").status_code == 409
    contact_of("GHA", phone="+233 30 000 00 00")
    assert "+233 30 000 00 00" in ada.get(path).text
    post(ada, path, called_back="y")
    assert "+233 30 000 00 00" in bo.get(path).text
    assert "confirm/" in bo.get(path).text


@pytest.mark.parametrize("lang", CODES)
def test_the_pages_of_one_person_stand_in_every_language(ada, lang):
    kofi = making.person("focal_point", "Kofi", "GHA").id
    contact_of("GHA")
    grant = queries.user(kofi).grants[0].id
    for path in (f"{kofi}/", f"grants/{grant}/change/", f"{kofi}/second-factor/"):
        assert ada.get(PEOPLE.replace("/en/", f"/{lang}/") + path).status_code == 200
