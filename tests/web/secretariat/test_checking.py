"""Words to check: listed without words, looked at beside marks, let pass, taken out, handed on."""

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.workshops import unchecked
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Contribution, Disclosure, Suppression
from tests.domain.workshops.team import Team
from tests.making import person, post, sign_in

pytestmark = pytest.mark.database("sqlite")
LIST = "/en/secretariat/words/"
NAMED = "My name is Ana García and I want to be asked."
SAFE = "I want to be asked."


@pytest.fixture
def team(app):
    return Team()


@pytest.fixture
def drafter(team, client):
    sign_in(client, team.drafter)
    return client


def record(team, *said, **given):
    return team.record(*said, **given).workshop.contributions


def standing():
    db.session.expire_all()
    return [(each.standing, each.words) for each in db.session.scalars(select(Contribution))]


def test_the_list_shows_no_words(team, drafter):
    record(team, NAMED, "He hit me and said to tell nobody.")
    text = drafter.get(LIST).text
    assert "Ana" not in text
    assert "hit me" not in text
    assert "1 place to look at" in text
    assert "May tell of harm" in text
    assert "Ghana, September 2026, 13 to 15 years" in text


def test_it_is_sifted_by_language_and_paged(team, drafter):
    record(team, *[f"Ask us, time {n}." for n in range(unchecked.ON_A_PAGE + 1)])
    record(team, Said("idea", "sw", "Tuulizeni kwanza."), language="sw")
    assert "Page 1 of 2" in drafter.get(LIST).text
    second = drafter.get(f"{LIST}?page=2").text
    assert second.count('<th scope="row">') == 2
    alone = drafter.get(f"{LIST}?language=sw").text
    assert "Swahili" in alone
    assert alone.count('<th scope="row">') == 1
    assert drafter.get(f"{LIST}?campaign=nothing").status_code == 404
    assert drafter.get(f"{LIST}?language=xx").text.count('<th scope="row">') == 0


def test_marks_are_shown_and_a_suggestion_is_taken_over(team, drafter):
    [one] = record(team, NAMED)
    page = drafter.get(f"{LIST}{one.id}/").text
    assert "<mark>Ana García</mark>" in page
    assert "looks like a name" in page
    box = page.partition('name="words"')[2].partition("</textarea>")[0]
    assert "Ana" in box
    page = drafter.get(f"{LIST}{one.id}/?suggested=1").text
    box = page.partition('name="words"')[2].partition("</textarea>")[0]
    assert "Ana" not in box
    assert "[a name]" in box


def test_it_is_let_pass_with_translations(team, drafter):
    said = Said("idea", "es", "Soy Ana. Pregúntennos.", translation_language="en",
                translation="I am Ana. Ask us.")  # fmt: skip
    [one] = record(team, said, language="es")
    page = f"{LIST}{one.id}/"
    form = {"words": "Pregúntennos.", "translation-en": "Ask us.", "translation-fr": ""}
    assert post(drafter, page, f"{page}pass/", **form).status_code == 303
    assert standing() == [("cleared", "Pregúntennos.")]
    assert [(each.language, each.words) for each in one.translations] == [("en", "Ask us.")]
    assert drafter.get(page).status_code == 404
    assert "Nothing here." in drafter.get(LIST).text


def test_no_translation_is_asked_for_where_the_group_did_not_agree(team, drafter):
    [one] = record(team, SAFE, may_translate=False)
    page = f"{LIST}{one.id}/"
    assert "translation-fr" not in drafter.get(page).text
    form = {"words": SAFE, "translation-fr": "Demandez-nous."}
    assert post(drafter, page, f"{page}pass/", **form).status_code == 303
    assert one.translations == []


def test_an_address_left_in_it_is_refused_until_confirmed(team, drafter):
    words = "Write to the council: council@example.org"
    [one] = record(team, words)
    page = f"{LIST}{one.id}/"
    answer = post(drafter, page, f"{page}pass/", words=words)
    assert answer.status_code == 422
    assert "An e-mail address is left" in answer.text
    assert words in answer.text
    assert post(drafter, page, f"{page}pass/", words="").status_code == 422
    assert standing() == [("to_check", None)]
    assert post(drafter, page, f"{page}pass/", words=words, confirmed="y").status_code == 303
    assert standing() == [("cleared", words)]


def test_it_is_taken_out_only_when_one_is_sure(team, drafter):
    [one] = record(team, NAMED)
    page = f"{LIST}{one.id}/"
    assert post(drafter, page, f"{page}out/").status_code == 422
    assert post(drafter, page, f"{page}out/", sure="y").status_code == 303
    assert standing() == []
    assert len(db.session.scalars(select(Suppression)).all()) == 1


def test_what_tells_of_harm_is_handed_over_and_gone(team, drafter):
    [one] = record(team, "He hit me.")
    page = f"{LIST}{one.id}/"
    assert "May tell of harm" in drafter.get(page).text
    assert post(drafter, page, f"{page}harm/").status_code == 303
    assert standing() == []
    assert db.session.scalars(select(Disclosure)).one().words == "He hit me."
    assert drafter.get("/en/secretariat/safeguarding/").status_code == 403


def test_who_recorded_it_sees_it_and_cannot_decide(team, drafter):
    [one] = record(team, SAFE)
    with write():
        one.workshop.recorded_by = team.drafter.user_id
    page = drafter.get(f"{LIST}{one.id}/").text
    assert "You recorded this yourself" in page
    assert "/pass/" not in page
    assert post(drafter, LIST, f"{LIST}{one.id}/pass/", words=SAFE).status_code == 403


@pytest.mark.parametrize("role", ["reviewer", "administrator", "press_officer", "facilitator"])
def test_it_is_nobody_else_s(team, client, role):
    [one] = record(team, NAMED)
    sign_in(client, person(role))
    for path in (LIST, f"{LIST}{one.id}/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "Ana" not in answer.text


def test_safeguarding_officers_may_let_pass_too(team, client):
    [one] = record(team, SAFE)
    sign_in(client, person("safeguarding_officer"))
    page = f"{LIST}{one.id}/"
    answer = client.get(page)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert post(client, page, f"{page}pass/", words=SAFE).status_code == 303
