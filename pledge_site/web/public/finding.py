"""The routes of the lists of pledges and of commitments, and of their sheets."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_babel import gettext

from pledge_site.domain.search.entries import ALL
from pledge_site.domain.search.filling import filled_to
from pledge_site.domain.search.models import COMMITMENT, PLEDGE
from pledge_site.domain.search.queries import Found, counts, search
from pledge_site.web.edge.pages import public_page
from pledge_site.web.public import found, found_sheets, sharing
from pledge_site.web.public.blueprint import blueprint
from pledge_site.web.public.campaigns import campaign_asked, render
from pledge_site.web.public.sifting import PARAMS, Sift, sift_asked

_ON_A_PAGE = 25
_FOR_NOW = "public, max-age=0, must-revalidate"


@blueprint.get("/pledges/")
@public_page(PARAMS)
def pledges() -> str | Response:
    """List the published pledges that have the words and fit the filters, the latest first."""
    return _listed("pledges", PLEDGE, found.pledge_rows)


@blueprint.get("/commitments/")
@public_page(PARAMS)
def commitments() -> str | Response:
    """List the commitments of published pledges, one by one, the latest first."""
    return _listed("commitments", COMMITMENT, found.commitment_rows)


@blueprint.get("/pledges/pledges.csv")
@public_page(
    PARAMS,
    kind=found_sheets.KIND,
    headers={"Content-Disposition": 'attachment; filename="pledges.csv"'},
)
def pledges_sheet() -> str | Response:
    """Give the list of pledges, with its filters, as CSV."""
    sift = sift_asked(campaign_asked(), PLEDGE)
    return _as_long_as_it_holds(sift, found_sheets.sheet(sift), found_sheets.KIND)


@blueprint.get("/commitments/commitments.csv")
@public_page(
    PARAMS,
    kind=found_sheets.KIND,
    headers={"Content-Disposition": 'attachment; filename="commitments.csv"'},
)
def commitments_sheet() -> str | Response:
    """Give the list of commitments, with its filters, as CSV."""
    sift = sift_asked(campaign_asked(), COMMITMENT)
    return _as_long_as_it_holds(sift, found_sheets.sheet(sift), found_sheets.KIND)


def _listed(
    name: str, kind: str, rows_of: Callable[[list[Found], Sift], list[dict[str, Any]]]
) -> str | Response:
    sift = sift_asked(campaign_asked(), kind)
    words = gettext("The pledges") if kind == PLEDGE else gettext("The commitments")
    page, counted = search(sift.wanted, after=sift.after, limit=_ON_A_PAGE), counts(sift.wanted)
    first, folded = sift.filters(counted)
    html = render(
        name,
        sift.campaign,
        sift=sift,
        rows=rows_of(page.entries, sift),
        total=counted[ALL][""],
        first=first,
        folded=folded,
        after=page.after,
        share=sharing.of_page(f"public.{name}", words, sift.campaign),
    )
    return _as_long_as_it_holds(sift, html)


def _as_long_as_it_holds(sift: Sift, made: str, kind: str = "text/html") -> str | Response:
    """Let what was made be kept, unless the search was filled from another snapshot just now."""
    if filled_to() == sift.campaign.snapshot:
        return made
    content_type = kind if ";" in kind else f"{kind}; charset=utf-8"
    return Response(made, content_type=content_type, headers={"Cache-Control": _FOR_NOW})
