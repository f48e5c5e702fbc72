"""The page of contacts: listed by State, proposed by one administrator, confirmed by another."""

import pytest

from pledge_site.db import db
from pledge_site.domain.contacts.models import Contact
from tests.domain.contacts.making import contact_of, proposed
from tests.making import person, post, sign_in

PAGE = "/en/secretariat/contacts/"
FORM = {
    "state": "GHA", "office": "Permanent Mission in Geneva", "email": "Mission@example.org",
    "phone": "+41 00 000 00 00", "language": "fr",
}  # fmt: skip


@pytest.fixture
def administrator(client):
    return sign_in(client, person("administrator"))


def test_a_contact_is_proposed_and_waits_for_another(administrator):
    assert post(administrator, PAGE, **FORM).status_code == 303
    text = administrator.get(PAGE).text
    assert "Permanent Mission in Geneva" in text
    assert "mission@example.org" in text
    assert "No contact is on record yet" in text
    assert 'value="confirm"' not in text
    found = db.session.query(Contact).one()
    answer = post(administrator, PAGE, f"{PAGE}{found.id}/settle/", answer="confirm")
    assert answer.status_code == 403
    assert "A second administrator has to confirm it" in answer.text


def test_another_confirms_it(administrator):
    contact = proposed("GHA")
    answer = post(administrator, PAGE, f"{PAGE}{contact}/settle/", answer="confirm")
    assert answer.status_code == 303
    assert "No contact is on record yet" not in administrator.get(PAGE).text
    assert post(administrator, PAGE, f"{PAGE}{contact}/settle/", answer="maybe").status_code == 400


def test_a_change_shows_what_was_and_what_will_be(administrator):
    contact = contact_of("GHA")
    page = f"{PAGE}{contact}/"
    assert "Permanent Mission" in administrator.get(page).text
    assert post(administrator, page, **FORM).status_code == 303
    text = administrator.get(PAGE).text
    assert '<del><bdi dir="ltr">mission.gha@example.org</bdi></del>' in text
    assert '<ins><bdi dir="ltr">mission@example.org</bdi></ins>' in text
    answer = post(administrator, page, **FORM)
    assert (answer.status_code, "waits for a second" in answer.text) == (409, True)
    answer = post(administrator, page, **{**FORM, "email": "no"})
    assert answer.status_code == 409


def test_an_end_is_proposed(administrator):
    contact = contact_of("GHA")
    assert post(administrator, PAGE, f"{PAGE}{contact}/end/").status_code == 303
    assert "To take off the record: Ghana" in administrator.get(PAGE).text
    assert post(administrator, PAGE, f"{PAGE}{contact}/end/").status_code == 409


def test_what_is_not_on_record_cannot_be_changed(administrator):
    contact = proposed("GHA")
    assert administrator.get(f"{PAGE}{contact}/").status_code == 404
    assert administrator.get(f"{PAGE}987/").status_code == 404


def test_a_form_with_faults_comes_back_with_what_was_typed(administrator):
    wrong = {**FORM, "state": "", "office": "", "email": "no"}
    answer = post(administrator, PAGE, **wrong)
    assert answer.status_code == 422
    for words in ("Say which State", "This needs an answer", "not an e-mail address"):
        assert words in answer.text
    assert "+41 00 000 00 00" in answer.text
    changed = post(administrator, f"{PAGE}{contact_of('GHA')}/", **wrong)
    assert changed.status_code == 422
    assert "Say which State" not in changed.text


def test_the_same_address_is_taken_once_for_a_state(administrator):
    post(administrator, PAGE, **FORM)
    assert "on record for this State already" in post(administrator, PAGE, **FORM).text
    assert post(administrator, PAGE, **{**FORM, "state": "FRA"}).status_code == 303
