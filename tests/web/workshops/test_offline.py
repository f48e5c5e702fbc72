"""The page for the field: an empty shell, and what is sent from it, whole or not at all."""

import json
import re

import pytest

from pledge_site.db import db
from pledge_site.domain.workshops import facts as facts_room
from pledge_site.domain.workshops.models import Contribution, Disclosure, Workshop
from pledge_site.kernel import ids
from pledge_site.web.workshops.offline import PAGE_HEADERS
from tests import making
from tests.web.workshops.field import day_in

PAGE, RECEIVE = "/en/workshops/field/", "/en/workshops/receive"


def facts(**given):
    return {
        "key": ids.public_id(), "country": "GHA", "month": day_in(0)[:7], "language": "Swahili",
        "age_band": "13-15", "size_band": "10-19", "method": "drawing", "partner": "gha-2",
        "may_website": True, "may_press": False, "may_read_aloud": False, "may_translate": True,
        "attested": True, "consent_until": day_in(200), **given,
    }  # fmt: skip


def said(words="Tuulizeni kwanza.", **given):
    return {
        "key": ids.public_id(), "kind": "idea", "language": "sw", "words": words,
        "translation_language": "en", "translation": "Ask us first.", "is_harm": False, **given,
    }  # fmt: skip


def sent(*things, **given):
    return {
        "facts": facts(**given),
        "codes": facts_room.new_codes()._asdict(),
        "said": list(things or (said(),)),
    }


@pytest.fixture
def device(make_client, campaign):
    """A browser of a facilitator who has signed in; it sends a body, as text if it is no text."""
    client = making.sign_in(make_client(), making.person("facilitator"))
    token = client.get(RECEIVE).json["csrf_token"]

    def send(body, kind="application/json"):
        body = body if isinstance(body, str | bytes) else json.dumps(body)
        return client.post(RECEIVE, data=body, content_type=kind, headers={"X-CSRF-Token": token})

    return send


@pytest.mark.database("sqlite")
def test_the_page_is_an_empty_shell_with_a_worker_of_its_own(client, make_client, campaign):
    page = client.get(PAGE)
    assert page.headers["Content-Security-Policy"] == PAGE_HEADERS["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers
    someone = making.sign_in(make_client(), making.person("facilitator"))
    assert someone.get(PAGE).data == page.data
    assert f'data-alphabet="{ids.ALPHABET}"' in page.text
    fetched = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text))
    kept = json.loads(re.search(r"const KEPT = (.*);", client.get(f"{PAGE}worker.js").text)[1])
    # All that the page needs, and no page of help or of anything else.
    assert set(kept) == fetched | {PAGE}
    for path in kept:
        with client.get(path) as answer:
            assert answer.status_code == 200, path


@pytest.mark.database("sqlite")
def test_another_page_is_another_worker(app, client, campaign):
    one, other = (client.get(f"/{code}/workshops/field/worker.js").text for code in ("en", "ar"))
    assert re.search(r"MARK = .*", one)[0] != re.search(r"MARK = .*", other)[0]


@pytest.mark.database("sqlite")
def test_nobody_sends_anything_without_signing_in(client, campaign):
    assert client.get(RECEIVE).status_code == 303
    answer = client.post(RECEIVE, json=sent())
    assert answer.status_code in (400, 403)
    assert db.session.query(Workshop).count() == 0


def test_a_workshop_is_taken_once_however_often_it_is_sent(device):
    body = sent(said(), said("Tusikilizeni.", translation="", translation_language=""))
    answers = [device(body) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 200]
    assert [each.json["standing"] for each in answers] == ["recorded", "here", "here"]
    [workshop] = db.session.query(Workshop)
    assert (workshop.origin, workshop.language, workshop.partner.code) == ("device", "sw", "GHA-2")
    assert (workshop.may_website, workshop.may_press) == (True, False)
    assert [each.raw_words for each in workshop.contributions] == [
        "Tuulizeni kwanza.", "Tusikilizeni.",
    ]  # fmt: skip
    assert [len(each.translations) for each in workshop.contributions] == [1, 0]


def test_what_was_added_after_a_lost_answer_is_taken(device):
    body = sent(said())
    device(body)
    body["said"].append(said("Na sisi."))
    assert device(body).json == {"standing": "here"}
    assert db.session.query(Contribution).count() == 2


@pytest.mark.database("sqlite")
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(device):
    body = sent(said(), said(" ", kind="shout"), month="2001-01", consent_until="soon")
    answer = device(body)
    assert (answer.status_code, answer.json["standing"]) == (422, "faults")
    assert set(answer.json["faults"]) == {"month", "consent_until", "said.2.kind", "said.2.words"}
    assert all(isinstance(line, str) for [line] in answer.json["faults"].values())
    assert db.session.query(Workshop).count() == 0


@pytest.mark.database("sqlite")
def test_codes_of_another_group_are_not_taken_again(device):
    body = sent()
    device(body)
    again = {**sent(), "codes": body["codes"]}
    assert set(device(again).json["faults"]) == {"codes"}


def test_what_tells_of_harm_reaches_the_officers_alone(device):
    body = sent(said("It happens at night.", is_harm=True, kind=""))
    assert [device(body).status_code for _ in range(2)] == [200, 200]
    assert db.session.query(Contribution).count() == 0
    assert db.session.query(Disclosure).count() == 1


@pytest.mark.database("sqlite")
def test_another_facilitators_workshop_is_not_there(device, make_client):
    body = sent()
    device(body)
    other = making.sign_in(make_client(), making.person("facilitator"))
    other.checks = False
    token = other.get(RECEIVE).json["csrf_token"]
    assert other.post(RECEIVE, json=body, headers={"X-CSRF-Token": token}).status_code == 404


def _bodies():
    whole = sent()
    one = said()
    plain = json.dumps(whole)
    return {
        "no JSON": "{",
        "no object": "[]",
        "not UTF-8": plain.encode("utf-16"),
        "a mark in front": "\ufeff" + plain,
        "a name twice": plain.replace('"partner": "gha-2"', '"partner": "a", "partner": "b"'),
        "no number": plain.replace('"attested": true', '"attested": NaN'),
        "a number": plain.replace('"attested": true', '"attested": 1'),
        "far too large a number": plain.replace('"attested": true', '"attested": ' + "9" * 9_000),
        "deep": "[" * 100_000,
        "deep inside": plain.replace('"GHA"', '{"a":' * 50_000 + "1" + "}" * 50_000),
        "one more field": {**whole, "name": "x"},
        "one field less": {"facts": whole["facts"], "said": []},
        "a list for a text": {**whole, "facts": {**whole["facts"], "country": ["GHA"]}},
        "words that are none": {**whole, "said": ["Ask us."]},
        "a key twice": {**whole, "said": [one, one]},
        "no key": {**whole, "said": [{**one, "key": ""}]},
    }


@pytest.mark.database("sqlite")
def test_a_body_that_no_page_of_ours_sends_is_refused(device):
    statuses = {name: device(body).status_code for name, body in _bodies().items()}
    assert statuses == dict.fromkeys(statuses, 400)
    assert device(sent(), "text/plain").status_code == 415
    assert device("x" * (4 * 1024 * 1024 + 1)).status_code == 413
    assert db.session.query(Workshop).count() == 0


@pytest.mark.database("sqlite")
def test_signs_that_cannot_be_shown_are_a_fault_of_their_field(device):
    answer = device(sent(said("\ud800"), said("a\0b"), country="G\0A"))
    assert set(answer.json["faults"]) == {"country", "said.1.words", "said.2.words"}
