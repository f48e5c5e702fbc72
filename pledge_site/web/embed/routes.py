"""The pages and pictures that other sites show: the only ones that may stand in a frame.

They hold no form, no script and nothing that a reader could be led to do unawares. What is charted
is in `web/public/charts.py`, how the map looks in `domain/atlas`.
"""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask_babel import gettext

from pledge_site.domain.atlas.picture import draw_picture
from pledge_site.domain.states import all_states, find
from pledge_site.web.edge.headers import FRAMED
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.edge.words import moment
from pledge_site.web.public import charts
from pledge_site.web.public import home as home_page
from pledge_site.web.public.campaigns import Shown, campaign_named
from pledge_site.web.public.states import about

blueprint = Blueprint("embed", __name__, url_prefix="/embed/<lang>")

_SVG = "image/svg+xml; charset=utf-8"
_CREDIT = "ChildFund Alliance, CC BY 4.0"


@blueprint.get("/map/")
@public_page(headers=FRAMED)
def world() -> str:
    """Show the map, its legend and the number."""
    campaign = campaign_named("")
    return _page(
        "map",
        campaign,
        address=absolute_url("public.home"),
        map=home_page.drawn_map(campaign, _heading(campaign)),
        summary=home_page.summary(campaign),
        legend_items=home_page.legend(campaign),
    )


@blueprint.get("/map.svg")
@public_page(kind=_SVG, headers=FRAMED)
def world_svg() -> str:
    """Draw the map as a picture that stands alone."""
    campaign = campaign_named("")
    counted = {code: f"{words}: {count}" for code, words, count in home_page.legend(campaign)}
    return draw_picture(
        campaign.standings(),
        titles={each.iso3: each.name(language().code) for each in all_states()},
        heading=_heading(campaign),
        scheme="light",
        labels=home_page.inset_words() | counted,
        notes=(home_page.summary(campaign), *_notes(campaign, absolute_url("public.home"))),
    )


@blueprint.get("/states/<iso3>/")
@public_page(headers=FRAMED)
def state(iso3: str) -> str | Response:
    """Show where one State stands."""
    found = find(iso3.upper())
    if found is None:
        abort(404)
    if iso3 != found.iso3:
        return redirect(url_for("embed.state", iso3=found.iso3))  # type: ignore[return-value]
    campaign = campaign_named("")
    return _page("state", campaign, **_stands(found.iso3, campaign))


@blueprint.get("/states/<iso3>.svg")
@public_page(kind=_SVG, headers=FRAMED)
def state_svg(iso3: str) -> str:
    """Draw where one State stands as a picture that stands alone."""
    campaign = campaign_named("")
    shown = _stands(iso3, campaign)
    return render_template("embed/state.svg", **shown, notes=_notes(campaign, shown["address"]))


@blueprint.get("/charts/<name>/")
@public_page(headers=FRAMED)
def chart(name: str) -> str:
    """Show a chart, and what it says in words."""
    campaign = campaign_named("")
    shown = charts.chart(_known(name), campaign)
    return _page("chart", campaign, address=absolute_url("public.explorer"), chart=shown)


@blueprint.get("/charts/<name>.svg")
@public_page(kind=_SVG, headers=FRAMED)
def chart_svg(name: str) -> str:
    """Draw a chart as a picture that stands alone."""
    return charts.svg(_known(name), campaign_named(""))


def _known(name: str) -> str:
    if name not in charts.NAMES:
        abort(404)
    return name


def _stands(iso3: str, campaign: Shown) -> dict[str, Any]:
    found = find(iso3)
    if found is None:
        abort(404)
    return {
        "state": about(found, campaign),
        "summary": home_page.summary(campaign),
        "address": absolute_url("public.state", iso3=found.iso3),
    }


def _page(name: str, campaign: Shown, **values: Any) -> str:
    return render_template(
        f"embed/{name}.html",
        campaign=campaign,
        is_demonstration=campaign.document["demonstration"],
        **values,
    )


def _heading(campaign: Shown) -> str:
    return campaign.title() or gettext("Map of the world’s pledges")


def _notes(campaign: Shown, address: str) -> list[str]:
    """Return the small print of a picture: whether it is real, its time, whose it is."""
    notes = []
    if campaign.document["demonstration"]:
        notes.append(gettext("A demonstration: no State has made these pledges."))
    if campaign.as_of:
        notes.append(gettext("As of %(time)s", time=moment(campaign.as_of)))
    # A mark at either end keeps the last stroke of an address in its place.
    return [*notes, f"{gettext('The Global Pledge')} – {_CREDIT}", f"\u200e{address}\u200e"]
