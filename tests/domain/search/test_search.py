"""The search finds the same on both databases: by words, by filters, page after page."""

import itertools
from collections import Counter

import pytest
from sqlalchemy import event

from pledge_site.db import db
from pledge_site.domain.search.entries import ALL, FACETS
from pledge_site.domain.search.models import COMMITMENT, PLEDGE
from pledge_site.domain.search.queries import Wanted, counts, search
from tests.web.public.making import PLEDGES

SHOWN = [each for each in PLEDGES if each["standing"] != "withdrawn"]
FIELDS = {"outcome": "outcomes", "capability": "capabilities", "domain": "domains"}
WORDS = (
    ("Colombia", {"COL"}),
    ("Колумбия", {"COL"}),
    ("哥伦比亚", {"COL"}),
    ("كولومبيا", {"COL"}),
    ("colombie", {"COL"}),
    ("' OR qzx=1 --", set()),
    ("!!!", set()),
    ("qzxnothing", set()),
)


def wanted(kind=PLEDGE, words="", **tags):
    return Wanted(kind, "sid-2027", words, {key: value for key, value in tags.items() if value})


def references(asked, limit=1000):
    return [entry.reference for entry in search(asked, limit=limit).entries]


def test_a_pledge_is_found_by_its_state_in_any_language(filled):
    for words, states in WORDS:
        found = {each.removeprefix("GP-SID27-") for each in references(wanted(words=words))}
        # A State may be named in the words of another.
        assert found >= states, words
        assert len(found) <= len(states) + 2, words
    assert "GP-SID27-COL" in references(wanted(words="GP-SID27-COL"))


def test_every_pledge_is_found_by_a_word_of_its_own_message(filled):
    for given in SHOWN:
        word = given["message"][:12] if given["language"] == "zh" else given["message"]
        assert f"GP-SID27-{given['state']}" in references(wanted(words=word)), given["state"]


@pytest.mark.database("sqlite")
def test_a_commitment_is_found_by_its_own_words_alone(filled):
    given = next(each for each in SHOWN if len(each["commitments"]) > 1)
    title = given["commitments"][1]["title"]
    entries = search(wanted(COMMITMENT, title)).entries
    assert (f"GP-SID27-{given['state']}", 2) in {
        (each.reference, each.position) for each in entries
    }
    assert title in {each.said["title"] for each in entries}


@pytest.mark.database("sqlite")
def test_the_words_of_what_is_withdrawn_are_not_found(filled):
    gone = next(each for each in PLEDGES if each["standing"] == "withdrawn")
    reference = f"GP-SID27-{gone['state']}"
    assert reference in references(wanted(standing="withdrawn"))
    assert reference not in references(wanted(words=gone["message"]))
    assert reference not in references(wanted(COMMITMENT))


@pytest.mark.parametrize("kind", [PLEDGE, COMMITMENT])
def test_counts_say_what_each_choice_would_show(filled, kind):
    for chosen in ({}, {"standing": "deposited", "firmness": "law"}):
        told = counts(wanted(kind, **chosen))
        assert told[ALL][""] == len(references(wanted(kind, **chosen)))
        for facet in FACETS:
            for value in sorted(told.get(facet, {}))[:3]:
                asked = wanted(kind, **{**chosen, facet: value})
                assert told[facet][value] == len(references(asked)), (chosen, facet, value)


@pytest.mark.database("sqlite")
def test_tags_of_commitments_are_those_that_the_states_gave(filled):
    told = counts(wanted(COMMITMENT))
    for facet, name in FIELDS.items():
        truth = Counter(
            code for given in SHOWN for each in given["commitments"] for code in each.get(name, [])
        )
        assert told.get(facet, {}) == dict(truth)


def test_pages_together_are_the_list_in_one_order(filled):
    whole = search(wanted(COMMITMENT), limit=1000)
    assert whole.after == ""
    pages, after = [], ""
    for _ in itertools.count():
        page = search(wanted(COMMITMENT), after=after, limit=7)
        pages += page.entries
        if not (after := page.after):
            break
    assert pages == whole.entries
    assert [each.place for each in pages] == sorted(each.place for each in pages)
    assert [each.day for each in pages] == sorted((each.day for each in pages), reverse=True)


@pytest.mark.database("sqlite")
def test_days_are_first_and_last(filled):
    days = sorted({each.day for each in search(wanted(), limit=1000).entries})
    asked = Wanted(PLEDGE, "sid-2027", since=days[1], until=days[-2])
    assert {each.day for each in search(asked, limit=1000).entries} == set(days[1:-1])


@pytest.mark.database("sqlite")
def test_another_campaign_has_none_of_them(filled):
    assert search(Wanted(PLEDGE, "bogota-2024")).entries == []
    assert counts(Wanted(PLEDGE, "none"))[ALL] == {"": 0}


@pytest.mark.database("sqlite")
def test_a_later_page_is_walked_to_by_its_index(filled):
    statements = []

    def hear(_connection, _cursor, statement, parameters, *_rest):
        statements.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", hear)
    first = search(wanted(COMMITMENT), limit=5)
    search(wanted(COMMITMENT, state="COL"), after=first.after, limit=5)
    search(wanted(COMMITMENT, "law"), after=first.after, limit=5)
    event.remove(db.engine, "before_cursor_execute", hear)
    plans = []
    for statement, parameters in statements[-3:]:
        if statement.startswith("SELECT"):
            rows = db.session.connection().exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            plans.append("\n".join(str(row[-1]) for row in rows))
    assert "ix_search_entries_listed (campaign=? AND kind=?)" in plans[0]
    assert "USE TEMP B-TREE" not in plans[0]
    assert "place>?" in plans[1]
    assert not any("SCAN search_entries" in plan for plan in plans), plans
