"""Who may send a form: our own pages alone, by a token or, where no session is kept, by origin."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pledge_site.web.edge.origin import from_our_pages
from pledge_site.web.edge.params import accepts_upload

pytestmark = pytest.mark.database("sqlite")
OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(make_app):
    app: Flask = make_app()
    # Two forms that answer with a word, not with a page.
    app.test_client_class = FlaskClient

    @app.post("/public-form")
    @from_our_pages
    @accepts_upload(20_000)
    def public_form() -> str:
        return "taken"

    @app.post("/signed-form")
    def signed_form() -> str:
        return "taken"

    return app.test_client()


def test_a_public_form_of_our_own_pages_is_taken(client):
    answer = client.post("/public-form", headers=OURS)
    assert (answer.status_code, answer.text) == (200, "taken")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "http://localhost:1"},
    ],
)
def test_a_public_form_of_anywhere_else_is_refused(client, headers):
    assert client.post("/public-form", headers=headers).status_code == 403


def test_every_other_form_needs_its_token_whatever_it_says(client):
    assert client.post("/signed-form", headers=OURS).status_code == 400


def test_an_upload_has_as_much_room_as_its_view_says(client):
    large = {"text": "a" * 600_000}
    assert client.post("/signed-form", data=large, headers=OURS).status_code == 413
    for size, status in ((10_000, 200), (30_000, 413)):
        parts = {"file": (io.BytesIO(b"a" * size), "letter.pdf")}
        answer = client.post("/public-form", data=parts, headers=OURS)
        assert answer.status_code == status
