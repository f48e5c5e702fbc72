"""What stands outside of the pages: the door, static files, headers, health, the calendar entry."""

import re

import pytest

from pledge_site.kernel.languages import CODES
from tests.web.public import making

pytestmark = pytest.mark.database("sqlite")


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("", "en"), ("fr-CH, fr;q=0.9", "fr"), ("zh-CN", "zh"), ("de", "en"), ("ar;q=0.1, ru", "ru")],
)
def test_the_door_leads_to_the_language_of_the_browser(client, accepted, lang):
    client.set_cookie("language", "es")
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.location) == (302, f"/{lang}/")
    assert answer.headers["Vary"] == "Accept-Language"


def test_static_files_are_kept_for_ever_under_a_name_that_changes(client):
    page = client.get("/en/help/").text
    path = re.search(r'href="(/static/css/public\.[0-9a-f]{12}\.css)"', page)[1]
    with client.get(path, headers={"Accept-Encoding": "br"}) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with client.get("/static/css/public.css") as plain:
        assert plain.status_code == 200
        assert "immutable" not in plain.headers["Cache-Control"]
    assert client.get("/static/css/none.css").status_code == 404
    assert client.get("/static/../wsgi.py").status_code == 404


def test_health_asks_nothing_and_readiness_asks_the_schema(client):
    assert client.get("/healthz").data == b"ok\n"
    assert client.get("/readyz").status_code == 200


def test_strict_transport_is_for_production(client, make_app):
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    production = make_app(
        APP_ENV="production",
        PUBLIC_BASE_URL="https://pledge.example",
        DEMO="0",
    ).test_client()
    answer = production.get("/healthz", headers={"Host": "pledge.example"})
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    foreign = production.get("/en/nothing/", headers={"Host": "evil.example"})
    assert foreign.status_code == 400


def test_the_site_map_names_every_page_in_six_languages(client, app):
    making.register(most=5)
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    for code in CODES:
        assert f"<loc>http://localhost/{code}/states/NGA/</loc>" in answer.text
    assert "http://localhost/en/pledges/GP-SID27-NGA/" in answer.text
    assert 'hreflang="zh"' in answer.text


def test_robots_and_security_say_what_they_should(client):
    assert "Disallow: /ar/portal/" in client.get("/robots.txt").text
    text = client.get("/.well-known/security.txt").text
    assert "Contact: http://localhost/en/contact/" in text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", text, re.MULTILINE)


def test_the_event_is_a_calendar_entry(client, app):
    assert client.get("/event.ics").status_code == 404
    making.register(most=1)
    answer = client.get("/event.ics")
    assert answer.mimetype == "text/calendar"
    lines = answer.get_data().split(b"\r\n")
    assert b"DTSTART;VALUE=DATE:20270209" in lines
    assert b"DTEND;VALUE=DATE:20270210" in lines
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in answer.get_data().replace(b"\r\n", b"")


def test_links_come_from_the_settings_and_not_from_the_request(client):
    text = client.get("/robots.txt", headers={"Host": "evil.example"}).text
    assert "evil" not in text
