"""A person's own page: details, password, recovery codes."""

import pytest

from pledge_site.db import db
from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.models import User
from pledge_site.kernel.languages import CODES
from tests.domain.accounts import making
from tests.domain.accounts.making import PASSWORD
from tests.web.account.signing import give_password, post, sign_in

NEW = "quiet lantern over seven hills"


@pytest.fixture
def tia(client):
    user_id = making.person("facilitator", "Tia").id
    sign_in(client, "tia@example.org")
    return user_id


@pytest.mark.parametrize("lang", CODES)
@pytest.mark.parametrize("path", ["", "password/", "recovery-codes/"])
def test_every_page_stands_in_every_language(client, tia, lang, path):
    assert client.get(f"/{lang}/account/{path}").status_code == 200


def test_details_are_changed(client, tia):
    post(client, "/en/account/", name="Tía", office="Room 4", language="es")
    person = db.session.get(User, tia)
    assert (person.name, person.office, person.language) == ("Tía", "Room 4", "es")


def test_faults_of_details_stand_at_once(client, tia):
    answer = post(client, "/en/account/", name="", office="\u202e", language="de")
    assert answer.status_code == 422
    for name in ("name", "office", "language"):
        assert f'href="#{name}"' in answer.text


def test_a_new_password_ends_the_session_and_opens_the_door(client, tia, clock):
    path = "/en/account/password/"
    answer = post(client, path, password=PASSWORD, new_password=NEW, password_again=NEW)
    assert answer.location == "/en/account/sign-in/"
    assert client.get(path).status_code == 303
    assert give_password(client, "tia@example.org").status_code == 422
    assert give_password(client, "tia@example.org", NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "password"),
        (PASSWORD, "password2026", "password2026", "new_password"),
        (PASSWORD, NEW, NEW + "!", "password_again"),
    ],
)
def test_a_password_that_will_not_do_is_refused(client, tia, old, new, again, field):
    path = "/en/account/password/"
    answer = post(client, path, password=old, new_password=new, password_again=again)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_the_old_password_cannot_be_guessed_from_a_borrowed_session(client, tia):
    path = "/en/account/recovery-codes/"
    statuses = [post(client, path, password="wrong").status_code for _ in range(7)]
    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_new_recovery_codes_are_shown_once(client, tia):
    answer = post(client, "/en/account/recovery-codes/", password=PASSWORD)
    assert answer.text.count("<code>") == 10
    assert queries.recovery_codes_left(tia) == 10
    assert "<code>" not in client.get("/en/account/recovery-codes/").text


def test_a_page_of_people_is_closed_to_others(client, tia):
    assert client.get("/en/secretariat/people/").status_code == 403
