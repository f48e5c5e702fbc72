"""A group's receipt: what became of each thing it said, and which States have adopted it."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges.reading.adopting import Worded, adopting
from pledge_site.domain.states import all_states
from pledge_site.domain.workshops import bands, fates, receipts
from pledge_site.domain.workshops.receipts import Place, Receipt, Told
from pledge_site.kernel import clock
from pledge_site.kernel.languages import DEFAULT, N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.origin import from_our_pages
from pledge_site.web.edge.pages import shown_snapshot
from pledge_site.web.edge.reading import Problems, page
from pledge_site.web.public.group import asked_again, blueprint, code_typed
from pledge_site.web.public.labels import by_name, direction_of

Facts = dict[str, Any]
_FORM = "public/receipt_form.html"
_WAITS: dict[str, str] = {
    receipts.CHECKING: N_("Somebody is still looking it over."),
    receipts.DRAFTING: N_("The drafters have not decided yet. Look again later."),
    bands.WITHDRAWN: N_("It was taken back. Nobody can read it any more."),
}


@blueprint.get("/receipt/")
def receipt() -> ResponseReturnValue:
    """Ask for the receipt code."""
    return page(_FORM, code="", problems=Problems())


@blueprint.post("/receipt/", endpoint="show_receipt")
@from_our_pages
def show() -> ResponseReturnValue:
    """Show what became of all that the group of a code has said."""
    try:
        found = receipts.by_code(code_typed(), today=clock.today())
    except Refused as refusal:
        return asked_again(_FORM, refusal)
    return page("public/receipt.html", **_view(found))


def _view(found: Receipt) -> Facts:
    campaign = db.session.get_one(Campaign, found.campaign_id)
    adopted = _adopted(campaign)
    return {
        "campaign_title": campaign.titles[language().code],
        "is_demonstration": campaign.demonstration,
        "is_withdrawn": found.is_withdrawn,
        "told": [_line(each, found.language, adopted, campaign) for each in found.told],
    }


def _line(
    each: Told, spoken: str, adopted: Mapping[Worded, list[Facts]], campaign: Campaign
) -> Facts:
    # Once for each clause: as the newest version words it.
    newest = {place.key: place for place in each.places}
    return {
        "kind": gettext(bands.KINDS[each.kind]),
        "words": each.words,
        "language": each.language,
        "fate": gettext((_WAITS | bands.FATES)[each.fate]),
        "is_in_text": each.fate in bands.LINKED,
        **_why(each.reasons, spoken),
        "places": [_place(place, each.places, adopted, campaign) for place in newest.values()],
    }


def _why(reasons: Mapping[str, str], spoken: str) -> Facts:
    """Return why, in the reader's language, else in the group's, else in any there is."""
    first = (language().code, fates.language_of_reason(spoken), DEFAULT, *sorted(reasons))
    chosen = next((code for code in first if reasons.get(code)), "")
    return {
        "why": reasons.get(chosen, ""),
        "why_language": chosen,
        "why_direction": direction_of(chosen) if chosen else "ltr",
    }


def _place(
    place: Place,
    places: tuple[Place, ...],
    adopted: Mapping[Worded, list[Facts]],
    campaign: Campaign,
) -> Facts:
    same = [each for each in places if each.key == place.key]
    states = {
        state["name"]: state
        for each in same
        for state in adopted.get(Worded(each.key, each.version), [])
    }
    return {
        "heading": place.headings[language().code],
        "version": place.version,
        "url": url_for(
            "public.text_version",
            number=place.version,
            campaign=None if campaign.current else campaign.slug,
            _anchor=place.key,
        ),
        "states": [states[name] for name in states],
    }


def _adopted(campaign: Campaign) -> dict[Worded, list[Facts]]:
    """Return the States whose deposited pledge adopts each clause, as the snapshot has them."""
    snapshot = shown_snapshot()
    document = snapshot.campaign(campaign.slug) if snapshot else None
    standing = document["states"] if document else {}
    deposited = {
        iso3: entry["version_id"]
        for iso3, entry in standing.items()
        if entry["standing"] == "deposited" and "version_id" in entry
    }
    ordered = by_name([state for state in all_states() if state.iso3 in deposited])
    return {
        worded: [
            {
                "name": state.name(language().code),
                "url": url_for("public.state", iso3=state.iso3),
            }
            for state in ordered
            if deposited[state.iso3] in version_ids
        ]
        for worded, version_ids in adopting(campaign.id, set(deposited.values())).items()
    }
