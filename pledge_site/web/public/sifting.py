"""What a reader asks of a list, read from the address: words, filters, days, and where to begin.

Nothing here looks for anything; that is `domain/search`. The choices beside each filter carry the
number of what they would show.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext

from pledge_site.domain.commitments.codes import CAPABILITIES, DOMAINS, FIRMNESS, OUTCOMES
from pledge_site.domain.search.entries import FACETS, is_day
from pledge_site.domain.search.models import PLEDGE
from pledge_site.domain.search.queries import Wanted
from pledge_site.domain.states import GROUPS, all_states, find
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import asked
from pledge_site.web.edge.words import number
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import STANDINGS, by_name

PARAMS = ("campaign", "q", *FACETS, "from", "until", "after")
_PLACE = re.compile(r"[0-9]{8}\.[A-Z0-9-]{1,40}\.[0-9]{3}")
_CODES: dict[str, dict[str, str]] = {
    "group": GROUPS,
    "standing": {code: words for code, words in STANDINGS.items() if code != "nothing"},
    "firmness": FIRMNESS,
    "outcome": OUTCOMES,
    "capability": CAPABILITIES,
    "domain": DOMAINS,
}
# The label of a filter, and its line that filters nothing.
_LABELS: dict[str, tuple[str, str]] = {
    "state": (N_("State"), N_("Any State")),
    "group": (N_("Regional group"), N_("All groups")),
    "standing": (N_("Standing"), N_("Any standing")),
    "firmness": (N_("How firm it is"), N_("However firm")),
    "outcome": (N_("Outcomes"), N_("Any outcome")),
    "capability": (N_("Capabilities"), N_("Any capability")),
    "domain": (N_("Domains of digital citizenship"), N_("Any domain")),
}
# What stands beside the words at once; the others are folded away.
_FIRST = ("state", "standing")


class Filter(NamedTuple):
    """A filter of a list: its name in the address, its words, and what can be chosen."""

    name: str
    label: str
    empty: str
    value: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sift:
    """What is asked of a list of a campaign; `after` is where the page begins."""

    campaign: Shown
    wanted: Wanted
    after: str

    @property
    def is_empty(self) -> bool:
        wanted = self.wanted
        return not (wanted.words or wanted.tags or wanted.since or wanted.until)

    @property
    def is_folded(self) -> bool:
        """Say whether none of the filters that are folded away is set."""
        wanted = self.wanted
        return not ({*wanted.tags} - {*_FIRST} or wanted.since or wanted.until)

    def address(self, endpoint: str, after: str = "") -> str:
        """Return the address of a list with the same filters, from a place on."""
        wanted = self.wanted
        days = {"from": wanted.since, "until": wanted.until}
        values: dict[str, Any] = {"q": wanted.words, **wanted.tags, **days, "after": after}
        kept = {name: value for name, value in values.items() if value}
        return url_for(endpoint, **self.campaign.link(), **kept)

    def filters(self, counted: dict[str, dict[str, int]]) -> tuple[list[Filter], list[Filter]]:
        """Return the filters that stand at once and those folded away, with their numbers."""
        every = [self._filter(name, counted.get(name, {})) for name in FACETS]
        return (
            [each for each in every if each.name in _FIRST],
            [each for each in every if each.name not in _FIRST],
        )

    def _filter(self, name: str, counts: dict[str, int]) -> Filter:
        value = self.wanted.tags.get(name, "")
        words = _choices(name)
        choices = [
            (code, gettext("%(name)s (%(count)s)", name=word, count=number(counts.get(code, 0))))
            for code, word in words
            if code in counts or code == value
        ]
        label, empty = _LABELS[name]
        return Filter(name, gettext(label), gettext(empty), value, choices)


def sift_asked(campaign: Shown, kind: str = PLEDGE) -> Sift:
    """Read what is asked of a list from the address.

    :raises Refused: list.unknown
    """
    tags = {name: asked(name) for name in FACETS if asked(name)}
    since, until, after = asked("from"), asked("until"), asked("after")
    known: Iterable[bool] = (
        *(_is_known(name, value) for name, value in tags.items()),
        *(is_day(each) for each in (since, until) if each),
        not after or _PLACE.fullmatch(after) is not None,
    )
    if not all(known):
        raise Refused("list.unknown")
    return Sift(campaign, Wanted(kind, campaign.slug, asked("q"), tags, since, until), after)


def _is_known(name: str, value: str) -> bool:
    return find(value) is not None if name == "state" else value in _CODES[name]


def _choices(name: str) -> list[tuple[str, str]]:
    if name == "state":
        code = language().code
        return [(each.iso3, each.name(code)) for each in by_name(list(all_states()))]
    translated: Callable[[str], str] = gettext
    return [(code, translated(words)) for code, words in _CODES[name].items()]
