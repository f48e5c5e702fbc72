"""The way in and out: both steps, the throttle, what ends a session, where `next` may lead."""

import re

import pytest

from pledge_site.db import db, write
from pledge_site.domain.accounts import ending, queries, second_factor, signing_in
from pledge_site.domain.accounts.models import User
from pledge_site.kernel import clock as time
from pledge_site.kernel.languages import CODES
from pledge_site.web.edge.guards import own_path
from tests.domain.accounts import making
from tests.web.account.signing import code, give_password, post, sign_in

HOME = "/en/account/"
# Where a facilitator starts work.
ROOM = "/en/workshops/"
EMAIL = "tia@example.org"


@pytest.fixture
def tia(app):
    return making.person("facilitator", "Tia").id


def cookie(client):
    kept = client.get_cookie("pledge")
    return kept.value if kept else None


def test_password_and_code_together_open_the_account(client, tia):
    first = give_password(client, EMAIL)
    assert first.location == "/en/account/second-factor/"
    assert client.get(HOME).location == "/en/account/sign-in/?next=/en/account/"
    second = post(client, "/en/account/second-factor/", code=code())
    assert second.location == ROOM
    assert "Tia" in client.get(HOME).text
    assert db.session.get(User, tia).last_sign_in_at is not None


@pytest.mark.parametrize("lang", CODES)
def test_the_pages_of_the_way_in_stand_in_every_language(client, tia, lang):
    assert client.get(f"/{lang}/account/sign-in/").status_code == 200
    assert sign_in(client, EMAIL, lang).location == f"/{lang}/workshops/"
    assert client.get(f"/{lang}/account/").status_code == 200


def test_each_step_makes_a_new_session_that_holds_nothing_of_the_last(client, tia):
    client.get("/en/account/sign-in/")
    seen = [cookie(client)]
    give_password(client, EMAIL)
    seen.append(cookie(client))
    post(client, "/en/account/second-factor/", code=code())
    seen.append(cookie(client))
    assert len(set(seen)) == 3
    client.set_cookie("pledge", seen[1])
    assert client.get(HOME).status_code == 303


def test_the_cookie_is_for_this_site_and_no_script(client, tia):
    header = client.get("/en/account/sign-in/").headers["Set-Cookie"]
    assert re.match(r"pledge=.*; HttpOnly; Path=/; SameSite=Lax$", header)


def test_over_https_the_cookie_is_bound_to_the_host(make_app):
    app = make_app(PUBLIC_BASE_URL="https://pledge.example.org")
    header = app.test_client().get("/en/account/sign-in/").headers["Set-Cookie"]
    assert header.startswith("__Host-pledge=")
    assert "; Secure; HttpOnly; Path=/; SameSite=Lax" in header


def test_an_unknown_address_gets_the_same_answer_to_the_byte(client, make_client, tia):
    pages = []
    for visitor, email in ((make_client(), EMAIL), (make_client(), "tib@example.org")):
        answer = give_password(visitor, email, "wrong but long enough")
        assert answer.status_code == 422
        text = re.sub(r'value="[^"]{60,}"', "", answer.text)
        pages.append(text.replace(email, "").replace("tib@", "tia@"))
    assert pages[0] == pages[1]


def test_the_address_typed_stands_again_and_the_password_does_not(client, tia):
    text = give_password(client, EMAIL, "wrong but long enough").text
    assert EMAIL in text
    assert "wrong but long enough" not in text


@pytest.mark.parametrize("end", ["suspend", "role", "password", "sign_out"])
def test_what_ends_a_session_ends_it_in_every_browser(client, make_client, tia, clock, end):
    other = make_client()
    sign_in(client, EMAIL)
    clock.forward(seconds=60)
    sign_in(other, EMAIL)
    admin = making.administrators()[0]
    if end == "sign_out":
        assert post(client, "/en/account/sign-out/", HOME).status_code == 303
    else:
        with write():
            if end == "suspend":
                ending.suspend(tia, actor=admin, now=time.now())
            elif end == "role":
                ending.end_grant(queries.user(tia).grants[0].id, actor=admin, now=time.now())
            else:
                signing_in.change_password(tia, "x", now=time.now())
    assert client.get(HOME).status_code == 303
    assert other.get(HOME).status_code == 303


def test_a_reactivated_person_signs_in_anew(client, tia, clock):
    sign_in(client, EMAIL)
    admin = making.administrators()[0]
    for deed in (ending.suspend, ending.reactivate):
        with write():
            deed(tia, actor=admin, now=time.now())
    assert client.get(HOME).status_code == 303


