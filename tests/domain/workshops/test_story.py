"""From a workshop to a clause and back: recorded, let pass, fated, published, shown, withdrawn."""

from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.texts import drafts, finality, publishing, rounds
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.workshops import checking, fates, recording, showing, withdrawal
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Contribution, Disclosure, Suppression
from pledge_site.kernel.refusals import NotFound, Refused
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import REASON, TODAY, WORDS


def test_words_are_shown_once_published_and_gone_once_withdrawn(team, told):
    [shown] = team.shown()
    assert (shown.words, shown.fate, shown.span, shown.version) == (WORDS, "word_for_word", "k1", 2)
    assert shown.translations == {"ar": "اسألونا قبل أن تقرروا."}
    assert shown.cell.country == "GHA"
    before = showing.digests(TODAY)
    with write():
        withdrawal.by_facilitator(team.facilitator, told.workshop_id, at=NOW)
    assert team.shown() == []
    assert showing.digests(TODAY) != before
    db.session.refresh(told)
    assert (told.fate, told.standing, told.links, told.translations) == ("withdrawn",) * 2 + (
        [],
        [],
    )
    # Hidden at once, erased once somebody could look whether the code was stolen.
    assert told.words == WORDS
    with write():
        assert withdrawal.erase(NOW + withdrawal.REVIEW) == 1
    db.session.refresh(told)
    assert (told.words, told.raw_words) == (None, None)
    # The clause is the campaign's and stays; who said it is gone from it.
    assert WORDS in team.clause(texts.current_version(team.campaign_id).id).bodies["en"]


def test_a_code_withdraws_and_the_other_code_does_not(team):
    recorded = team.record(WORDS)
    with pytest.raises(Refused, match=r"group\.receipt_code"), write():
        withdrawal.by_code(recorded.codes.receipt, at=NOW)
    with pytest.raises(Refused, match=r"group\.code_unknown"), write():
        withdrawal.by_code("W-2222-2222-2222-2222", at=NOW)
    with write():
        withdrawal.by_code(recorded.codes.withdrawal.lower().replace("-", " "), at=NOW)
    db.session.refresh(recorded.workshop)
    assert recorded.workshop.withdrawn_at is not None


@pytest.mark.parametrize("given", [{"may_website": False}, {"consent_until": TODAY + timedelta(1)}])
def test_nothing_is_shown_without_a_live_consent(team, given):
    workshop = team.record(WORDS, **given).workshop
    draft_id = team.open()
    [said] = workshop.contributions
    team.let_pass(said)
    clause = team.clause(draft_id)
    team.decide(said, "idea", fates.Place(clause.id))
    team.publish(draft_id)
    assert team.shown(TODAY + timedelta(2)) == []
    assert len(team.shown(TODAY)) == given.get("may_website", True)


def test_consent_that_ends_is_as_if_withdrawn_unless_renewed(team):
    workshop = team.record(WORDS, consent_until=TODAY + timedelta(1)).workshop
    with write():
        recording.renew_consent(team.facilitator, workshop.id, TODAY + timedelta(9), at=NOW)
    with write():
        assert withdrawal.end_consent(NOW + timedelta(9)) == 0
        assert withdrawal.end_consent(NOW + timedelta(10)) == 1
    db.session.refresh(workshop)
    assert workshop.contributions[0].fate == "withdrawn"


def test_a_text_with_a_gap_is_not_published(team):
    [said] = team.record(WORDS).workshop.contributions
    draft_id = team.open()
    team.let_pass(said)
    version = texts.version(draft_id)
    codes = {gap.code for gap in finality.gaps(version)}
    assert codes == {"gap.round_open", "gap.no_fate"}
    with write():
        rounds.freeze(team.drafter, team.campaign_id, at=NOW)
    with pytest.raises(Refused, match=r"text\.gaps"), write():
        publishing.publish(team.second, draft_id, at=NOW)
    clause = team.clause(draft_id)
    team.mark(clause)
    assert ("gap.span_of_nobody", "c1", 1) in finality.gaps(texts.version(draft_id))
    team.decide(said, "word_for_word", fates.Place(clause.id, "k1"))
    with write():
        drafts.save_clause(
            team.drafter, clause.id, {"adults_reasons": {}}, expected=clause.revision, at=NOW
        )
        drafts.add_clause(team.drafter, draft_id, at=NOW)
    found = {(gap.code, gap.where) for gap in finality.gaps(texts.version(draft_id))}
    new = texts.clauses(draft_id)[-1].clause.key
    assert ("gap.no_source", new) in found
    assert ("gap.body", f"{new}.fr") in found
    assert ("gap.no_source", "c1") not in found


