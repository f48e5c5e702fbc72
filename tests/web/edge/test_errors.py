"""What is asked wrongly is answered in words, in the language of the URL; never a bare 500."""

import re

import pytest
from sqlalchemy.exc import OperationalError

from pledge_site.settings import ROOT
from pledge_site.web.edge import current
from pledge_site.web.edge.params import FORM
from pledge_site.web.edge.sentences import REFUSALS

pytestmark = pytest.mark.database("sqlite")


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/ar/none/", "ar"), ("/zh/states/XXX/", "zh"), ("/none/", "en"), ("/ru/none", "ru")],
)
def test_an_unknown_page_is_told_in_its_language(client, path, lang):
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'<html lang="{lang}"' in answer.text
    assert f"/{lang}/help/" in answer.text


def test_without_a_language_the_browser_is_asked(client):
    answer = client.get("/none/", headers={"Accept-Language": "de, fr;q=0.7"})
    assert '<html lang="fr"' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/en/help.css", "/en.css", "/en/states.js", "/robots.txt/x"])
def test_a_page_with_a_suffix_is_no_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "q=a&q=b",
        "group=african&group=african",
        "q=%ff",
        "q=%00",
        "q=%ed%a0%80",
        "%ff=1",
        "q=" + "a" * 201,
    ],
)
def test_a_malformed_query_is_refused(client, query):
    assert client.get(f"/en/states/?{query}").status_code == 400


def test_a_malformed_path_is_refused(client):
    for raw in ("/en/states/\xff/", "/en/states/\0/"):
        answer = client.get("/en/states/", environ_overrides={"PATH_INFO": raw})
        assert answer.status_code == 400
    assert client.get("/en/states/?q=" + "a" * 5000).status_code == 414


def test_what_cannot_be_done_says_so(client):
    answer = client.delete("/en/help/", headers={"X-CSRF-Token": "none"})
    assert answer.status_code in (400, 405)
    answer = client.get("/en/account/sign-out/")
    assert answer.status_code in (404, 405)


def test_a_form_that_is_too_large_is_refused(client):
    answer = client.post("/en/account/sign-in/", data={"email": "a" * (FORM + 1)})
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"email=%ff", b"email=a%00b", b"email=a&email=b"])
def test_a_malformed_form_is_refused(client, body):
    answer = client.post(
        "/en/account/sign-in/", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400


def test_a_form_without_its_token_is_refused(client):
    answer = client.post("/en/account/sign-in/", data={"email": "a@example.org", "password": "b"})
    assert answer.status_code == 400
    assert "Open it again" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client, headers):
    answer = client.post("/en/account/sign-in/", data={}, headers=headers)
    assert answer.status_code == 403


def test_read_only_takes_nothing_and_says_when_to_come_back(make_app):
    client = make_app(READ_ONLY="1").test_client()
    answer = client.post("/en/account/sign-in/", data={})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "600"
    assert client.get("/en/help/").status_code == 200


def test_a_lost_database_is_503_with_a_time(client, monkeypatch):
    def lost(*_):
        raise OperationalError("SELECT 1", {}, Exception("server closed the connection"))

    monkeypatch.setattr(current.CurrentSnapshot, "get", lost)
    answer = client.get("/fr/states/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert '<html lang="fr"' in answer.text
    assert client.get("/healthz").status_code == 200


def test_every_refusal_of_the_domain_has_its_sentence():
    raised = re.compile(r'\b(?:Refused|NotFound|Stale)\(\s*"([a-z_.]+)"')
    found = {
        code
        for room in ("domain", "access")
        for path in (ROOT / "pledge_site" / room).rglob("*.py")
        for code in raised.findall(path.read_text())
    }
    # Told on the command line, in words of its own.
    assert found - set(REFUSALS) - {"import.bad_sheet"} == set()
