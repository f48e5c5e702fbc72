"""From the link in the mail to a whole account: password, second factor, recovery codes."""

import re

import pytest

from pledge_site.domain.accounts.links import token_of
from pledge_site.domain.accounts.models import User
from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES
from tests.domain.accounts import making
from tests.domain.accounts.making import KEYS, PASSWORD
from tests.web.account.signing import code, post

SET_UP = "/en/account/second-factor/set-up/"


@pytest.fixture
def link(app):
    admin = making.administrators()[0]
    invitation = making.invited(admin, clock.now(), role="facilitator")
    return f"/en/account/invitation/{token_of(invitation, KEYS)}/"


def accept(client, link, **fields):
    values = {"name": "Gil", "password": PASSWORD, "password_again": PASSWORD} | fields
    return post(client, link, **values)


def test_a_guest_becomes_a_person_with_two_factors(client, link):
    assert accept(client, link).location == SET_UP
    page = client.get(SET_UP).text
    assert "<svg" in page
    assert client.get(SET_UP).text.count("<svg") == page.count("<svg")
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    shown = post(client, SET_UP, code=code(secret))
    assert shown.status_code == 200
    assert len(re.findall(r"<code>[\w-]{14}</code>", shown.text)) == 10
    assert "Gil" in client.get("/en/account/").text


def test_a_get_or_a_head_of_the_link_consumes_nothing(client, link):
    for _ in range(3):
        client.get(link)
        client.head(link)
    assert accept(client, link).status_code == 303


def test_a_used_link_says_so_and_makes_nobody(client, make_client, link):
    accept(client, link)
    assert make_client().get(link).status_code == 410
    assert making.count(User) == 3


@pytest.mark.parametrize("lang", CODES)
def test_the_invitation_stands_in_every_language(client, link, lang):
    assert client.get(link.replace("/en/", f"/{lang}/")).status_code == 200
    accept(client, link.replace("/en/", f"/{lang}/"))
    assert client.get(SET_UP.replace("/en/", f"/{lang}/")).status_code == 200


def test_an_invented_link_is_404(client, link):
    assert client.get(link[:-3] + "x/").status_code == 404
    assert client.post("/en/account/invitation/x/", data={}).status_code in (400, 404)


def test_every_fault_stands_at_once_and_the_name_stays(client, link):
    answer = accept(client, link, name="Gi\u202el", password="short", password_again="other")
    assert answer.status_code == 422
    for name in ("name", "password", "password_again"):
        assert f'href="#{name}"' in answer.text
    assert "short" not in answer.text.replace("is too short", "")
    assert making.count(User) == 2


def test_a_wrong_first_code_keeps_the_same_secret(client, link):
    accept(client, link)
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(SET_UP).text)[1]
    answer = post(client, SET_UP, code="000000")
    assert answer.status_code == 422
    assert key in answer.text


def test_an_account_without_second_factor_opens_nothing(client, link):
    accept(client, link)
    assert client.get("/en/account/").status_code == 303
