"""The page of contacts: listed by State, added, taken off the record."""

import pytest

from pledge_site.db import db
from pledge_site.domain.contacts.models import Contact
from tests.making import person, post, sign_in

PAGE = "/en/secretariat/contacts/"
FORM = {
    "state": "GHA", "office": "Permanent Mission in Geneva", "email": "Mission@example.org",
    "phone": "+41 00 000 00 00", "language": "fr",
}  # fmt: skip


@pytest.fixture
def administrator(client):
    return sign_in(client, person("administrator"))


def test_a_contact_is_added_shown_and_ended(administrator):
    assert post(administrator, PAGE, **FORM).status_code == 303
    text = administrator.get(PAGE).text
    assert "Permanent Mission in Geneva" in text
    assert "mission@example.org" in text
    found = db.session.query(Contact).one()
    assert post(administrator, PAGE, f"{PAGE}{found.id}/end/").status_code == 303
    assert "No contact is on record yet" in administrator.get(PAGE).text
    answer = post(administrator, PAGE, f"{PAGE}{found.id}/end/")
    assert answer.status_code == 409
    assert "no longer on record" in answer.text


def test_every_fault_is_shown_with_what_was_typed(administrator):
    answer = post(administrator, PAGE, **{**FORM, "state": "", "office": "", "email": "no"})
    assert answer.status_code == 422
    for words in ("Say which State", "This needs an answer", "not an e-mail address"):
        assert words in answer.text
    assert "+41 00 000 00 00" in answer.text


def test_the_same_address_is_taken_once_for_a_state(administrator):
    post(administrator, PAGE, **FORM)
    assert "on record for this State already" in post(administrator, PAGE, **FORM).text
    assert post(administrator, PAGE, **{**FORM, "state": "FRA"}).status_code == 303
