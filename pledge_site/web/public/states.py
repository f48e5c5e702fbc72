"""What the page of a State says besides its pledge: who it is, and what it promised before."""

from typing import Any

from flask import url_for

from pledge_site.domain.states import State
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day
from pledge_site.web.public.campaigns import Shown, every_campaign
from pledge_site.web.public.labels import group_words, standing_words

Facts = dict[str, Any]


def about(state: State, campaign: Shown) -> Facts:
    """Return who the State is and where it stands in a campaign."""
    entry = campaign.states.get(state.iso3)
    code = language().code
    return {
        "iso3": state.iso3,
        "name": state.name(code),
        # The list holds formal names in English alone.
        "formal": state.formal_en if code == "en" and state.name(code) not in _plain(state) else "",
        "is_member": state.is_member,
        "group": group_words(state.group),
        "group_url": url_for("public.states", group=state.group, **campaign.link()),
        "standing": campaign.standing(state.iso3),
        "words": standing_words(campaign.standing(state.iso3), endorsement=campaign.is_endorsement),
        "since": day(entry["since"]) if entry else "",
        "since_iso": entry["since"] if entry else "",
    }


def _plain(state: State) -> tuple[str, str]:
    return state.formal_en, state.formal_en.removeprefix("the ")


def earlier_promises(state: State, campaign: Shown) -> list[Facts]:
    """Return what the State did in campaigns before, and in endorsed texts; the latest first."""
    return [
        {
            "campaign": other.title(),
            "url": url_for("public.campaign", slug=other.slug),
            "is_endorsement": other.is_endorsement,
            "title": other.states[state.iso3].get("title", ""),
            "source": other.states[state.iso3].get("source", ""),
            "words": standing_words(other.standing(state.iso3), endorsement=other.is_endorsement),
            "day": day(other.states[state.iso3]["since"]),
            "iso": other.states[state.iso3]["since"][:10],
        }
        for other in every_campaign()
        if state.iso3 in other.states and _is_earlier(other, campaign)
    ]


def _is_earlier(other: Shown, campaign: Shown) -> bool:
    if other.is_endorsement:
        return True
    return str(other.document["event_on"]) < str(campaign.document["event_on"])
