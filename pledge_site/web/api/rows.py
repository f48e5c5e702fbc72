"""The rows of the API, made from a snapshot. Pure: no request, no database.

Nothing is counted here: the document of the snapshot takes the shape that `schemas.py` declares.
"""

from collections.abc import Iterator
from typing import Any

from pledge_site.domain.snapshots.counting import NOTHING
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
        "version": entry.get("version"),
        "commitments": entry.get("commitments"),
    }


def pledges(campaign: Row, *, group: str | None = None, standing: str | None = None) -> list[Row]:
    """Return what States have pledged or endorsed, by code of the State."""
    return [
        pledge_row(state, entry)
        for state, entry in _entries(campaign)
        if group in (None, state.group) and standing in (None, entry["standing"])
    ]


def pledge_row(state: State, entry: Row) -> Row:
    """Return one pledge, or one endorsement (which has a title and a source instead)."""
    return {
        "reference": entry.get("reference"),
        "state": state.iso3,
        "names": {code: state.name(code) for code in CODES},
        "group": state.group,
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
            **pledge_row(state, campaign["states"][state.iso3]),
        }
        for slug in slugs
        if state.iso3 in (campaign := document["campaigns"][slug])["states"]
    ]


def by_reference(document: Row, reference: str) -> tuple[str, State, Row] | None:
    """Find a pledge in any campaign: its campaign, State and entry."""
    for slug, campaign in document["campaigns"].items():
        for state, entry in _entries(campaign):
            if entry.get("reference") == reference:
                return slug, state, entry
    return None


def _entries(campaign: Row) -> Iterator[tuple[State, Row]]:
    for code, entry in sorted(campaign["states"].items()):
        state = find(code)
        if state is not None:
            yield state, entry
