"""The coach on the pages: marks beside the fields, a look before going on, model actions."""

import pytest

from pledge_site.domain.commitments.model_actions import MODELS, words_of
from tests.domain.pledges import making

AGAIN = {"again": "1"}


def at(version_id, tail):
    return f"versions/{version_id}/{tail}/"


def described(sheet, field):
    """What a screen reader says of a field besides its label."""
    ids = {each.get("id"): each for each in sheet.root.iter()}
    names = (ids[field].get("aria-describedby") or "").split()
    return " ".join("".join(ids[name].itertext()) for name in names)


def test_an_empty_form_is_left_in_peace(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    assert "What a reader would ask" not in sheet.text
    assert "Who is responsible?" not in sheet.text


def test_looking_again_saves_and_marks_the_fields(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    typed = {"title": "Safe schools", "action": "Promote safety.", "baseline_value": "4 schools"}
    looked = visitor.follow(visitor.send(sheet, typed | AGAIN))
    assert looked.path.endswith("/commitments/1/")
    assert "“\u2068Promote\u2069”" in described(looked, "action")
    assert "Who is responsible?" in described(looked, "lead_ministry")
    assert "By when?" in described(looked, "ends_on")
    assert "Where is this from?" in described(looked, "baseline_source")
    assert "To what?" in described(looked, "target_value")
    assert "How could a citizen check this?" in described(looked, "indicator")
    assert "Nobody can check" not in described(looked, "title")
    assert making.version(visitor.actor, draft).commitments[0].title == "Safe schools"


def test_looking_again_at_one_that_is_there_comes_back_to_it(visitor, draft):
    for title in ("One", "Two"):
        sheet = visitor.get(at(draft, "commitments/new"))
        visitor.send(sheet, {"title": title, "action": "Train judges."})
    sheet = visitor.get(at(draft, "commitments/1"))
    looked = visitor.follow(visitor.send(sheet, {"lead_ministry": "Justice"} | AGAIN))
    assert looked.path.endswith("/commitments/1/")
    assert "Who is responsible?" not in described(looked, "lead_ministry")


def test_marks_are_of_what_was_typed_when_it_cannot_be_saved(visitor, draft):
    sheet = visitor.get(at(draft, "commitments/new"))
    wrong = visitor.send(sheet, {"action": "Encourage it.", "title": ""} | AGAIN)
    assert wrong.status == 422
    assert "Encourage" in described(wrong, "action")
    assert [where for where, _ in wrong.problems()] == ["title"]


def test_the_language_of_the_version_decides(visitor, draft):
    visitor.send(visitor.get(at(draft, "message")), {"language": "fr", "message": "Oui."})
    sheet = visitor.get(at(draft, "commitments/new"))
    typed = {"title": "Écoles", "action": "Promouvoir la sécurité."}
    looked = visitor.follow(visitor.send(sheet, typed | AGAIN))
    assert "Promouvoir" in described(looked, "action")


def test_the_menu_has_every_model_in_the_language_of_the_version(visitor, draft):
    visitor.send(visitor.get(at(draft, "message")), {"language": "es", "message": "Sí."})
    menu = visitor.get(at(draft, "commitments/models"))
    for code in MODELS:
        assert words_of(code, "es")["title"] in menu.text
        assert any(link.endswith(f"/commitments/new/?model={code}") for link in menu.links())


@pytest.mark.parametrize("code", ["hotline", "privacy"])
def test_a_model_fills_a_new_commitment_and_saves_nothing_yet(visitor, draft, code):
    page = visitor.get(at(draft, "commitments/new") + f"?model={code}")
    fields = page.fields()
    words = words_of(code, "en")
    assert {name: fields[name] for name in words} == words
    assert fields["firmness"] == MODELS[code].firmness
    assert "Make it your own" in page.text
    assert "To what?" in described(page, "target_value")
    assert making.version(visitor.actor, draft).commitments == []
    visitor.follow(visitor.send(page))
    row = making.version(visitor.actor, draft).commitments[0]
    assert (row.title, row.outcomes) == (words["title"], list(MODELS[code].outcomes))


def test_an_unknown_model_is_no_page(visitor, draft):
    assert visitor.get(at(draft, "commitments/new") + "?model=nothing").status == 404
