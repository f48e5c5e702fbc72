"""The whole form to print and pass round a ministry: as a page and as a PDF, filled in or blank.

What stands in it is made in `paper.py`.
"""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.document import content
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.states import find
from pledge_site.domain.texts import queries as texts
from pledge_site.domain.texts.models import TextVersion
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page, shown_snapshot
from pledge_site.web.edge.papers import frame, paper, public_paper
from pledge_site.web.edge.reading import page
from pledge_site.web.edge.words import moment
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.paper import blank, on_paper, sections

# Open to everyone: whoever is to clear a pledge need not be whoever writes it.
blank_form = Blueprint("form", __name__, url_prefix="/<lang>/how-to-pledge")
# Before the first text; a PDF says when it is from.
_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


@blueprint.get(VERSION + "print/")
@needs(Permission.PLEDGE_DRAFT)
def print_form(version_id: int) -> ResponseReturnValue:
    """Show the form as it stands, with every question and why it is asked."""
    version = queries.own_version(the_actor(), version_id)
    return page(
        "portal/print.html",
        version=version,
        state=find(version.pledge.state),
        title=_title(version),
        saved=_saved(version),
        parts=sections(version),
    )


@blueprint.get(VERSION + "print.pdf")
@needs(Permission.PLEDGE_DRAFT)
def print_pdf(version_id: int) -> Response:
    """Send the same as a PDF."""
    version = queries.own_version(the_actor(), version_id)
    state, campaign, code = find(version.pledge.state), version.pledge.campaign, language().code
    by_name = state.name(code) if state else version.pledge.state
    title = _title(version)
    document = {
        **frame(title, f"{by_name} – {title}", is_demonstration=campaign.demonstration),
        "lines": [by_name, campaign.titles[code], _saved(version)],
        "sections": on_paper(sections(version)),
        "attached_as": gettext("The same words as data, for programs to read"),
    }
    name = f"pledge-{version.pledge.state}-{version.number}-{code}.pdf"
    return paper("form", document, at=_last_change(version), name=name, attached=content(version))


@blank_form.get("/form/")
@public_page()
def sheet() -> str:
    """Show the blank form to everyone."""
    title, about, text = _blank()
    return render_template("portal/form.html", title=title, about=about, parts=blank(text))


@blank_form.get("/form.pdf")
def sheet_pdf() -> Response:
    """Send the blank form as a PDF."""
    return public_paper("form", _blank_document, name=f"pledge-form-{language().code}.pdf")


def _blank_document() -> tuple[dict[str, Any], datetime]:
    title, about, text = _blank()
    snapshot = shown_snapshot()
    is_demonstration = bool(snapshot and snapshot.document["demonstration"])
    document = {
        **frame(title, title, is_demonstration=is_demonstration),
        "lines": about,
        "sections": on_paper(blank(text)),
    }
    return document, text.published_at if text and text.published_at else _BEFORE


def _blank() -> tuple[str, list[str], TextVersion | None]:
    """Return the title of the blank form, what it says of itself, and the text that it asks on."""
    snapshot = shown_snapshot()
    campaign = snapshot.campaign() if snapshot else None
    text = texts.version(campaign["text"]["version_id"]) if campaign and campaign["text"] else None
    about = [
        gettext(
            "This is the whole form of a pledge, to be read and cleared before anything is sent."
            " The State’s focal point enters the answers on this site."
        )
    ]
    if campaign:
        about = [campaign["titles"][language().code], *about]
    return gettext("The form of a pledge"), about, text


def _title(version: PledgeVersion) -> str:
    return gettext("Version %(number)s of the pledge", number=version.number)


def _saved(version: PledgeVersion) -> str:
    """Say which save is printed, so that two printouts can be told apart."""
    return f"{gettext('Save %(number)s', number=version.edit)}, {moment(_last_change(version))}"


def _last_change(version: PledgeVersion) -> datetime:
    entries = ledger.of([f"pledge:{version.pledge_id}"])
    return entries[-1].at if entries else version.created_at
