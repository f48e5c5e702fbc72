"""How a release is said: its moment in UTC and elsewhere, and the condition of a pledge in words.

For signed-in pages alone: nothing of it is public before the release.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask_babel import gettext, ngettext

from pledge_site.domain import states
from pledge_site.domain.pledges.releasing import conditions
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined, moment, number

# Where the United Nations and most missions are.
_PLACES: tuple[tuple[str, str], ...] = (
    ("America/New_York", N_("New York")),
    ("Europe/Zurich", N_("Geneva")),
    ("Africa/Nairobi", N_("Nairobi")),
    ("Asia/Bangkok", N_("Bangkok")),
)


class Depends(NamedTuple):
    """A condition in words: what it says, the States it is about, and how many have deposited."""

    says: str
    states: str
    so_far: str


def said_aloud(value: datetime) -> str:
    """Write a moment in UTC and in the places that most readers know."""
    return gettext(
        "%(moment)s (%(elsewhere)s)", moment=moment(value), elsewhere=joined(_elsewhere(value))
    )


def _elsewhere(value: datetime) -> list[str]:
    found = []
    for zone, place in _PLACES:
        try:
            there = value.astimezone(ZoneInfo(zone))
        except ZoneInfoNotFoundError:
            continue
        when = f"{there:%H:%M}"
        if there.date() != value.date():
            when = f"{day(there.date())}, {when}"
        found.append(gettext("%(place)s %(time)s", place=gettext(place), time=when))
    return found


def depends(
    stored: Mapping[str, Any] | None, own: frozenset[str], deposited: frozenset[str]
) -> Depends | None:
    """Say what a pledge waits for; None: it depends on nobody.

    :param own: the States that the pledge counts for. :param deposited: those that have.
    """
    condition = conditions.read(stored)
    if condition is None or not stored:
        return None
    there = conditions.count(condition, own, deposited)
    names = [found.name(language().code) for iso3 in condition.states - own
             if (found := states.find(iso3))]  # fmt: skip
    group = stored.get("group")
    return Depends(
        ngettext(
            "It becomes public when %(num)s of these States has deposited.",
            "It becomes public when %(num)s of these States have deposited.",
            condition.needed,
        ),
        gettext(states.GROUPS[group]) if group else joined(sorted(names)),
        gettext(
            "So far: %(count)s of %(needed)s", count=number(there), needed=number(condition.needed)
        ),
    )
