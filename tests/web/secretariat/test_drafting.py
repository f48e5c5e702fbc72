"""The drafting desk, as drafters use it: rounds, a draft, fates, words taken in, publishing."""

import re

import pytest

from pledge_site.db import db, write
from pledge_site.domain.texts import drafts, finality
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.workshops import fates
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel.languages import CODES
from tests import making
from tests.domain.pledges.making import NOW
from tests.domain.snapshots.test_builder import counted_queries
from tests.domain.workshops.making import contribution, workshop
from tests.domain.workshops.team import WORDS
from tests.web.portal.browsing import Visitor
from tests.web.secretariat.drafting_desk import DESK, form, send

pytestmark = pytest.mark.database("sqlite")
# With what every signed-in page reads: the snapshot, the switches, the person, the notices.
MOST = 12


def test_a_round_and_a_draft_are_begun_frozen_and_opened_again(team, drafter):
    assert "No round is open" in drafter.get(DESK).text
    send(drafter, DESK, "round/begin/")
    assert "Round 1 is open" in drafter.get(DESK).text
    send(drafter, DESK, "round/freeze/")
    assert "Round 1 is frozen" in drafter.get(DESK).text
    send(drafter, DESK, "round/thaw/")
    refused = send(drafter, DESK, "/begin/", reason=" ")
    assert refused.status == 422
    assert refused.problems()[0][0] == "reason"
    send(drafter, DESK, "/begin/", reason="Children have spoken.")
    page = drafter.get(DESK).text
    assert "Version 2 · Children have spoken." in page
    assert "Nothing of children yet" not in page


def test_words_are_called_lost_in_a_draft_alone(team, drafter, said):
    lost, listed = "Its words are no longer marked", f"{DESK}contributions/"
    clause = team.clause(team.draft_id)
    team.mark(clause)
    team.decide(said, "word_for_word", fates.Place(clause.id, "k1"))
    assert lost not in drafter.get(listed).text
    team.publish(team.draft_id)
    # Between two drafts there is none that could have lost them.
    assert lost not in drafter.get(listed).text
    team.draft_id = team.open()
    team.mark(team.clause(team.draft_id), span="k2", words="Other words.")
    assert lost in drafter.get(listed).text


def test_words_are_taken_in_decided_on_and_published_by_another(team, drafter, second, said):
    clause = team.clause(team.draft_id)
    page = f"{DESK}contributions/{said.id}/"
    taken = drafter.follow(send(drafter, page, "/take/", take=str(clause.id)))
    assert f"{clause.id}.k1" in taken.response.text
    sheet = drafter.get(f"{page}?taken={clause.id}.k1")
    fields = sheet.fields(form(sheet, f"/{said.id}/"))
    assert (fields["fate"], fields["places"]) == ("word_for_word", [f"{clause.id}.k1"])
    refused = drafter.send(sheet, place=form(sheet, f"/{said.id}/"))
    assert refused.status == 422
    assert refused.problems()[0][0] == "reason_en"
    done = drafter.send(sheet, {"reason_en": "It says it best."}, place=form(sheet, f"/{said.id}/"))
    assert done.status == 303
    db.session.expire_all()
    assert (said.fate, said.reasons) == ("word_for_word", {"en": "It says it best."})
    assert [(link.clause_version_id, link.span) for link in said.links] == [(clause.id, "k1")]
    assert "The drafting round is still open" in second.get(f"{DESK}check/").text
    send(drafter, DESK, "round/freeze/")
    own = drafter.get(f"{DESK}check/").text
    assert "Another drafter publishes it" in own
    published = send(second, f"{DESK}check/", "/publish/")
    assert published.status == 303
    current = texts.current_version(team.campaign_id)
    assert (current.number, current.id) == (2, team.draft_id)
    shown = second.follow(published).response.text
    assert "<ins>" in shown
    assert "Put in:" in shown


