"""Texts: publishing versions whose clauses keep their ids."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pledge_site.db import write
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.texts import queries, service
from pledge_site.domain.texts import service as texts
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from pledge_site.settings import ROOT

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SAMPLE = Path(ROOT, "pledge_site/domain/texts/samples/global-pledge.json")
DOCUMENT = json.loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def campaign(app):
    with write():
        return seeds.plant(True, at=NOW).id


def test_publishing_makes_version_one_with_all_its_clauses(campaign):
    assert queries.current_version(campaign) is None
    with write():
        service.publish(campaign, DOCUMENT, at=NOW, actor=None)
    version = queries.current_version(campaign)
    assert (version.number, version.drafted_in, version.published_at) == (1, "en", NOW)
    clauses = queries.clauses(version.id)
    assert [each.clause.key for each in clauses] == [each["id"] for each in DOCUMENT["clauses"]]
    assert clauses[0].bodies["fr"] == DOCUMENT["clauses"][0]["body"]["fr"]
    entry = ledger.after(0)[-1]
    assert (entry.event, entry.subject) == ("text.published", f"text_version:{version.id}")
    assert entry.facts["number"] == 1


def test_clauses_keep_their_ids_in_the_next_version(campaign):
    later = copy.deepcopy(DOCUMENT)
    later["reason"] = "Shorter"
    first, second = later["clauses"][:2]
    later["clauses"] = [second, first]
    with write():
        one = service.publish(campaign, DOCUMENT, at=NOW, actor=None)
        two = service.publish(campaign, later, at=NOW, actor=None)
        before = {each.clause.key: each.clause_id for each in queries.clauses(one.id)}
        after = {each.clause.key: each.clause_id for each in queries.clauses(two.id)}
    assert list(after) == ["c2", "c1"]
    assert after.items() <= before.items()
    assert [each.number for each in queries.versions(campaign)] == [2, 1]
    assert queries.current_version(campaign).reason == "Shorter"
    assert queries.by_number(campaign, 1).number == 1
    assert queries.by_number(campaign, 3) is None


def test_all_faults_of_a_text_are_named_at_once(campaign):
    bad = copy.deepcopy(DOCUMENT)
    bad["drafted_in"] = "de"
    del bad["title"]["ru"]
    bad["preamble"] = "words"
    bad["clauses"][1]["id"] = "c1"
    bad["clauses"][2]["body"]["ar"] = "\u202e"
    with pytest.raises(Invalid) as no, write():
        service.publish(campaign, bad, at=NOW, actor=None)
    assert no.value.faults == {
        "drafted_in": ["language.unknown"],
        "title.ru": ["required"],
        "preamble": ["required"],
        "clauses.1.id": ["text.clause_id"],
        "clauses.2.id": ["text.clause_id"],
        "clauses.3.body.ar": ["text.bidi"],
    }
    with pytest.raises(Invalid), write():
        service.publish(campaign, {**DOCUMENT, "clauses": []}, at=NOW, actor=None)


@pytest.mark.database("sqlite")
def test_a_real_campaign_refuses_the_demonstration_text(app):
    with write():
        real = seeds.plant(False, at=NOW).id
    with pytest.raises(Refused, match=r"text\.demonstration"), write():
        service.publish(real, DOCUMENT, at=NOW, actor=None)
    with pytest.raises(NotFound), write():
        texts.publish(404, DOCUMENT, at=NOW, actor=None)


def test_the_sample_is_complete_in_six_languages():
    for part in (DOCUMENT["title"], DOCUMENT["note"], DOCUMENT["preamble"]):
        assert set(part) == set(CODES)
