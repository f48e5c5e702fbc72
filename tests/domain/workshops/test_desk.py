"""What drafters are shown of contributions, who was heard, how words are taken into a clause."""

import pytest

from pledge_site.db import write
from pledge_site.domain.texts import comments, coverage, markup, publishing
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.workshops import desk, fates, taking, withdrawal
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import ContributionTranslation
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import WORDS

# Where the database has no say.
ONE = pytest.mark.database("sqlite")
ALL = desk.Wanted()


@pytest.fixture
def heard(team):
    """A draft; three things of Ghana, one of Peru in Spanish; one of them not let pass."""
    first = team.record(WORDS, Said("concern", "en", "Strangers write."), "Later.").workshop
    other = team.record(
        Said("idea", "es", "Escúchennos [siempre]."), country="PER", language="es", age_band="10-12"
    ).workshop
    team.draft_id = team.open()
    said = [*first.contributions[:2], *other.contributions]
    for each in said:
        team.let_pass(each, each.raw_words)
    return said


def asked(team, **wanted):
    return [
        each.raw_words
        for each in desk.found(team.drafter, team.campaign_id, ALL._replace(**wanted), 1)
    ]


def test_contributions_are_found_by_each_filter_and_counted(team, heard):
    clause = team.clause(team.draft_id)
    team.decide(heard[0], "idea", fates.Place(clause.id))
    own, strangers, spanish = (each.raw_words for each in heard)
    assert asked(team) == [own, strangers, spanish]
    assert asked(team, fate="none") == [strangers, spanish]
    assert asked(team, fate="idea", kind="sentence") == [own]
    assert asked(team, kind="concern") == [strangers]
    assert asked(team, language="es") == asked(team, country="PER") == [spanish]
    assert asked(team, age="10-12") == [spanish]
    assert asked(team, clause=clause.id) == [own]
    counts = desk.counts(team.drafter, team.campaign_id)
    assert counts.all == desk.how_many(team.drafter, team.campaign_id, ALL) == 3
    assert counts.matching(ALL._replace(country="GHA", fate="none")) == 1
    assert counts.of("fate") == {"none": 2, "idea": 1}
    assert counts.of("country") == {"GHA": 2, "PER": 1}


@ONE
def test_nobody_but_drafters_reads_the_desk(team, heard):
    for read in (desk.counts, desk.groups):
        with pytest.raises(Refused, match=r"permission\.missing"):
            read(team.facilitator, team.campaign_id)


@ONE
def test_what_is_not_let_pass_or_was_taken_back_is_not_on_the_desk(team, heard):
    with write():
        withdrawal.by_facilitator(team.facilitator, heard[0].workshop_id, at=NOW)
    assert asked(team) == [heard[2].raw_words]
    with pytest.raises(NotFound):
        desk.one(team.drafter, team.campaign_id, heard[0].id)


def test_coverage_tells_who_was_heard_and_who_was_not(team, heard):
    clauses = tuple(texts.clauses(team.draft_id))
    team.decide(heard[0], "idea", fates.Place(clauses[0].id))
    found = coverage.of(team.drafter, team.campaign_id, clauses, {clauses[0].id})
    assert (found.contributions, found.groups, found.without_fate, found.countries) == (3, 2, 2, 2)
    assert found.regions["Africa"] == 2
    assert found.regions["Oceania"] == 0
    assert found.ages == {"10-12": 1, "13-15": 2, "16-17": 0}
    assert (found.languages["en"], found.languages["zh"]) == (2, 0)
    assert found.without_children == clauses[1:]


@ONE
def test_words_are_taken_into_a_clause_marked(team, heard):
    clause = team.clause(team.draft_id)
    before = dict(clause.bodies)
    with write():
        place = taking.take_in(team.drafter, heard[0].id, clause.id, at=NOW)
    assert place == fates.Place(clause.id, "k1")
    assert clause.bodies == {**before, "en": f"{before['en']} [{WORDS}]{{#k1}}"}
    with pytest.raises(Invalid), write():
        taking.take_in(team.drafter, heard[2].id, clause.id, at=NOW)
    with write():
        heard[2].translations.append(_english(team, "Listen [always]."))
    with write():
        place = taking.take_in(team.drafter, heard[2].id, clause.id, at=NOW)
    assert place.span == "k2"
    assert clause.bodies["en"].endswith("[Listen (always).]{#k2}")
    assert clause.bodies["es"].endswith("[Escúchennos (siempre).]{#k2}")
    assert markup.fault(clause.bodies["en"]) is None


def _english(team, words):
    return ContributionTranslation(
        language="en", words=words, made_by=team.drafter.user_id, made_at=NOW
    )


@ONE
def test_comments_are_said_and_settled_while_it_is_a_draft(team, heard):
    clause = team.clause(team.draft_id)
    with write():
        first = comments.say(team.drafter, team.draft_id, "Too long.", at=NOW)
        comments.say(team.second, team.draft_id, "Good.", clause_version_id=clause.id, at=NOW)
        comments.settle(team.second, first.id, at=NOW)
    found = comments.of_draft(team.drafter, team.draft_id)
    assert [(each.body, each.clause_id) for each in found] == [
        ("Good.", clause.clause_id), ("Too long.", None),
    ]  # fmt: skip
    with pytest.raises(Refused, match=r"comment\.settled"), write():
        comments.settle(team.drafter, first.id, at=NOW)
    with pytest.raises(Invalid), write():
        comments.say(team.drafter, team.draft_id, "  ", at=NOW)
    published = texts.current_version(team.campaign_id)
    with pytest.raises(NotFound), write():
        comments.say(team.drafter, published.id, "Too late.", at=NOW)


@ONE
def test_who_began_a_draft_does_not_review_its_translations(team, heard):
    with pytest.raises(Refused, match=r"text\.same_person"), write():
        publishing.review(team.drafter, team.draft_id, "fr", "reviewed", at=NOW)
    with write():
        publishing.review(team.second, team.draft_id, "fr", "reviewed", at=NOW)
    assert publishing.statuses(team.draft_id) == {"fr": "reviewed"}
