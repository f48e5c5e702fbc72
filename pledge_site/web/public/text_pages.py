"""The routes of the text: its newest version, each version, each clause, and the text as files.

What a page shows is made in `texts.py`, what a file holds in `text_files.py`. A proxy that can't
reach this site shows none of them for long: words that were taken back must not be kept.
"""

from datetime import UTC, datetime

from flask import Response, abort

from pledge_site.web.edge.packed import FLEETING
from pledge_site.web.edge.pages import asked, public_page
from pledge_site.web.edge.papers import public_paper
from pledge_site.web.public import text_files
from pledge_site.web.public.blueprint import blueprint
from pledge_site.web.public.campaigns import campaign_asked, campaign_named, render
from pledge_site.web.public.texts import clause_view, text_view

_HEADERS = {"Cache-Control": FLEETING}


@blueprint.get("/text/")
@public_page(("campaign", "reading"), headers=_HEADERS)
def text() -> str:
    """Show the newest version of the text."""
    campaign = campaign_asked()
    shown = text_view(campaign, for_children=asked("reading") == "child")
    return render("text", campaign, text=shown)


@blueprint.get("/text/v<int:number>/")
@public_page(("reading",), headers=_HEADERS)
def text_version(number: int) -> str:
    """Show one version of the text, and what changed in it."""
    campaign = campaign_named("")
    shown = text_view(campaign, number, for_children=asked("reading") == "child")
    if shown is None:
        abort(404)
    return render("text", campaign, text=shown)


@blueprint.get("/text/clauses/<clause_id>/")
@public_page(headers=_HEADERS)
def clause(clause_id: str) -> str:
    """Show one clause: whose words are in it, and which States have adopted it."""
    campaign = campaign_named("")
    return render("clause", campaign, clause=clause_view(campaign, clause_id))


@blueprint.get("/text/text.txt", endpoint="text_plain")
@blueprint.get("/text/v<int:number>/text.txt", endpoint="text_plain")
@public_page(kind="text/plain; charset=utf-8", headers=_HEADERS)
def plain(number: int | None = None) -> str:
    """Give the text as plain text."""
    return text_files.plain(campaign_named(""), number)


@blueprint.get("/text/text.pdf", endpoint="text_pdf")
@blueprint.get("/text/v<int:number>/text.pdf", endpoint="text_pdf")
def pdf(number: int | None = None) -> Response:
    """Send the text as a PDF."""
    return _paper("text", number)


@blueprint.get("/text/poster.pdf", endpoint="text_poster")
@blueprint.get("/text/v<int:number>/poster.pdf", endpoint="text_poster")
def poster(number: int | None = None) -> Response:
    """Send the text as a poster."""
    return _paper("poster", number)


def _paper(layout: str, number: int | None) -> Response:
    campaign = campaign_named("")
    name = text_files.name(layout, campaign, number)
    as_of = campaign.as_of or datetime(2026, 1, 1, tzinfo=UTC)
    sent = public_paper(layout, lambda: (text_files.document(campaign, number), as_of), name=name)
    sent.headers["Cache-Control"] = FLEETING
    return sent
