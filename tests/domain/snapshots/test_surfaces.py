"""Every surface says the same, whatever has happened: the promise behind the one snapshot."""

import csv
import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledge_site.db import db
from pledge_site.domain.pledges import workflow
from pledge_site.domain.press import sheets
from pledge_site.domain.snapshots import queries
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import drain
from pledge_site.web.edge.current import refresh
from tests.databases import let_go
from tests.domain.snapshots import recount
from tests.domain.snapshots.histories import ACTS, STATES, History

MEMBERS = 193
_LINK = re.compile(r'<a ([^>]*id="m-[A-Z]{3}"[^>]*)>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_COUNT = re.compile(r'data-count="(\w+)">(\d+)<')
_ROW = re.compile(
    r'<tr><th scope="row"><a href="/\w\w/states/([A-Z]{3})/">.*?standing--(\w+)"', re.DOTALL
)
acts = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(STATES)), max_size=14)


def settle(client):
    """Let the worker and the pages catch up with what happened."""
    drain([SNAPSHOTS, SEARCH])
    refresh()
    return client


def assert_surfaces_agree(client):
    truth = recount.standings()
    counted = recount.counts(truth, members=True)
    assert sum(counted.values()) == MEMBERS
    campaign = queries.latest().document["campaigns"]["sid-2027"]
    db.session.rollback()
    assert campaign["counts"] == counted
    assert campaign["observers"] == recount.counts(truth, members=False)
    assert {code: state["standing"] for code, state in campaign["states"].items()} == truth
    assert_sums_agree(campaign)
    for told in (api_states(client), sheet(client, "states.csv", "iso3")):
        assert {code: each for code, each in told.items() if each != "nothing"} == truth
    for told in (api_pledges(client), sheet_of_pledges(client)):
        assert by_state(told) == truth
    listed = re.search(r'aria-live="polite"><b>(\d+)', client.get("/en/pledges/").text)
    assert int(listed[1]) == len(api_pledges(client)) == len(campaign["pledges"])
    assert client.get("/api/v1/snapshot").json["counts"] == counted
    assert_pages_agree(client, truth, counted)
    assert kit_sheet() == truth


def assert_pages_agree(client, truth, counted):
    for language in ("en", "ar"):
        home = client.get(f"/{language}/").text
        assert map_of(home) == truth
        figures = {(name, int(value)) for name, value in _COUNT.findall(home)}
        assert ("deposited", counted["deposited"]) in figures
        assert figures <= set(counted.items())
        assert {name for name, count in counted.items() if count} <= {name for name, _ in figures}
        table = dict(_ROW.findall(client.get(f"/{language}/states/").text))
        assert len(table) == MEMBERS + 2
        assert {code: each for code, each in table.items() if each != "nothing"} == truth


def map_of(page):
    """Return the standing that the map gives each State which has one."""
    links = [dict(_ATTRIBUTE.findall(each)) for each in _LINK.findall(page)]
    shown = {each["id"].removeprefix("m-"): each.get("class", "") for each in links}
    assert len(shown) == MEMBERS + 2
    return {code: each for code, each in shown.items() if each}


def kit_sheet():
    """Return what the press is given, built from the snapshot that stands."""
    text = sheets.pledges_csv(queries.latest().document)
    db.session.rollback()
    rows = csv.DictReader(io.StringIO(text))
    return {row["state"]: row["standing"] for row in rows if row["campaign"] == "sid-2027"}


def assert_sums_agree(campaign):
    for standing, count in campaign["counts"].items():
        assert sum(group[standing] for group in campaign["groups"].values()) == count
    for answers in campaign["clauses"].values():
        assert sum(answers.values()) == campaign["counts"]["deposited"]


def api_states(client):
    return {each["iso3"]: each["standing"] for each in client.get("/api/v1/states").json["states"]}


def by_state(rows):
    """Return where each State stands by the rows of pledges: each State of each pledge once."""
    found = {}
    for row in rows:
        stands = [(code, row["standing"]) for code in row["states"]]
        stands += [(code, "withdrawn") for code in row["left"]]
        for code, standing in stands:
            found.setdefault(code, []).append(standing)
    return {code: workflow.strongest(standings) for code, standings in found.items()}


def api_pledges(client):
    told, cursor = [], ""
    while cursor is not None:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/v1/pledges", query_string=query).json
        told += [
            {**each, "left": [left["state"] for left in each["left"]]} for each in page["pledges"]
        ]
        cursor = page["next"]
    assert page["count"] == len(told)
    return told


def sheet_of_pledges(client):
    rows = csv.DictReader(io.StringIO(client.get("/api/v1/pledges.csv").data.decode("utf-8-sig")))
    return [{**row, "states": row["states"].split(), "left": row["left"].split()} for row in rows]


def sheet(client, name, key):
    rows = csv.DictReader(io.StringIO(client.get(f"/api/v1/{name}").data.decode("utf-8-sig")))
    return {row[key]: row["standing"] for row in rows}


@pytest.mark.database("sqlite")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=acts)
def test_surfaces_agree_after_any_history(app, client, databases, template, history):
    client.checks = False
    let_go(app)
    databases.copy(template, "register")
    for extension in app.extensions.values():
        getattr(extension, "forget", lambda: None)()
    driven = History()
    for act, state in history:
        driven.do(act, state)
    assert_surfaces_agree(settle(client))


def test_surfaces_agree_through_the_life_of_pledges(app, client):
    driven = History()
    for act, state in (
        ("announce_all", "GHA"), ("deposit_all", "FRA"), ("deposit_all", "VAT"), ("deposit", "GHA"),
        ("hold", "FRA"), ("deposit_all", "TUV"), ("resume", "FRA"), ("withdraw", "TUV"),
        ("deposit_all", "GHA"), ("hold", "GHA"), ("announce_all", "PSE"), ("deposit_all", "TUV"),
        ("joint", "FRA"), ("join", "TUV"), ("leave", "BRA"), ("withdraw", "FRA"),
        ("joint", "BRA"), ("leave", "TUV"),
    ):  # fmt: skip
        assert driven.do(act, state), (act, state)
        assert_surfaces_agree(settle(client))
