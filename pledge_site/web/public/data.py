"""The page of the data: what can be taken, in which forms, under which licence. Files: the API."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext

from pledge_site.domain.opendata.rows import CREDIT, LICENCE_URL
from pledge_site.domain.states import members
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.embed import cards, frames
from pledge_site.web.public import charts
from pledge_site.web.public.campaigns import Shown, campaign_named, every_campaign, render
from pledge_site.web.public.labels import by_name

blueprint = Blueprint("data", __name__, url_prefix="/<lang>")

Facts = dict[str, Any]
_TYPES = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "GeoJSON": "application/geo+json",
    "ZIP": "application/zip",
}


@blueprint.get("/data/")
@public_page()
def page() -> str:
    """Show what data there are: files, API, licence."""
    campaign = campaign_named("")
    address = absolute_url("data.page")
    return render(
        "data",
        campaign,
        card=cards.facts_of_campaign(campaign, address),
        frames=_frames(campaign),
        sets=[_set(each) for each in every_campaign()],
        licence_url=LICENCE_URL,
        credit=CREDIT,
        described=_described(campaign, address),
    )


def _set(campaign: Shown) -> Facts:
    """Return the files of a campaign: what is in each, and where it is in which form."""
    return {
        "title": campaign.title(),
        "archive": url_for("api.dataset", **campaign.link()),
        "rows": [
            (words, [(form, url_for(endpoint, **asked)) for form, endpoint, asked in forms])
            for words, forms in _files(campaign)
        ],
        "is_demonstration": campaign.document["demonstration"],
    }


def _frames(campaign: Shown) -> list[tuple[str, dict[str, str]]]:
    """Return what other sites can show: what it is, and its frame. A State stands for all."""
    known = [state for state in by_name(list(members())) if state.iso3 in campaign.states]
    return [
        (gettext("The world’s map"), {**frames.of_map(), "id": "embed-map"}),
        *[(gettext("One State, as an example"), frames.of_state(state)) for state in known[:1]],
        *[(each.title, frames.of_chart(each.name, each.title)) for each in charts.shown(campaign)],
    ]


def _files(campaign: Shown) -> list[tuple[str, list[tuple[str, str, Facts]]]]:
    asked = campaign.link()
    whole = {**asked, "limit": 200}
    found = [
        (
            gettext("All 195 States and their standing"),
            [
                ("CSV", "api.states_csv", asked),
                ("JSON", "api.states", asked),
                ("GeoJSON", "api.states_geojson", asked),
            ],
        ),
        (
            gettext("Pledges") if not campaign.is_endorsement else gettext("Endorsements"),
            [("CSV", "api.pledges_csv", asked), ("JSON", "api.pledges", whole)],
        ),
        (gettext("The figures"), [("JSON", "api.snapshot", asked)]),
    ]
    if campaign.document["text"]:
        words = gettext("The text, with the answers to each clause")
        found.append((words, [("JSON", "api.text", {"campaign": campaign.slug})]))
    return found


def _described(campaign: Shown, address: str) -> Facts:
    """Return the data in the terms of schema.org, for those who index data sets."""
    asked = campaign.link()
    files = (
        ("ZIP", "api.dataset"),
        ("CSV", "api.states_csv"),
        ("CSV", "api.pledges_csv"),
        ("GeoJSON", "api.states_geojson"),
        ("JSON", "api.pledges"),
    )
    found: Facts = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{gettext('The Global Pledge')}: {gettext('Data')}",
        "description": summary_words(),
        "url": address,
        "inLanguage": language().code,
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creditText": CREDIT,
        "creator": {"@type": "Organization", "name": "ChildFund Alliance"},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _TYPES[form],
                "contentUrl": absolute_url(endpoint, **asked),
            }
            for form, endpoint in files
        ],
    }
    if campaign.as_of:
        found["version"] = str(campaign.snapshot)
        found["dateModified"] = campaign.as_of.isoformat()
    return found


def summary_words() -> str:
    """Return what the data are, in a sentence."""
    return gettext(
        "Which States have pledged what, where and since when: every figure, pledge and word that "
        "these pages show, as files and by an API."
    )
