"""The safeguarding queue: for those whose it is, every look recorded, no words on the list."""

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.workshops import disclosures
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Disclosure
from pledge_site.kernel import clock as clock_room
from tests.domain.workshops.team import Team
from tests.making import NOW, person, post, sign_in

pytestmark = pytest.mark.database("sqlite")
HARM = "Somebody hurt me."
LIST = "/en/secretariat/safeguarding/"


@pytest.fixture
def told(app, clock):
    clock.set(NOW)
    team = Team()
    team.record(Said("concern", "ar", HARM, is_harm=True))
    return db.session.scalars(select(Disclosure)).one()


@pytest.fixture
def officer(told, client):
    actor = person("safeguarding_officer")
    sign_in(client, actor)
    return actor


def looks():
    rows = db.session.scalars(select(Entry.actor_id).where(Entry.event == "disclosure.viewed"))
    return list(rows)


def test_the_list_shows_the_clock_and_no_words(officer, client, told, clock):
    text = client.get(LIST).text
    assert f"Number {told.id}" in text
    assert HARM not in text
    assert "Overdue since" not in text
    clock.set(told.due_at)
    sign_in(client, officer)
    assert "Overdue since" in client.get(LIST).text
    assert looks() == []


def test_each_look_is_recorded(officer, client, told):
    page = f"{LIST}{told.id}/"
    answer = client.get(page)
    assert HARM in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert '<html lang="en"' in answer.text
    assert "Ghana, September 2026, 13 to 15 years" in answer.text
    client.get(page)
    assert looks() == [officer.user_id] * 2


def test_it_is_taken_on_decided_and_gone(officer, client, told, clock):
    page = f"{LIST}{told.id}/"
    answer = post(client, page, f"{page}decide/", outcome="advised", note="")
    assert (answer.status_code, "Take it on first" in answer.text) == (409, True)
    assert post(client, page, f"{page}take/").status_code == 303
    assert f"Person {officer.user_id} has taken it on." in client.get(LIST).text
    answer = post(client, page, f"{page}decide/", outcome="", note="What I did.")
    assert (answer.status_code, "What I did." in answer.text) == (422, True)
    answer = post(client, page, f"{page}decide/", outcome="advised", note="What I did.")
    assert answer.status_code == 303
    listed = client.get(LIST).text
    assert "with our advice" in listed
    assert HARM not in listed
    assert "What I did." in client.get(page).text
    with write():
        disclosures.forget(clock_room.now() + disclosures.KEPT)
    gone = client.get(page).text
    assert "The words were deleted" in gone
    assert HARM not in gone
    assert f"Number {told.id}" not in client.get(LIST).text


def test_it_can_be_put_back(officer, client, told):
    page = f"{LIST}{told.id}/"
    post(client, page, f"{page}take/")
    assert post(client, page, f"{page}back/").status_code == 303
    db.session.refresh(told)
    assert told.taken_by is None


def test_administrators_have_what_has_come_to_them(client, told):
    sign_in(client, person("administrator"))
    assert f"Number {told.id}" not in client.get(LIST).text
    assert client.get(f"{LIST}{told.id}/").status_code == 404
    with write():
        disclosures.escalate(NOW, officers=False)
    assert f"Number {told.id}" in client.get(LIST).text
    assert HARM in client.get(f"{LIST}{told.id}/").text
    assert len(looks()) == 1


@pytest.mark.parametrize("role", ["drafter", "reviewer", "facilitator", "press_officer"])
def test_it_is_nobody_else_s(client, told, role):
    sign_in(client, person(role))
    for path in (LIST, f"{LIST}{told.id}/", f"{LIST}{told.id + 1}/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert HARM not in answer.text


def test_reviewers_do_not_see_it_in_the_audit(client, told):
    sign_in(client, person("reviewer"))
    assert "disclosure" not in client.get("/en/secretariat/audit/").text
    assert client.get("/en/secretariat/audit/?event=disclosure.reported").text.count("<tbody>") < 2
