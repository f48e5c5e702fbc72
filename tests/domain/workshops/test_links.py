"""Links point to clauses by id: no edit of the words, no new place, loses one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledge_site.db import db, write
from pledge_site.domain.texts import drafts
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.workshops import fates, withdrawal
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import WORDS

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["mark", "unmark", "word", "move", "add"]),
        st.integers(0, 3),
        st.text("abc ", max_size=8),
    ),
    max_size=8,
)


@pytest.mark.database("sqlite")
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_links_survive_any_edit(team, edits):
    [said] = team.record(WORDS).workshop.contributions
    draft = drafts.of_campaign(team.campaign_id)
    if draft is None:
        team.open()
        draft = drafts.of_campaign(team.campaign_id)
    team.let_pass(said)
    first = team.clause(draft.id)
    team.mark(first, f"k{said.id}")
    team.decide(said, "word_for_word", fates.Place(first.id, f"k{said.id}"))
    key = first.clause.key
    for what, place, words in edits:
        clauses = texts.clauses(draft.id)
        clause = clauses[place % len(clauses)]
        with write():
            if what == "move":
                drafts.move_clause(team.drafter, clause.id, 1, at=NOW)
            elif what == "add" and len(clauses) < 40:
                drafts.add_clause(team.drafter, draft.id, at=NOW)
            else:
                body = clause.bodies.get("en", "")
                after = {"mark": f"[{WORDS}]{{#k{said.id}}} {words}", "unmark": words}.get(
                    what, f"{words} {body} {words}"
                )
                values = {"bodies": {**clause.bodies, "en": after}}
                drafts.save_clause(
                    team.drafter, clause.id, values, expected=clause.revision, at=NOW
                )
    db.session.expire_all()
    links = {db.session.get(type(first), link.clause_version_id).clause.key for link in said.links}
    assert links == {key}


@pytest.mark.database("sqlite")
def test_the_next_draft_does_not_mark_what_was_taken_back(team, told):
    with write():
        withdrawal.by_facilitator(team.facilitator, told.workshop_id, at=NOW)
    after = team.clause(team.open())
    assert after.bodies["en"] == f"We promise: {WORDS}"
