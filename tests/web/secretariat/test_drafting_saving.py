"""The drafting desk: words that are saved, by two people at once too; comments; what is done."""

import pytest

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.texts import queries as texts
from pledge_site.web.secretariat.drafting import merging
from tests.domain.workshops.team import WORDS
from tests.web.secretariat.drafting_desk import DESK, clause_path, form, send

pytestmark = pytest.mark.database("sqlite")


def test_two_people_change_a_clause_and_nothing_is_lost(team, drafter, second, said):
    clause = team.clause(team.draft_id)
    mine, theirs = drafter.get(clause_path(clause)), second.get(clause_path(clause))
    # Of what only one has changed, nobody is asked.
    second.send(theirs, {"heading": "Their heading"}, place=form(theirs, "/en/"))
    assert drafter.send(mine, {"body": "My words."}, place=form(mine, "/en/")).status == 303
    db.session.expire_all()
    assert (clause.headings["en"], clause.bodies["en"]) == ("Their heading", "My words.")
    # What both have changed is shown with both texts.
    second.send(theirs, {"body": "Their other words."}, place=form(theirs, "/en/"))
    asked = second.send(theirs, {"body": "Their other words."}, place=form(theirs, "/en/"))
    assert asked.status == 409
    text = asked.text
    assert "My words." in text
    assert "Their other words." in text
    fields = asked.fields(form(asked, "/en/"))
    assert fields["heading"] == "Their heading"
    assert second.send(asked, place=form(asked, "/en/")).status == 303
    db.session.expire_all()
    assert clause.bodies["en"] == "Their other words."


def test_wrong_marks_are_refused_and_what_was_typed_stays(team, drafter, said):
    clause = team.clause(team.draft_id)
    typed = "We [ask]{#k1} and [ask]{#k1}."
    refused = send(drafter, clause_path(clause), "/en/", body=typed)
    assert refused.status == 422
    assert refused.problems()[0][0] == "body"
    assert refused.fields(form(refused, "/en/"))["body"] == typed


def test_clauses_are_added_moved_and_taken_out(team, drafter, said):
    before = [each.clause.key for each in texts.clauses(team.draft_id)]
    added = drafter.follow(send(drafter, DESK, "/clauses/"))
    assert added.status == 200
    new = texts.clauses(team.draft_id)[-1]
    send(drafter, DESK, f"clauses/{new.id}/move/", to="up")
    order = [each.clause.key for each in texts.clauses(team.draft_id)]
    assert order[-2] == new.clause.key
    send(drafter, clause_path(new), "/remove/")
    assert [each.clause.key for each in texts.clauses(team.draft_id)] == before


def test_a_decision_that_was_not_seen_is_not_overwritten(team, drafter, second, said):
    page = f"{DESK}contributions/{said.id}/"
    sheet = second.get(page)
    team.decide(said, "not_used")
    answer = second.send(
        sheet, {"fate": "idea", "reason_en": "Mine."}, place=form(sheet, f"/{said.id}/")
    )
    assert answer.status == 409
    assert answer.fields(form(answer, f"/{said.id}/"))["reason_en"] == "Mine."
    db.session.expire_all()
    assert said.fate == "not_used"


def test_comments_stay_inside(team, drafter, second, said, client):
    clause = team.clause(team.draft_id)
    send(drafter, clause_path(clause), "/comments/", body="Kanarienvogel: too long.")
    assert "Kanarienvogel" in second.get(clause_path(clause)).text
    assert "Kanarienvogel" in second.get(f"{DESK}comments/").text
    send(second, f"{DESK}comments/", "/settle/")
    assert "Settled" in drafter.get(f"{DESK}comments/").text
    facts = [each.facts for each in ledger.queries.latest()]
    assert "Kanarienvogel" not in str(facts)


def test_a_published_version_has_no_page_to_change_it(team, drafter, said):
    published = team.clause(texts.current_version(team.campaign_id).id)
    assert drafter.get(clause_path(published)).status == 404
    body = dict(published.bodies)
    token = drafter.get(DESK).fields()["csrf_token"]
    for tail in ("en/", "move/", "remove/"):
        data = {"csrf_token": token, "edit": "0", "was": "{}", "body": "No.", "to": "up"}
        answer = drafter.client.post(clause_path(published, tail), data=data)
        assert answer.status_code == 404
    db.session.expire_all()
    assert published.bodies == body


def test_a_drafter_translates_and_loses_nothing_of_another(team, drafter, second, said):
    page = f"{DESK}contributions/{said.id}/"
    mine, theirs = drafter.get(page), second.get(page)
    second.send(theirs, {"words_fr": "Demandez-nous."}, place=form(theirs, "/translate/"))
    drafter.send(mine, {"words_es": "Pregúntennos."}, place=form(mine, "/translate/"))
    db.session.expire_all()
    held = {each.language: (each.words, each.made_by) for each in said.translations}
    assert held == {
        "fr": ("Demandez-nous.", team.second.user_id),
        "es": ("Pregúntennos.", team.drafter.user_id),
    }
    stale = drafter.send(mine, {"words_fr": "Autrement."}, place=form(mine, "/translate/"))
    assert stale.status == 409
    assert stale.fields(form(stale, "/translate/"))["words_fr"] == "Autrement."
    assert "Demandez-nous." in stale.text


def test_what_a_group_did_not_agree_to_translate_is_not(team, drafter):
    workshop = team.record(WORDS, may_translate=False).workshop
    team.open()
    [found] = workshop.contributions
    team.let_pass(found)
    page = drafter.get(f"{DESK}contributions/{found.id}/")
    assert "This group did not agree to translations." in page.text
    data = {"csrf_token": page.fields()["csrf_token"], "was": "{}", "words_fr": "Non."}
    answer = drafter.client.post(f"{DESK}contributions/{found.id}/translate/", data=data)
    assert answer.status_code == 409
    db.session.expire_all()
    assert found.translations == []


@pytest.mark.parametrize(
    ("was", "theirs", "mine", "merged", "clashes"),
    [
        ("a", "a", "b", "b", []),
        ("a", "b", "a", "b", []),
        ("a", "b", "b", "b", []),
        ("a", "b", "c", "c", ["x"]),
        (None, "b", "c", "c", ["x"]),
    ],
)
def test_only_what_both_have_changed_is_asked(was, theirs, mine, merged, clashes):
    carried = merging.pack({"x": was}) if was else "not ours"
    assert merging.merge(carried, {"x": theirs}, {"x": mine}) == ({"x": merged}, clashes)
