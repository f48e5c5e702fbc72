"""A snapshot lists few of very many versions; what it says of any day is the same."""

from datetime import timedelta

import pytest

from bench import load
from pledge_site.domain.ledger import queries as ledger_queries
from pledge_site.domain.pledges.queries import verify_contents
from pledge_site.domain.snapshots import builder, earlier
from pledge_site.domain.snapshots.past import campaign_on
from pledge_site.domain.snapshots.queries import LISTED, latest

VERSIONS, STATES = 90, 3


@pytest.fixture
def document(app):
    load.fill(VERSIONS, 2 * VERSIONS, states=STATES)
    return latest().document


def campaign_of(document):
    return document["campaigns"][document["current"]]


def test_what_the_load_makes_is_vouched_for(document):
    assert ledger_queries.verify() is None
    assert verify_contents() is None
    for pledge in campaign_of(document)["pledges"].values():
        listed = [row["number"] for row in pledge["versions"]]
        assert listed == [1, *range(VERSIONS // STATES - LISTED + 1, VERSIONS // STATES + 1)]
        assert pledge["earlier"] == VERSIONS // STATES - len(listed)


def test_any_past_day_is_as_with_all_of_them_listed(document, monkeypatch):
    monkeypatch.setattr("pledge_site.domain.snapshots.queries.LISTED", VERSIONS)
    whole = campaign_of(builder.build(1, latest().as_of))
    short = campaign_of(document)
    kept = ("standing", "since", "version", "version_id")
    for before in range(VERSIONS // STATES + 2):
        day = (latest().as_of - timedelta(days=before)).date()
        shown = earlier.shown_on(short["pledges"].values(), day)
        found = campaign_on(short, day, shown)
        expected = campaign_on(whole, day)
        assert found["counts"] == expected["counts"]
        for part in ("states", "pledges"):
            told, held = (
                {name: {key: entry[key] for key in kept} for name, entry in each[part].items()}
                for each in (found, expected)
            )
            assert told == held, (before, part)


def test_versions_are_read_one_list_after_the_other(document, client):
    seen, number = set(), VERSIONS // STATES
    while number > 0:
        page = client.get(f"/en/pledges/GP-SID27-AFG/v{number}/")
        assert page.status_code == 200, number
        listed = {
            each for each in range(1, 31)
            if f'/GP-SID27-AFG/v{each}/"' in page.get_data(as_text=True)
        }  # fmt: skip
        assert len(listed) <= LISTED + 1
        seen |= listed
        number = min(listed - {1}, default=0) if min(listed - {1}, default=0) < number else 0
    assert seen == set(range(1, VERSIONS // STATES + 1))
    assert client.get(f"/en/pledges/GP-SID27-AFG/v{VERSIONS}/").status_code == 404
