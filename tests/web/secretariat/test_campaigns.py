"""Campaigns: administrators change names, the day and the target; a stale save loses nothing."""

import re

import pytest

from pledge_site.db import db
from pledge_site.domain.campaigns import queries
from pledge_site.domain.ledger import queries as ledger
from tests import making

LIST = "/en/secretariat/campaigns/"
ONE = f"{LIST}sid-2027/"


@pytest.fixture
def administrator(app, client):
    making.campaign()
    actor = making.person("administrator")
    making.sign_in(client, actor)
    return actor


def typed(client, page=ONE, **changes):
    """Return what the form holds, with changes."""
    text = client.get(page).text
    fields = dict(
        re.findall(
            r'name="((?:titles|event_names)\.[a-z]+|event_on|target)"[^>]*value="([^"]*)"', text
        )
    )
    edit = re.search(r'name="edit" value="(\d+)"', text)[1]
    return {**fields, "edit": edit, **changes}  # fmt: skip


def test_the_list_names_every_campaign(administrator, client):
    page = client.get(LIST).text
    assert "sid-2027" in page
    assert "bogota-2024" in page
    assert "9 February 2027" in page


def test_the_form_holds_six_languages_and_hints_at_the_day(administrator, client):
    page = client.get(ONE).text
    assert page.count('name="titles.') == page.count('name="event_names.') == 6
    assert "Safer Internet Day 2027 is on 9 February 2027." in page
    assert "Safer Internet Day 2028 is on 8 February 2028." in page


def test_a_change_is_saved_and_recorded(administrator, client):
    answer = making.post(
        client, ONE, **typed(client, event_on="2027-02-10", **{"titles.fr": " Titre "})
    )
    assert answer.status_code == 303
    found = queries.by_slug("sid-2027")
    assert (found.event_on.isoformat(), found.titles["fr"]) == ("2027-02-10", "Titre")
    entry = ledger.after(0)[-1]
    assert (entry.event, entry.actor_id) == ("campaign.changed", administrator.user_id)


def test_an_emptied_target_is_none(administrator, client):
    assert making.post(client, ONE, **typed(client, target="")).status_code == 303
    assert queries.by_slug("sid-2027").target is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"event_on": "next week"}, "Write a date"),
        ({"event_on": ""}, "This needs an answer."),
        ({"event_on": "1999-01-01"}, "too far away"),
        ({"target": "many"}, "Write a whole number"),
        ({"target": "0"}, "out of range"),
        ({"target": "196"}, "out of range"),
        ({"titles.ar": ""}, "This needs an answer."),
        ({"titles.ar": "x" * 121}, "longer than"),
        ({"event_names.zh": "a\u202eb"}, "direction of writing"),
        ({"titles.ar": "", "event_on": "x", "target": "y"}, "There are 3 problems"),
    ],
)
def test_every_fault_is_named_and_nothing_saved(administrator, client, change, said):
    answer = making.post(client, ONE, **typed(client, **change))
    assert answer.status_code == 422
    assert said in answer.text
    assert queries.by_slug("sid-2027").edit == 1


def test_a_stale_save_shows_both_texts_and_can_be_sent_again(administrator, client):
    before = typed(client)
    making.post(client, ONE, **before | {"titles.en": "Theirs"})
    answer = making.post(client, ONE, **before | {"titles.en": "Mine"})
    assert answer.status_code == 409
    for part in ("Theirs", "Mine", "Saved now", "What you typed"):
        assert part in answer.text
    assert re.search(r'name="titles.en"[^>]*value="Mine"', answer.text)
    edit = re.search(r'name="edit" value="(\d+)"', answer.text)[1]
    assert (
        making.post(client, ONE, **before | {"titles.en": "Mine", "edit": edit}).status_code == 303
    )
    db.session.expire_all()
    assert queries.by_slug("sid-2027").titles["en"] == "Mine"


def test_an_unknown_campaign_is_unknown(administrator, client):
    assert client.get(f"{LIST}none/").status_code == 404


@pytest.mark.parametrize("role", ["reviewer", "press_officer", "focal_point"])
def test_campaigns_are_administrators(app, client, role):
    making.campaign()
    making.sign_in(client, making.person(role, "TGO" if role == "focal_point" else None))
    assert client.get(LIST).status_code == client.get(ONE).status_code == 403
