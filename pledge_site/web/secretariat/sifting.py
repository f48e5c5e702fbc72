"""Which of the words that wait are asked for, by campaign and language: read from the address."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import abort, request, url_for

from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.workshops.unchecked import Count, Wanted
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.tongues import name_of
from pledge_site.web.edge.words import number


def asked(counts: Sequence[Count]) -> tuple[Wanted, int]:
    """Read what is asked for, and say how many there are of it; what there isn't is 404."""
    slug, spoken = request.args.get("campaign", ""), request.args.get("language", "")
    campaign = campaigns.by_slug(slug) if slug else None
    if slug and campaign is None:
        abort(404)
    wanted = Wanted(campaign.id if campaign else 0, spoken)
    # A language of which the last was let pass, or that there isn't, is an empty list.
    return wanted, sum(each.many for each in counts if _keeps(wanted, each))


def link(wanted: Wanted, page: int = 1) -> str:
    """Return the address of a page of what is asked for."""
    args: dict[str, Any] = {"language": wanted.language} if wanted.language else {}
    if wanted.campaign_id:
        args["campaign"] = _slugs()[wanted.campaign_id]
    if page > 1:
        args["page"] = page
    return url_for("secretariat.words", **args)


def choices(wanted: Wanted, counts: Sequence[Count]) -> dict[str, Any]:
    """Return what can be chosen, each with its number, and what is."""
    spoken: Counter[str] = Counter()
    held: Counter[int] = Counter()
    for each in counts:
        spoken[each.language] += each.many
        held[each.campaign_id] += each.many
    titles = {each.id: each for each in campaigns.everything()}
    return {
        "language_choices": [
            (code, f"{name_of(code)} ({number(many)})") for code, many in spoken.most_common()
        ],
        "campaign_choices": [
            (titles[held_id].slug, f"{titles[held_id].titles[language().code]} ({number(many)})")
            for held_id, many in held.items()
        ],
        "chosen_language": wanted.language,
        "chosen_campaign": titles[wanted.campaign_id].slug if wanted.campaign_id else "",
        "is_filtered": wanted != Wanted(),
    }


def _keeps(wanted: Wanted, each: Count) -> bool:
    return (not wanted.campaign_id or each.campaign_id == wanted.campaign_id) and (
        not wanted.language or each.language == wanted.language
    )


def _slugs() -> dict[int, str]:
    return {each.id: each.slug for each in campaigns.everything()}
