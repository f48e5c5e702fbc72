"""The whole form to print and pass round a ministry: as a page and as a PDF."""

from flask import Response, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.states import find
from pledge_site.kernel import clock
from pledge_site.outlets.pdf import pdf
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page
from pledge_site.web.portal import paper
from pledge_site.web.portal.blueprint import VERSION, blueprint


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
        sections=paper.sections(version),
    )


@blueprint.get(VERSION + "print.pdf")
@needs(Permission.PLEDGE_DRAFT)
def print_pdf(version_id: int) -> Response:
    """Send the same as a PDF."""
    version = queries.own_version(the_actor(), version_id)
    reader, state = language(), find(version.pledge.state)
    by_name = state.name(reader.code) if state else version.pledge.state
    campaign = version.pledge.campaign
    title, sections = _title(version), paper.sections(version)
    document = {
        "lang": reader.code,
        "rtl": reader.direction == "rtl",
        "title": title,
        "lines": [by_name, campaign.titles[reader.code]],
        "mark": _mark() if campaign.demonstration else "",
        "footer": f"{by_name} – {title}",
        "sections": [
            {**part._asdict(), "questions": [each._asdict() for each in part.questions]}
            for part in sections
        ],
    }
    response = make_response(pdf(document, at=clock.now()))
    response.mimetype = "application/pdf"
    name = f"pledge-{version.pledge.state}-{version.number}-{reader.code}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _title(version: PledgeVersion) -> str:
    return gettext("Version %(number)s of the pledge", number=version.number)


def _mark() -> str:
    return gettext("A demonstration: no State has made these pledges.")
