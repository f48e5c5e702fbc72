"""The administrators' page of people: proposing, confirming, taking back, ending, suspending."""

import pytest

from pledge_site.db import db
from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.models import Invitation, SecondFactorReset, User
from pledge_site.kernel import clock as time
from pledge_site.kernel.languages import CODES
from tests.domain.accounts import making
from tests.web.account.signing import give_password, post, sign_in

PEOPLE = "/en/secretariat/people/"
INVITE = PEOPLE + "invite/"
FORM = {
    "email": "kofi@example.org",
    "role": "focal_point",
    "name": "Kofi",
    "office": "Permanent Mission",
    "state": "GHA",
    "language": "fr",
    "credentials": "Note verbale 12",
    "ends_on": "",
}


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


def only_invitation():
    return db.session.query(Invitation).one()


def test_one_proposes_and_another_confirms(ada, bo):
    assert post(ada, INVITE, **FORM).location == PEOPLE
    number = only_invitation().id
    assert f"{number}/confirm/" not in ada.get(PEOPLE).text
    own = post(ada, f"{PEOPLE}invitations/{number}/confirm/", PEOPLE)
    assert own.status_code == 409
    assert only_invitation().confirmed_at is None
    assert f"{number}/confirm/" in bo.get(PEOPLE).text
    post(bo, f"{PEOPLE}invitations/{number}/confirm/", PEOPLE)
    invitation = only_invitation()
    assert invitation.confirmed_by != invitation.invited_by


def test_a_role_for_a_person_with_an_account_waits_too(ada, bo):
    tia = making.person("drafter", "Tia").id
    fields = FORM | {"email": "tia@example.org", "role": "reviewer", "state": "", "credentials": ""}
    post(ada, INVITE, **fields)
    assert making.actor(queries.user(tia)).roles == {"drafter"}
    post(bo, f"{PEOPLE}invitations/{only_invitation().id}/confirm/", PEOPLE)
    assert making.actor(queries.user(tia)).roles == {"drafter", "reviewer"}


def test_credentials_can_come_with_the_confirmation(ada):
    making.invited(None, time.now(), role="focal_point", credentials=None)
    path = f"{PEOPLE}invitations/{only_invitation().id}/confirm/"
    answer = post(ada, path, PEOPLE)
    assert answer.status_code == 422
    assert f'href="#credentials-{only_invitation().id}"' in answer.text
    assert post(ada, path, PEOPLE, credentials="Note 7").status_code == 303


def test_every_fault_stands_at_once_and_all_that_was_typed(ada):
    answer = post(ada, INVITE, **FORM | {"email": "no", "state": "", "credentials": ""})
    assert answer.status_code == 422
    for name in ("email", "state", "credentials"):
        assert f'href="#{name}"' in answer.text
    for value in ('value="no"', "Permanent Mission", 'value="Kofi"'):
        assert value in answer.text
    assert post(ada, INVITE, **FORM | {"ends_on": "soon"}).status_code == 422


def test_an_invitation_is_taken_back(ada):
    post(ada, INVITE, **FORM)
    path = f"{PEOPLE}invitations/{only_invitation().id}/revoke/"
    assert post(ada, path, PEOPLE).status_code == 303
    assert only_invitation().revoked_at is not None
    assert post(ada, path, PEOPLE).status_code == 409


def test_people_are_suspended_opened_again_and_lose_roles(ada):
    tia = making.person("drafter", "Tia")
    number, grant = tia.id, tia.grants[0].id
    post(ada, f"{PEOPLE}{number}/suspend/", PEOPLE)
    assert not db.session.get(User, number).active
    post(ada, f"{PEOPLE}{number}/reactivate/", PEOPLE)
    assert db.session.get(User, number).active
    post(ada, f"{PEOPLE}grants/{grant}/end/", PEOPLE)
    assert making.actor(queries.user(number)).roles == frozenset()


def test_what_is_not_there_is_404(ada):
    for path in ("99/suspend/", "grants/99/end/", "invitations/99/revoke/"):
        assert post(ada, PEOPLE + path, PEOPLE).status_code == 404


@pytest.mark.parametrize("lang", CODES)
def test_the_pages_stand_in_every_language(ada, lang):
    post(ada, INVITE, **FORM)
    making.invited(None, time.now(), role="focal_point", credentials=None, email="x@example.org")
    for path in (PEOPLE, INVITE):
        assert ada.get(path.replace("/en/", f"/{lang}/")).status_code == 200


@pytest.mark.parametrize("path", ["", "invite/"])
def test_nobody_else_gets_in(client, make_client, app, path):
    assert client.get(PEOPLE + path).status_code == 303
    making.person("reviewer", "Rae")
    rae = make_client()
    sign_in(rae, "rae@example.org")
    assert rae.get(PEOPLE + path).status_code == 403


def test_a_lost_second_factor_takes_a_call_and_two_people(ada, bo, make_client):
    tia = making.person("facilitator", "Tia").id
    path = f"{PEOPLE}{tia}/second-factor/"
    assert post(ada, path).status_code == 422
    assert post(ada, path, called_back="y").status_code == 303
    assert "confirm/" not in ada.get(path).text
    number = db.session.query(SecondFactorReset).one().id
    assert post(ada, f"{path}{number}/confirm/", path).status_code == 409
    assert post(bo, f"{path}{number}/confirm/", path).status_code == 303
    visitor = make_client()
    answer = give_password(visitor, "tia@example.org")
    assert answer.location == "/en/account/second-factor/set-up/"
    assert visitor.get(answer.location).status_code == 200
