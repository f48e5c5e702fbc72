"""Whose pledge one is: its State, or all States of a joint one, and who has left it."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from pledge_site.domain.states import State, find
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import by_name, standing_words

Facts = dict[str, Any]
Entry = dict[str, Any]


def states_of(entry: Entry) -> list[State]:
    """Return the States that a pledge counts for, the drafting one first."""
    first = find(entry["state"])
    others = [find(code) for code in entry["states"] if code != entry["state"]]
    return [state for state in (first, *by_name([each for each in others if each])) if state]


def names_of(entry: Entry) -> str:
    """Return the names of the States of a pledge."""
    code = language().code
    return joined([state.name(code) for state in states_of(entry)])


def title_of(entry: Entry) -> str:
    """Return what a pledge is called."""
    if entry["kind"] == "joint":
        return gettext("The joint pledge of %(states)s", states=names_of(entry))
    return gettext("The pledge of %(state)s", state=names_of(entry))


def parties(entry: Entry, campaign: Shown, reasons: dict[str, str]) -> Facts | None:
    """Return who makes a joint pledge and who has left it; None for a State's own one.

    :param reasons: why a State has left, by its code.
    """
    if entry["kind"] != "joint":
        return None
    return {
        "states": [_named(state, campaign) for state in states_of(entry)],
        "left": [
            {
                **_named(state, campaign),
                "day": day(row["at"]),
                "iso": row["at"],
                "reason": reasons.get(row["state"], ""),
            }
            for row in entry["left"]
            if (state := find(row["state"])) is not None
        ],
    }


def _named(state: State, campaign: Shown) -> Facts:
    return {
        "iso3": state.iso3,
        "name": state.name(language().code),
        "url": url_for("public.state", iso3=state.iso3, **campaign.link()),
    }


def stands(entry: Entry) -> Facts:
    """Return where a pledge stands, in words."""
    return {
        "standing": entry["standing"],
        "words": standing_words(entry["standing"]),
        "since": day(entry["since"]),
        "since_iso": entry["since"],
    }


def others_of(state: State, campaign: Shown) -> list[Facts]:
    """Return the pledges of a State besides the one that its page shows whole."""
    entry = campaign.states.get(state.iso3, {})
    rest = [each for each in entry.get("references", []) if each != entry["reference"]]
    return [
        {
            "title": title_of(campaign.pledges[reference]),
            "url": url_for("public.pledge", reference=reference),
            "reference": reference,
            **stands(campaign.pledges[reference]),
            "has_left": state.iso3 in left(campaign.pledges[reference]),
        }
        for reference in rest
    ]


def left(entry: Entry) -> set[str]:
    """Return the codes of the States that have left a pledge."""
    return {row["state"] for row in entry["left"]}
