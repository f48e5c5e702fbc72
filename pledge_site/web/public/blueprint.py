"""The routes of the public pages. What a page shows is made in the modules beside this one."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask_babel import gettext

from pledge_site.domain.states import find
from pledge_site.web.edge.pages import asked, public_page
from pledge_site.web.embed import cards, frames
from pledge_site.web.public import (
    board as board_page,
)
from pledge_site.web.public import (
    charts,
    earlier,
    explorer,
    explorer_asked,
    kits,
    lists,
    parties,
    pledge_pages,
    sharing,
    state_page,
)
from pledge_site.web.public import (
    home as home_page,
)
from pledge_site.web.public.campaigns import (
    campaign_asked,
    campaign_named,
    render,
)
from pledge_site.web.public.contents import PAGES

blueprint = Blueprint("public", __name__, url_prefix="/<lang>")

_NAMES = ", ".join(f'"{name}"' for name in PAGES)


@blueprint.get("/")
@public_page(("campaign",))
def home() -> str | Response:
    """Show the number, the map, the countdown and the latest."""
    campaign = campaign_asked()
    if campaign.is_endorsement:
        return _moved(url_for("public.campaign", slug=campaign.slug))
    card = cards.facts_of_home(campaign)
    return render("home", campaign, card=card, **home_page.page(campaign))


@blueprint.get("/board/")
@public_page(("rehearsal",))
def board() -> str:
    """Show the event on a hall's screen: the number, the map, and who has deposited last."""
    is_rehearsed = asked("rehearsal") == "1"
    campaign = board_page.campaign_shown(rehearsed=is_rehearsed)
    return render(
        "board",
        campaign,
        head=home_page.headline(campaign),
        map=home_page.drawn_map(campaign, gettext("Map of the world’s pledges")),
        cards=board_page.rehearsed(campaign) if is_rehearsed else board_page.cards(campaign),
        is_rehearsed=is_rehearsed,
        code=board_page.home_code(),
        live_url="" if is_rehearsed else url_for("live.stream"),
        poll_url=url_for("api.snapshot"),
    )


@blueprint.get("/map/", endpoint="explorer")
@public_page(explorer_asked.PARAMS, headers=charts.PAGE_HEADERS)
def map_page() -> str | Response:
    """Show the map coloured by what the reader asks, with its table."""
    wanted = explorer_asked.read()
    if isinstance(wanted, str):
        return _moved(wanted)
    shown = charts.shown(wanted.campaign)
    return render(
        "explorer",
        wanted.campaign,
        charts=shown,
        # Other sites are shown the campaign as it is.
        frames={} if wanted.on or not wanted.campaign.is_current else charts.frames_of(shown),
        chart_asked=wanted.answers(colour="", group="", only="", sort="", names=""),
        figure_url=url_for("charts.figures", **wanted.answers(sort="", names="")),
        **explorer.page(wanted),
    )


@blueprint.get("/states/")
@public_page(("campaign", "group", "standing", "q"))
def states() -> str:
    """List the States, each with its standing."""
    campaign, wanted = campaign_asked(), lists.filter_asked()
    return render(
        "states",
        campaign,
        wanted=wanted,
        rows=lists.state_rows(campaign, wanted),
        groups=lists.group_choices(campaign, wanted),
        standings=lists.standing_choices(campaign),
        summary=home_page.summary(campaign),
        share=sharing.of_page("public.states", gettext("The States"), campaign),
    )


@blueprint.get("/states/<iso3>/")
@public_page(("campaign",))
def state(iso3: str) -> str | Response:
    """Show one State: where it stands and what it promised."""
    found = find(iso3.upper())
    campaign = campaign_asked()
    if found is None:
        abort(404)
    if iso3 != found.iso3:
        return _moved(url_for("public.state", iso3=found.iso3, **campaign.link()))
    return render("state", campaign, **state_page.whole(found, campaign))


@blueprint.get("/pledges/<reference>/")
@public_page()
def pledge(reference: str) -> str | Response:
    """Show one pledge: what its public version says."""
    found = pledge_pages.find_pledge(reference)
    if reference != found.reference:
        return _moved(url_for("public.pledge", reference=found.reference))
    return render(
        "pledge",
        found.campaign,
        stands=parties.stands(found.entry),
        pledge=pledge_pages.whole(found.entry, found.campaign),
        share=sharing.of_pledge(found.reference, found.campaign),
    )


@blueprint.get("/pledges/<reference>/v<int:number>/")
@public_page()
def pledge_version(reference: str, number: int) -> str | Response:
    """Show one version of a pledge, and what changed in it."""
    found = pledge_pages.find_pledge(reference)
    if reference != found.reference:
        return _moved(url_for("public.pledge_version", reference=found.reference, number=number))
    shown = pledge_pages.version_view(found, number)
    share = sharing.of_pledge(found.reference, found.campaign, number)
    return render("pledge_version", found.campaign, **shown, share=share)


# Kits are built some seconds after a snapshot, so that no snapshot can tell of its own.
@blueprint.get("/press/")
@public_page(lasts=5)
def press() -> str:
    """Show the press room: figures with their time, and the kits."""
    campaign = campaign_named("")
    return render(
        "press",
        campaign,
        figures=home_page.legend(campaign),
        summary=home_page.summary(campaign),
        kit=kits.kit_of(campaign),
        frame=frames.of_map(),
        share=sharing.of_page("public.press", gettext("Press room"), campaign, "WebPage"),
    )


@blueprint.get("/press/<kit>/")
@public_page(lasts=5)
def kit(kit: str) -> str:
    """Show what is in a kit."""
    shown = kits.kit_view(kit)
    return render("kit", campaign_named(""), kit=shown)


@blueprint.get("/campaigns/<slug>/")
@public_page()
def campaign(slug: str) -> str | Response:
    """Show a campaign other than the current one: its map and its States."""
    found = campaign_named(slug)
    if found.is_current:
        return _moved(url_for("public.home"))
    figure, sentence = earlier.headline(found)
    rows = earlier.rows(found)
    return render(
        "campaign",
        found,
        figure=figure,
        sentence=sentence,
        map=home_page.drawn_map(found, found.title()),
        legend_items=home_page.legend(found),
        rows=rows,
        source=earlier.common_source(rows),
        share=sharing.of_page("public.campaign", found.title(), found),
    )


@blueprint.get(f"/<any({_NAMES}):name>/")
@public_page()
def page(name: str) -> str:
    """Show a content page: words alone."""
    return render_template(f"public/pages/{PAGES[name]}.html")


def _moved(address: str) -> Response:
    return redirect(address, code=302)  # type: ignore[return-value]
