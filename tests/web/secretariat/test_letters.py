"""The letter's pages: pictures for reviewers' eyes, never the file; each look is written down."""

import io

import pytest
from PIL import Image

from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges.models import Letter
from pledge_site.outlets.files import store
from tests import making


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def version_id(campaign):
    return making.submitted("GHA")


def page(version_id, number=1, letter_id=None):
    letter_id = letter_id or Letter.query.filter_by(version_id=version_id).one().id
    return f"/en/secretariat/cases/{version_id}/letters/{letter_id}/{number}.png"


def looks():
    return [each for each in ledger.after(0) if each.event == "letter.viewed"]


def test_a_reviewer_sees_a_picture_that_nothing_keeps(version_id, client):
    reviewer = making.person("reviewer")
    making.sign_in(client, reviewer)
    answer = client.get(page(version_id))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.data)).format == "PNG"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == "inline"
    seen = looks()
    assert [(each.actor_id, each.facts["page"], each.facts["state"]) for each in seen] == [
        (reviewer.user_id, 1, "GHA")
    ]
    assert seen[0].facts["version"] == version_id


def test_the_case_shows_each_page(version_id, client):
    making.sign_in(client, making.person("reviewer"))
    assert page(version_id) in client.get(f"/en/secretariat/cases/{version_id}/").text


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_there_is_not_is_unknown(version_id, client, number):
    making.sign_in(client, making.person("reviewer"))
    assert client.get(page(version_id, number)).status_code == 404
    assert looks() == []


def test_a_letter_of_another_version_is_unknown(version_id, client):
    making.sign_in(client, making.person("reviewer"))
    other = making.submitted("TGO")
    letter_id = Letter.query.filter_by(version_id=other).one().id
    assert client.get(page(version_id, 1, letter_id)).status_code == 404


def test_a_letter_whose_file_is_lost_is_unknown(version_id, client):
    making.sign_in(client, making.person("reviewer"))
    store().delete("letters/key-GHA")
    assert client.get(page(version_id)).status_code == 404
    assert looks() == []


@pytest.mark.parametrize("role", ["focal_point", "administrator", "press_officer"])
def test_nobody_else_sees_it(version_id, client, role):
    making.sign_in(client, making.person(role, "TGO" if role == "focal_point" else None))
    assert client.get(page(version_id)).status_code == 403
    assert client.get(page(version_id, 1, 999)).status_code == 403
    assert looks() == []


def test_nothing_is_shown_while_looks_cannot_be_written_down(version_id, make_app):
    app = make_app(READ_ONLY="1")
    client = making.sign_in(app.test_client(), making.person("reviewer"))
    assert client.get(page(version_id)).status_code == 503
