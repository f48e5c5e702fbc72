"""What the page of a campaign other than the current one says."""

from typing import Any

from flask import url_for
from flask_babel import ngettext

from pledge_site.domain.states import all_states
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, number
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import by_name, group_words, standing_words


def headline(campaign: Shown) -> tuple[str, str]:
    """Return how many Member States took part, and the sentence around it."""
    counts = campaign.counts
    took_part = counts["deposited"] + counts["announced"]
    total = number(sum(counts.values()))
    if campaign.is_endorsement:
        sentence = ngettext(
            "of %(members)s Member States has endorsed it.",
            "of %(members)s Member States have endorsed it.",
            took_part,
            members=total,
        )
    else:
        sentence = ngettext(
            "of %(members)s Member States has pledged.",
            "of %(members)s Member States have pledged.",
            took_part,
            members=total,
        )
    return number(took_part), sentence


def rows(campaign: Shown) -> list[dict[str, Any]]:
    """Return the States of a campaign by name, each with its day and source."""
    code = language().code
    return [
        {
            "name": state.name(code),
            "url": url_for("public.state", iso3=state.iso3),
            "standing": campaign.standing(state.iso3),
            "words": standing_words(
                campaign.standing(state.iso3), endorsement=campaign.is_endorsement
            ),
            "day": day(campaign.states[state.iso3]["since"]),
            "group": group_words(state.group),
            "source": campaign.states[state.iso3].get("source", ""),
        }
        for state in by_name([state for state in all_states() if state.iso3 in campaign.states])
    ]


def common_source(shown: list[dict[str, Any]]) -> str:
    """Return the source when all the States have the same one; else an empty text."""
    sources = {row["source"] for row in shown}
    return sources.pop() if len(sources) == 1 else ""
