"""The list of States: filtered by group, standing and name."""

from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_babel import gettext

from pledge_site.domain.states import GROUPS, State, all_states
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import asked
from pledge_site.web.edge.words import day, number
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import (
    STANDINGS,
    by_name,
    group_words,
    matches,
    standing_words,
)

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked for. An unknown group or standing is an unknown page."""

    group: str
    standing: str
    name: str

    def keeps(self, state: State, standing: str) -> bool:
        """Say whether a State with this standing is asked for."""
        return (
            self.group in ("", state.group)
            and self.standing in ("", standing)
            and (not self.name or matches(state, self.name))
        )

    @property
    def is_empty(self) -> bool:
        return not (self.group or self.standing or self.name)


def filter_asked() -> Filter:
    """Read the filter from the address; 404 for a group or standing that does not exist."""
    wanted = Filter(group=asked("group"), standing=asked("standing"), name=asked("q"))
    if wanted.group and wanted.group not in GROUPS:
        abort(404)
    if wanted.standing and wanted.standing not in STANDINGS:
        abort(404)
    return wanted


def group_choices(campaign: Shown, wanted: Filter) -> Choices:
    """Return the groups to choose from, each with how many of its States stand as asked for."""
    shown = wanted.standing or ("announced" if campaign.is_endorsement else "deposited")
    counts = campaign.document["groups"]
    return [
        (
            code,
            gettext(
                "%(group)s: %(count)s of %(total)s",
                group=group_words(code),
                count=number(counts[code][shown]),
                total=number(sum(counts[code].values())),
            ),
        )
        for code in GROUPS
    ]


def standing_choices(campaign: Shown) -> Choices:
    """Return the standings to choose from."""
    return [(code, standing_words(code, endorsement=campaign.is_endorsement)) for code in STANDINGS]


def state_rows(campaign: Shown, wanted: Filter) -> list[dict[str, Any]]:
    """Return a row for each State asked for, by name."""
    kept = [state for state in all_states() if wanted.keeps(state, campaign.standing(state.iso3))]
    code = language().code
    return [
        {
            "name": state.name(code),
            "url": url_for("public.state", iso3=state.iso3, **campaign.link()),
            "is_member": state.is_member,
            "group": group_words(state.group) if state.is_member else "",
            "standing": campaign.standing(state.iso3),
            "words": standing_words(
                campaign.standing(state.iso3), endorsement=campaign.is_endorsement
            ),
            "since": _since(campaign, state),
        }
        for state in by_name(kept)
    ]


def _since(campaign: Shown, state: State) -> str:
    entry = campaign.states.get(state.iso3)
    return day(entry["since"]) if entry else ""