def test_who_began_a_draft_does_not_publish_it(team):
    draft_id = team.open()
    with write():
        rounds.freeze(team.drafter, team.campaign_id, at=NOW)
    with pytest.raises(Refused, match=r"text\.same_person"), write():
        publishing.publish(team.drafter, draft_id, at=NOW)


def test_a_published_version_never_changes(team, told):
    version = texts.current_version(team.campaign_id)
    clause = team.clause(version.id)
    with pytest.raises(NotFound), write():
        drafts.save_clause(team.drafter, clause.id, {}, expected=clause.revision, at=NOW)
    with pytest.raises(NotFound), write():
        drafts.save_head(team.drafter, version.id, {}, {}, expected=0, at=NOW)


def test_a_frozen_round_takes_nothing_in(team):
    first, second = team.record(WORDS, "And listen.").workshop.contributions
    team.open()
    team.let_pass(first)
    with write():
        rounds.freeze(team.drafter, team.campaign_id, at=NOW)
    team.let_pass(second)
    assert first.round_id is not None
    assert second.round_id is None
    with write():
        rounds.thaw(team.drafter, team.campaign_id, at=NOW)
    db.session.refresh(second)
    assert second.round_id == first.round_id


def test_who_recorded_it_does_not_let_it_pass(team):
    [said] = team.record(WORDS).workshop.contributions
    team.facilitator = None
    with write():
        said.workshop.recorded_by = team.drafter.user_id
    with pytest.raises(Refused, match=r"contribution\.own"):
        team.let_pass(said)


def test_a_telling_of_harm_leaves_nothing_behind(team):
    words = "Somebody hurt me."
    workshop = team.record(Said("concern", "en", words, is_harm=True), words).workshop
    [said] = workshop.contributions
    with write():
        checking.hand_over(team.drafter, said.id, at=NOW)
    assert db.session.query(Contribution).count() == 0
    assert [each.words for each in db.session.query(Disclosure)] == [words, words]


def test_what_was_taken_back_does_not_come_back_with_a_backup(team, told):
    with write():
        withdrawal.by_facilitator(team.facilitator, told.workshop_id, at=NOW)
    keys = [each.key for each in db.session.query(Suppression)]
    with write():
        # As an older backup has it.
        told.standing, told.fate = "cleared", "idea"
        told.workshop.withdrawn_at = None
        db.session.query(Suppression).delete()
    with write():
        assert withdrawal.suppress_again(keys, NOW) == 1
    db.session.refresh(told)
    assert (told.words, told.raw_words, told.fate) == (None, None, "withdrawn")
    assert team.shown() == []


def test_words_that_an_edit_unmarks_are_not_published_as_word_for_word(team, told):
    """The version before marks them still: what counts is the draft that they went into."""
    draft_id = team.open()
    clause = team.clause(draft_id)
    with write():
        bodies = {**clause.bodies, "en": "We promise to ask first."}
        drafts.save_clause(
            team.drafter, clause.id, {"bodies": bodies}, expected=clause.revision, at=NOW
        )
    codes = {gap.code for gap in finality.gaps(texts.version(draft_id))}
    assert "gap.no_longer_word_for_word" in codes
    team.decide(told, "idea", fates.Place(clause.id))
    codes = {gap.code for gap in finality.gaps(texts.version(draft_id))}
    assert "gap.no_longer_word_for_word" not in codes


def test_what_a_draft_decides_anew_is_told_with_its_publication_and_not_before(team, told):
    [before] = team.shown()
    mark = showing.digests(TODAY)
    draft_id = team.open()
    clause = team.clause(draft_id)
    other = {**REASON, "en": "It was joined with what another group said."}
    team.decide(told, "merged", fates.Place(clause.id), reasons=other)
    assert team.shown() == [before]
    assert showing.digests(TODAY) == mark
    team.mark(clause, words=WORDS, span="k2")
    team.decide(told, "merged", fates.Place(clause.id, "k2"), reasons=other)
    team.publish(draft_id)
    assert {each.fate for each in team.shown()} == {"merged"}
    assert {each.reasons["en"] for each in team.shown()} == {other["en"]}