def test_a_session_ends_when_idle_and_after_twelve_hours(client, tia, clock):
    sign_in(client, EMAIL)
    for _ in range(7):
        clock.forward(minutes=100)
        assert client.get(HOME).status_code == 200
    clock.forward(minutes=25)
    assert client.get(HOME).status_code == 303


def test_an_idle_session_of_a_reviewer_is_shorter(client, app, clock):
    making.person("reviewer", "Rae")
    sign_in(client, "rae@example.org")
    clock.forward(minutes=29)
    assert client.get(HOME).status_code == 200
    clock.forward(minutes=31)
    assert client.get(HOME).status_code == 303


def test_a_code_is_not_taken_twice(client, make_client, tia):
    sign_in(client, EMAIL)
    assert sign_in(make_client(), EMAIL).status_code == 422


def test_a_recovery_code_opens_the_door_once(client, make_client, tia):
    codes = second_factor.new_recovery_codes()
    with write():
        signing_in.renew_recovery_codes(tia, codes, keys=making.KEYS, now=time.now())
    for visitor, status in ((client, 303), (make_client(), 422)):
        give_password(visitor, EMAIL)
        answer = post(visitor, "/en/account/second-factor/", code=codes[0])
        assert answer.status_code == status


def test_the_sixth_try_waits_in_the_language_of_the_page(client, tia, clock):
    for _ in range(5):
        assert give_password(client, EMAIL, "wrong but long enough").status_code == 422
    answer = give_password(client, EMAIL, lang="fr")
    assert answer.status_code == 429
    assert 890 <= int(answer.headers["Retry-After"]) <= 901
    assert 'lang="fr"' in answer.text
    clock.forward(minutes=16)
    assert give_password(client, EMAIL).status_code == 303


def test_codes_cannot_be_guessed_by_trying(client, tia):
    give_password(client, EMAIL)
    statuses = [
        post(client, "/en/account/second-factor/", code=f"00000{n}").status_code for n in range(8)
    ]
    assert statuses == [422] * 6 + [429] * 2


def test_a_suspended_person_gets_the_answer_of_a_wrong_password(client, tia):
    admin = making.administrators()[0]
    with write():
        ending.suspend(tia, actor=admin, now=time.now())
    assert give_password(client, EMAIL).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/en/account/password/", "/en/account/password/"),
        ("/fr/portal/?page=2", "/fr/portal/?page=2"),
        ("/\\evil.example", ROOM),
        ("//evil.example/en/", ROOM),
        ("https:evil.example", ROOM),
        ("https://evil.example/en/", ROOM),
        ("/en/\t/evil.example", ROOM),
        ("/en/..//evil.example", ROOM),
        ("javascript:alert(1)", ROOM),
        ("/en/account/%0d%0aSet-Cookie:x=1", ROOM),
        ("", ROOM),
    ],
)
def test_next_leads_only_to_a_path_of_our_own(client, tia, wanted, lands):
    page = "/en/account/sign-in/"
    client.get(page, query_string={"next": wanted})
    post(client, page, email=EMAIL, password=making.PASSWORD, next=wanted)
    assert post(client, "/en/account/second-factor/", code=code()).location == lands
    assert own_path(wanted) == (wanted if lands == wanted else None)


def test_a_long_path_costs_no_time():
    assert own_path("/en/" + "a/-" * 160 + "!") is None


@pytest.mark.parametrize(
    "path",
    ["sign-in/", "sign-out/", "second-factor/", "second-factor/set-up/", "password/", ""],
)
def test_a_form_without_its_token_does_nothing(client, tia, path):
    assert client.post(f"/en/account/{path}", data={"email": EMAIL}).status_code in (400, 403)


def test_the_second_step_is_closed_to_whoever_skipped_the_first(client, tia):
    for path in ("second-factor/", "second-factor/set-up/"):
        assert client.get(f"/en/account/{path}").location == "/en/account/sign-in/"


def test_someone_with_a_second_factor_cannot_set_another_by_password_alone(client, tia):
    give_password(client, EMAIL)
    assert client.get("/en/account/second-factor/set-up/").location == "/en/account/sign-in/"


@pytest.mark.parametrize(
    ("role", "state", "room"),
    [("focal_point", "GHA", "/en/portal/"), ("reviewer", None, "/en/secretariat/")],
)
def test_people_land_where_their_work_is(client, app, role, state, room):
    making.person(role, "Wyn", state=state)
    assert sign_in(client, "wyn@example.org").location == room


def test_a_guarded_form_of_nobody_is_refused_not_redirected(client, tia):
    page = client.get("/en/account/sign-in/").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    answer = client.post("/en/account/password/", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
