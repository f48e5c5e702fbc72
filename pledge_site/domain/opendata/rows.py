"""The rows of the public data, made from a snapshot. Pure: no request, no database.

Nothing is counted here: the document of the snapshot takes the shape that `web/api/schemas.py`
declares.
"""

from collections.abc import Iterator
from typing import Any

from pledge_site.domain.pledges.workflow import WITHDRAWN
from pledge_site.domain.snapshots.counting import NOTHING
from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.domain.states import State, all_states, find
from pledge_site.kernel.languages import CODES

Row = dict[str, Any]
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
CREDIT = "Global Pledge register, ChildFund Alliance"
# The API has one language for its own words, so that an answer depends on its address alone.
DEMONSTRATION = "A demonstration: no State has made these pledges."


def envelope(document: Row, slug: str) -> Row:
    """Return what every answer begins with: which snapshot, which campaign, under which licence."""
    demonstration = document["campaigns"][slug]["demonstration"]
    return {
        "snapshot": document["number"],
        "as_of": document["as_of"],
        "campaign": slug,
        "demonstration": demonstration,
        "notice": DEMONSTRATION if demonstration else None,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "credit": CREDIT,
    }


def summary(campaign: Row) -> Row:
    """Return the numbers of a campaign."""
    told = (
        "kind", "titles", "event_names", "event_on", "target", "counts", "observers", "groups",
        "latest", "text", "clauses",
    )  # fmt: skip
    return {
        **{key: campaign[key] for key in told},
        "text": campaign["text"]["number"] if campaign["text"] else None,
    }


def states(campaign: Row, *, group: str | None = None, standing: str | None = None) -> list[Row]:
    """Return all States, with or without a pledge, by code; or those of a group or standing."""
    rows = (state_row(state, campaign) for state in all_states())
    return [
        row for row in rows if group in (None, row["group"]) and standing in (None, row["standing"])
    ]


def state_row(state: State, campaign: Row) -> Row:
    """Return one State: who it is, and what it has in a campaign."""
    entry = campaign["states"].get(state.iso3, {})
    return {
        "iso3": state.iso3,
        "iso2": state.iso2,
        "m49": state.m49,
        "names": {code: state.name(code) for code in CODES},
        "status": state.status,
        "group": state.group,
        "subregion": state.subregion,
        "standing": entry.get("standing", NOTHING),
        "since": entry.get("since"),
        "reference": entry.get("reference"),
        "references": entry.get("references", []),
        "version": entry.get("version"),
        "commitments": entry.get("commitments"),
    }


def pledges(campaign: Row, *, group: str | None = None, standing: str | None = None) -> list[Row]:
    """Return what States have pledged or endorsed, by code of the State; a joint pledge once."""
    rows = (pledge_row(entry) for _, entry in sorted(_entries(campaign).items()))
    return [
        row for row in rows if standing in (None, row["standing"]) and _is_in(group, row["states"])
    ]


def _is_in(group: str | None, codes: list[str]) -> bool:
    found = [find(code) for code in codes]
    return group is None or any(state.group == group for state in found if state)


def counts_for(entry: Row) -> Row:
    """Return the States of a joint pledge; nothing more is to be said of a State's own."""
    return {"states": entry["states"]} if entry["kind"] == "joint" else {}


def place(row: Row) -> str:
    """Return where a pledge stands in the list: a State's own before the joint ones it drafted."""
    state: str = row["state"]
    return f"{state}:{row['reference']}" if row["joint"] else state


def pledge_row(entry: Row) -> Row:
    """Return one pledge, or one endorsement (which has a title and a source instead)."""
    state = find(entry["state"])
    return {
        "reference": entry.get("reference"),
        "joint": entry["kind"] == "joint",
        "state": entry["state"],
        "names": {code: state.name(code) for code in CODES} if state else {},
        "group": state.group if state else "",
        "states": entry["states"],
        "left": entry["left"],
        "standing": entry["standing"],
        "since": entry["since"],
        "version": entry.get("version"),
        "message_language": entry.get("message_language"),
        "commitments": entry.get("commitments"),
        "title": entry.get("title"),
        "source": entry.get("source"),
    }


def records(document: Row, state: State) -> list[Row]:
    """Return what a State has in every campaign, the current one first."""
    slugs = sorted(document["campaigns"], key=lambda slug: (slug != document["current"], slug))
    return [
        {
            "campaign": slug,
            "kind": campaign["kind"],
            "demonstration": campaign["demonstration"],
            **pledge_row(entry),
            **_for_state(entry, campaign, state.iso3),
        }
        for slug in slugs
        for campaign in [document["campaigns"][slug]]
        for _, entry in sorted(_entries(campaign).items())
        if state.iso3 in {*entry["states"], *(each["state"] for each in entry["left"])}
    ]


def _for_state(entry: Row, campaign: Row, code: str) -> Row:
    """Return where a pledge stands for one of its States: since it joined, or that it has left."""
    for each in entry["left"]:
        if each["state"] == code:
            return {"standing": WITHDRAWN, "since": each["at"]}
    mine = campaign["states"][code]
    if mine.get("reference") == entry.get("reference"):
        return {"standing": mine["standing"], "since": mine["since"]}
    return {}


def by_reference(document: Row, reference: str) -> tuple[str, Row] | None:
    """Find a pledge in any campaign: its campaign and its entry."""
    for slug, campaign in document["campaigns"].items():
        entry = pledges_in(campaign).get(reference)
        if entry is not None:
            return slug, entry
    return None


def _entries(campaign: Row) -> dict[str, Row]:
    """Return the pledges or endorsements of a campaign by their place in the list."""
    entries = [*pledges_in(campaign).values(), *_endorsements(campaign)]
    return {place(pledge_row(entry)): entry for entry in entries}


def _endorsements(campaign: Row) -> Iterator[Row]:
    for code, entry in campaign["states"].items():
        if "reference" not in entry and find(code) is not None:
            yield {**entry, "kind": "endorsement", "state": code, "states": [code], "left": []}
