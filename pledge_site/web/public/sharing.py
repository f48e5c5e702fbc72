"""How a page is passed on: its card, the frame to copy, the feed to follow, what it is to indexers.

How it is written on a page is in ``templates/components/share.html``; the cards are in `embed`.
"""

from typing import Any

from flask import url_for
from flask_babel import gettext

from pledge_site.domain.states import State, find
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.embed import cards, frames
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.parties import states_of, title_of

Facts = dict[str, Any]
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_PUBLISHER = {"@type": "Organization", "name": "ChildFund Alliance"}


def of_state(state: State, campaign: Shown) -> Facts:
    """Return how the page of a State is passed on; in an earlier campaign it has no card."""
    card = cards.facts_of_state(state, campaign)
    address = absolute_url("public.state", iso3=state.iso3, **campaign.link())
    return {
        "card": card,
        **_ways_of(state),
        "described": _described(
            "WebPage", state.name(language().code), address, campaign, card, about=_country(state)
        ),
    }


def of_pledge(reference: str, campaign: Shown, number: int | None = None) -> Facts:
    """Return how the page of a pledge is passed on, or of one version by its number."""
    entry = campaign.pledges[reference]
    endpoint, version = ("pledge", {}) if number is None else ("pledge_version", {"number": number})
    address = absolute_url(f"public.{endpoint}", reference=reference, **version)
    card = cards.facts_of_pledge(reference, campaign, address)
    state = None if entry["kind"] == "joint" else find(entry["state"])
    states = [_country(each) for each in states_of(entry)]
    wanted = number or entry["version"]
    # A pledge with very many versions doesn't list them all.
    said = {row["number"]: row["at"] for row in entry["versions"]}.get(wanted)
    return {
        "card": card,
        **_ways_of(state),
        "described": _described(
            "WebPage", title_of(entry), address, campaign, card,
            about=states,
            mainEntity={
                "@type": "CreativeWork",
                "name": title_of(entry),
                "identifier": reference,
                "version": str(wanted),
                **({"datePublished": said} if said else {}),
                "inLanguage": entry["message_language"],
                "creator": states,
            },
        ),
    }  # fmt: skip


def of_page(endpoint: str, name: str, campaign: Shown, kind: str = "CollectionPage") -> Facts:
    """Return how a page of a campaign is passed on that is neither of one State nor one pledge.

    :param name: what the page is called.
    """
    link = {"slug": campaign.slug} if endpoint == "public.campaign" else campaign.link()
    address = absolute_url(endpoint, **link)
    card = cards.facts_of_campaign(campaign, address)
    return {
        "card": card,
        **_ways_of(None),
        "described": _described(kind, name, address, campaign, card),
    }


def _ways_of(state: State | None) -> Facts:
    """Return the feed and the frame of a State; the feed of all pledges for what is not of one."""
    if state is None:
        return {
            "feed": url_for("feeds.pledges"),
            "feed_words": gettext("Follow all pledges by feed (Atom)"),
            "embed": None,
        }
    return {
        "feed": url_for("feeds.state", iso3=state.iso3),
        "feed_words": gettext("Follow this State by feed (Atom)"),
        "embed": frames.of_state(state),
    }


def _country(state: State) -> Facts:
    return {"@type": "Country", "name": state.name(language().code), "identifier": state.iso3}


def _described(
    kind: str, name: str, address: str, campaign: Shown, card: dict[str, str] | None, **own: Any
) -> Facts:
    """Return a page in the terms of schema.org."""
    found: Facts = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": name,
        "url": address,
        "inLanguage": language().code,
        "license": _LICENCE,
        "publisher": _PUBLISHER,
        **own,
    }
    if card:
        found["primaryImageOfPage"] = {"@type": "ImageObject", "url": card["url"]}
    if campaign.as_of:
        found["dateModified"] = campaign.as_of.date().isoformat()
    return found
