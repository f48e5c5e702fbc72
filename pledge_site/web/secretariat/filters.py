"""The filters of the queue: read from its address, written into its links, with their numbers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext

from pledge_site.domain.pledges.reviewing.waiting import FILTERS, Filter, Waiting
from pledge_site.domain.states import GROUPS, roll
from pledge_site.kernel.languages import N_
from pledge_site.kernel.text import fold
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import number

HANDS: dict[str, str] = {
    "mine": N_("I can take it on"),
    "others": N_("It waits for someone else"),
}
FLAGS: dict[str, str] = {
    "overdue": N_("Overdue"),
    "amendment": N_("Amendment"),
    "joint": N_("Joint pledge"),
}


def asked(rows: Sequence[Waiting]) -> Filter:
    """Read the filter from the address; 404 for what does not exist."""
    given: dict[str, Any] = {
        name: request.args.get(name, "") for name in ("state", "group", "campaign", "hands")
    }
    given |= {name: request.args.get(name, "") == "1" for name in FLAGS}
    wanted = Filter(request.args.get("standing") or "waiting", **given)
    known = {
        wanted.standing in FILTERS,
        not wanted.state or roll.exists(wanted.state),
        not wanted.group or wanted.group in GROUPS,
        not wanted.campaign or wanted.campaign in {row.campaign.slug for row in rows},
        not wanted.hands or wanted.hands in HANDS,
    }
    if known != {True}:
        abort(404)
    return wanted


def link(wanted: Filter, *, page: int = 1, **instead: Any) -> str:
    """Return the address of the queue with something else asked for, and nothing besides."""
    other = wanted._replace(**instead)
    plain = Filter()._asdict()
    args: dict[str, Any] = {
        name: "1" if value is True else value
        for name, value in other._asdict().items()
        if value != plain[name]
    }
    if page > 1:
        args["page"] = page
    return url_for("secretariat.queue", **args)


def standings(wanted: Filter, rows: Sequence[Waiting], at: datetime) -> list[dict[str, Any]]:
    """Return the standings as links, with how many there are; `cleared` only if there are any."""
    made = [
        {
            "name": name,
            "url": link(wanted, standing=name),
            "count": wanted.how_many(rows, at, standing=name),
            "active": name == wanted.standing,
        }
        for name in FILTERS
    ]
    return [each for each in made if each["name"] != "cleared" or each["count"] or each["active"]]


def choices(wanted: Filter, rows: Sequence[Waiting], at: datetime) -> dict[str, Any]:
    """Return what can be chosen: lists of (value, words), flags as (name, words, chosen)."""
    spoken = language().code
    any_state = wanted._replace(state="")
    codes = {row.state for row in rows if any_state.keeps(row, at)} | {wanted.state}
    states = {code: state.name(spoken) for code in codes if (state := roll.find(code))}
    campaigns = {row.campaign.slug: row.campaign.titles[spoken] for row in rows}

    def counted(name: str, value: str, words: str) -> tuple[str, str]:
        return value, _with_count(words, wanted.how_many(rows, at, **{name: value}))

    return {
        "state": sorted(states.items(), key=lambda each: fold(each[1])),
        "group": [counted("group", code, gettext(words)) for code, words in GROUPS.items()],
        "campaign": [counted("campaign", *each) for each in campaigns.items()],
        "hands": [counted("hands", code, gettext(words)) for code, words in HANDS.items()],
        "flags": [
            (
                name,
                _with_count(gettext(words), wanted.how_many(rows, at, **{name: True})),
                getattr(wanted, name),
            )
            for name, words in FLAGS.items()
        ],
    }


def _with_count(words: str, count: int) -> str:
    return f"{words} ({number(count)})"
