"""What the home page says: the number, the map in words and shapes, the days left, the latest."""

import re
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext
from markupsafe import Markup

from pledge_site.domain.atlas import svg
from pledge_site.domain.campaigns.calendar import days_until
from pledge_site.domain.snapshots.counting import NOTHING
from pledge_site.domain.states import all_states, find, members
from pledge_site.domain.states.roll import SUBREGIONS
from pledge_site.domain.texts import markup
from pledge_site.domain.texts import queries as texts
from pledge_site.kernel import clock
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, joined, number, since
from pledge_site.web.public import earlier
from pledge_site.web.public.campaigns import Shown, every_campaign
from pledge_site.web.public.labels import standing_words
from pledge_site.web.public.lists import Filter, group_choices

_LATEST = 5
# Named in the legend even when no State stands there.
_ALWAYS = ("deposited", "announced", "nothing")
# Up to the first sign that ends a sentence in any of the six languages.
_SENTENCE = re.compile(r".+?(?:[.!?؟](?=\s|$)|[。！？])", re.DOTALL)
# More regions than these would be a list, not a sentence.
_NAMED = 4


def page(campaign: Shown) -> dict[str, Any]:
    """Return all that the home page shows."""
    return {
        "head": headline(campaign),
        "days": countdown(campaign),
        "map": drawn_map(campaign, gettext("Map of the world’s pledges")),
        "legend_items": legend(campaign),
        "groups": group_choices(campaign, Filter("", "", "")),
        "regions": map_sentence(campaign),
        "observers": observer_sentence(campaign),
        "clause": clause_of_the_day(campaign),
        "news": latest(campaign),
        "earlier": [each for each in every_campaign() if each.is_endorsement],
        "live_url": url_for("live.stream") if campaign.is_current else "",
        # Where an open page asks while the stream is full.
        "poll_url": url_for("api.snapshot"),
    }


def headline(campaign: Shown) -> dict[str, str]:
    """Return the number and the sentences around it."""
    deposited, announced = campaign.counts["deposited"], campaign.counts["announced"]
    total = sum(campaign.counts.values())
    return {
        "figure": number(deposited),
        "sentence": ngettext(
            "of %(members)s Member States has deposited a pledge to keep children safe online.",
            "of %(members)s Member States have deposited a pledge to keep children safe online.",
            deposited,
            members=number(total),
        ),
        "note": ngettext(
            "%(figure)s more has announced one.",
            "%(figure)s more have announced one.",
            announced,
            figure=number(announced),
        ),
    }


def summary(campaign: Shown) -> str:
    """Return the number and its sentences as running text."""
    if campaign.is_endorsement:
        return " ".join(earlier.headline(campaign))
    return " ".join(headline(campaign).values())


def drawn_map(campaign: Shown, heading: str) -> Markup:
    """Return the map as markup; each State is a link to its page."""
    code = language().code
    words = {
        standing: standing_words(standing, endorsement=campaign.is_endorsement)
        for standing in {NOTHING, *campaign.standings().values()}
    }
    titles = {
        state.iso3: f"{state.name(code)}: {words[campaign.standing(state.iso3)]}"
        for state in all_states()
    }
    # The map is our own drawing; `svg.draw` escapes every text in it.
    return Markup(  # noqa: S704
        svg.draw(
            campaign.standings(),
            titles,
            href=url_for("public.state", iso3="XXX").replace("XXX", "{}"),
            heading=heading,
            labels=inset_words(),
        )
    )


def inset_words() -> dict[str, str]:
    """Return the names of the framed parts of the map."""
    return {
        "caribbean": gettext("The Caribbean"),
        "pacific": gettext("The Pacific"),
        "europe": gettext("Europe"),
    }


def legend(campaign: Shown) -> list[tuple[str, str, str]]:
    """Return what the fills of the map mean, each with its count of Member States."""
    always = ("announced", "nothing") if campaign.is_endorsement else _ALWAYS
    return [
        (code, standing_words(code, endorsement=campaign.is_endorsement), number(count))
        for code, count in campaign.counts.items()
        if count or code in always
    ]


def map_sentence(campaign: Shown) -> str:
    """Say in words which parts of the world the map shows without a deposited pledge."""
    with_some = {
        state.subregion for state in members() if campaign.standing(state.iso3) == "deposited"
    }
    without = [gettext(words) for name, words in SUBREGIONS.items() if name not in with_some]
    if not with_some:
        return gettext("No pledge has been deposited yet.")
    if not without:
        return gettext("Pledges have been deposited in every part of the world.")
    if len(without) <= _NAMED:
        return gettext("Still without a deposited pledge: %(regions)s.", regions=joined(without))
    return ngettext(
        "Pledges have been deposited in %(num)s of %(total)s parts of the world.",
        "Pledges have been deposited in %(num)s of %(total)s parts of the world.",
        len(with_some),
        total=number(len(SUBREGIONS)),
    )


def observer_sentence(campaign: Shown) -> str:
    """Say how many observer States have pledged; they are counted apart. Empty when none has."""
    counts = campaign.document["observers"]
    pledged = counts["deposited"] + counts["announced"]
    if not pledged:
        return ""
    return ngettext(
        "%(num)s observer State has pledged as well; it is counted apart.",
        "%(num)s observer States have pledged as well; they are counted apart.",
        pledged,
    )


def countdown(campaign: Shown) -> dict[str, Any] | None:
    """Return the days that are left to the event, or None without a campaign."""
    iso = campaign.document["event_on"]
    if iso is None:
        return None
    left = days_until(date.fromisoformat(iso), clock.today())
    return {
        "days": left,
        "figure": number(abs(left)),
        "event": campaign.document["event_names"][language().code],
        "day": day(iso),
        "day_iso": iso,
    }


def latest(campaign: Shown) -> list[tuple[str, str, str, str, str]]:
    """Return what has happened last, as the list's macro takes it."""
    code = language().code
    rows = []
    for item in campaign.document["latest"][:_LATEST]:
        state = find(item["state"])
        if state is None:
            continue
        address = url_for("public.state", iso3=state.iso3, **campaign.link())
        count = campaign.states[state.iso3].get("commitments", 0)
        what = _what(item["standing"], count, endorsement=campaign.is_endorsement)
        rows.append((state.name(code), address, since(item["at"]), item["at"], what))
    return rows


def clause_of_the_day(campaign: Shown) -> dict[str, Any] | None:
    """Return one clause of the text, another one each day, or None before there is a text."""
    text = campaign.document["text"]
    clauses = texts.clauses(text["version_id"]) if text else []
    if not clauses:
        return None
    chosen = clauses[clock.today().toordinal() % len(clauses)]
    counted = campaign.document["clauses"].get(chosen.clause.key, {})
    return {
        "id": chosen.clause.key,
        "number": number(chosen.position),
        "heading": chosen.headings[language().code],
        "body": first_sentence(markup.plain(chosen.bodies[language().code])),
        "adopted": counted.get("adopt", 0) + counted.get("adopt_with_statement", 0),
    }


def first_sentence(text: str) -> str:
    """Return the first sentence of a text in any of the six languages; all of it without one."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def _what(standing: str, commitments: int, *, endorsement: bool) -> str:
    if standing == "deposited" and commitments:
        return ngettext(
            "Deposited, with %(num)s commitment.",
            "Deposited, with %(num)s commitments.",
            commitments,
        )
    return standing_words(standing, endorsement=endorsement)
