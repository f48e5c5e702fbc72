"""The page behind a contact's link: a look does nothing, the button objects, and once."""

import pytest
from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.contacts.links import token_of
from pledge_site.domain.contacts.models import Objection
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.outlets.mail import NullMailer
from pledge_site.web.edge.current import refresh
from pledge_site.web.edge.reading import keys
from tests import making
from tests.domain.contacts.making import contact_of

OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def case(app, clock):
    clock.set(making.NOW)
    making.campaign()
    contact = contact_of("GHA")
    version = making.deposited("GHA")
    return version, f"/en/objection/{token_of(contact, version, keys())}/"


def standing(version):
    db.session.expire_all()
    return db.session.get_one(PledgeVersion, version).standing


def test_a_look_does_nothing_and_meets_no_session(client, case):
    version, path = case
    answer = client.get(path)
    assert "Object to this pledge" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    client.head(path)
    assert standing(version) == "deposited"


def test_the_button_puts_the_pledge_under_verification_for_all_to_see(client, case):
    version, path = case
    answer = client.post(path, data={"reason": "Not ours"}, headers=OURS)
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert standing(version) == "on_hold"
    drain((SNAPSHOTS,))
    refresh()
    assert "under verification" in client.get("/en/pledges/GP-SID27-GHA/").text.lower()
    assert "You have objected to this version." in client.get(path).text
    assert client.post(path, headers=OURS).status_code == 409
    assert db.session.scalar(select(func.count(Objection.id))) == 1


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_other_pages_cannot_press_the_button(client, case, headers):
    version, path = case
    assert client.post(path, headers=headers).status_code == 403
    assert standing(version) == "deposited"


def test_after_a_day_it_is_refused_with_words(client, case, clock):
    version, path = case
    clock.forward(hours=24)
    assert "The 24 hours to object have passed" in client.get(path).text
    answer = client.post(path, headers=OURS)
    assert answer.status_code == 410
    assert "The 24 hours to object have passed" in answer.text
    assert standing(version) == "deposited"


def test_a_link_that_is_not_ours_is_unknown(client, case):
    path = case[1]
    assert client.get(path[:-3] + "/").status_code == 404
    assert client.post(path[:-3] + "/", headers=OURS).status_code == 404


def test_a_reason_that_cannot_be_shown_comes_back(client, case):
    version, path = case
    answer = client.post(path, data={"reason": "a\u202eb"}, headers=OURS)
    assert answer.status_code == 422
    assert standing(version) == "deposited"


def test_those_who_have_to_know_are_told(app, client, case):
    app.extensions["mail"] = post = NullMailer()
    drain((MAIL, POST))
    path = case[1]
    mail = next(each for each in post.sent if each["Subject"] == "Public: the pledge of Ghana")
    assert mail["To"] == "mission.gha@example.org"
    assert f"http://localhost{path}" in mail.get_content()
    post.sent.clear()
    client.post(path, data={"reason": "a secret reason"}, headers=OURS)
    drain((MAIL, POST))
    app.extensions.pop("mail")
    found = [each["Subject"] for each in post.sent]
    # The focal point and the office itself.
    assert found.count("Under verification: the pledge of Ghana") == 2
    assert found.count("Objection: the pledge of Ghana") == 2
    assert all("secret reason" not in each.get_content() for each in post.sent)