def test_who_began_a_draft_cannot_publish_it_by_hand(team, drafter, said):
    token = drafter.get(DESK)
    answer = drafter.send(token, place=form(token, "round/freeze/"))
    assert answer.status == 303
    team.decide(said, "not_used")
    path = drafter.get(DESK)
    refused = drafter.client.post(
        f"{DESK}publish/", data={"csrf_token": path.fields()["csrf_token"]}
    )
    assert refused.status_code == 403
    assert drafts.of_campaign(team.campaign_id) is not None


def test_every_gap_leads_to_where_it_is_mended(team, second, said):
    clause = team.clause(team.draft_id)
    with write():
        drafts.save_clause(
            team.drafter, clause.id,
            {"bodies": {"en": "We [lost]{#k9} it.", "fr": "[x]{#k8}"}, "adults_reasons": {}},
            expected=clause.revision, at=NOW,
        )  # fmt: skip
        drafts.save_head(team.drafter, team.draft_id, {"en": "T"}, {}, expected=0, at=NOW)
    page = second.get(f"{DESK}check/")
    gaps = finality.gaps(texts.version(team.draft_id))
    links = [each for each in page.links() if each.startswith(DESK) and each != DESK]
    assert len(gaps) == len(links)
    assert len({gap.code for gap in gaps}) == 8
    for link in set(links):
        target = second.get(link)
        assert target.status == 200
        _, _, anchor = link.partition("#")
        assert not anchor or f'id="{anchor}"' in target.response.text


def test_a_second_person_looks_at_translations(team, drafter, second, said):
    page = f"{DESK}versions/2/"
    assert "someone else looks at it" in drafter.get(page).text
    assert "Nobody has looked at it yet" in second.get(page).text
    assert send(second, page, "/fr/").status == 303
    assert "Looked at by a second person" in second.get(page).text


def test_filters_work_by_address(team, drafter, said):
    team.record(Said("idea", "es", "Escúchennos."), country="PER", language="es")
    with write():
        other = db.session.query(Contribution).filter_by(language="es").one()
        other.words, other.standing = other.raw_words, "cleared"
    page = f"{DESK}contributions/"
    assert WORDS in drafter.get(page).text
    spanish = drafter.get(f"{page}?country=PER")
    assert 'lang="es" dir="ltr">Escúchennos.' in spanish.response.text
    assert WORDS not in spanish.text
    assert "1 of 2" in spanish.text
    assert drafter.get(f"{page}?fate=idea").status == 200
    assert drafter.get(f"{page}?fate=eaten").status == 404
    assert drafter.get(f"{page}?page=2").status == 404


@pytest.mark.parametrize("lang", CODES)
def test_the_desk_stands_in_every_language(team, said, make_client, lang):
    visitor = Visitor(make_client(), team.drafter, lang)
    clause = team.clause(team.draft_id)
    team.decide(said, "idea", fates.Place(clause.id))
    for tail in (
        "", "contributions/", f"contributions/{said.id}/", f"clauses/{clause.id}/ar/", "head/fr/",
        "check/", "versions/2/", "versions/1/", "comments/",
    ):  # fmt: skip
        assert visitor.get(f"/{lang}/secretariat/drafting/{tail}").status == 200


def test_a_page_asks_the_database_little_however_much_was_said(team, drafter, said):
    with write():
        for country in ("GHA", "PER", "DEU"):
            group = workshop(team.facilitator.user_id, country=country)
            for number in range(100):
                contribution(group, f"Thing {number}.", position=number + 1)
    clause = team.clause(team.draft_id)
    for tail in (
        "", "contributions/", "contributions/?page=3&country=PER", f"contributions/{said.id}/",
        f"clauses/{clause.id}/en/", "head/fr/", "versions/2/", "check/", "comments/",
    ):  # fmt: skip
        with counted_queries() as asked:
            sheet = drafter.get(DESK + tail)
        read = [each for each in asked if each.startswith("SELECT")]
        assert len(read) <= MOST, (tail, len(read), read)
        assert len(re.findall(r'id="said-', sheet.response.text)) <= 20


def test_only_drafters_enter(team, make_client):
    for role in ("reviewer", "translator", "administrator", "safeguarding_officer"):
        visitor = making.sign_in(make_client(), making.person(role))
        assert visitor.get(DESK).status_code == 403
