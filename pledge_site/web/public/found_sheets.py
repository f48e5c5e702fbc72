"""The lists of pledges and commitments as CSV: every row that the filters leave, not one page."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.search.models import PLEDGE
from pledge_site.domain.search.queries import Found, search
from pledge_site.kernel.clock import stamp
from pledge_site.kernel.text import csv_cell
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.public.parties import names_of
from pledge_site.web.public.sifting import Sift

KIND = "text/csv; charset=utf-8; header=present"
_STAMPED = ("snapshot", "as_of", "campaign", "demonstration")
_OF_PLEDGE = ("reference", "states", "names", "standing", "since", "message_language", "joint")
PLEDGES = (*_STAMPED, *_OF_PLEDGE, "commitments", "url")
COMMITMENTS = (*_STAMPED, *_OF_PLEDGE, "position", *FIELDS, "url")
# Rows of one sheet, and those that are asked for at once.
MOST, _AT_ONCE = 10_000, 1_000


def sheet(sift: Sift) -> str:
    """Write the whole list, whatever its pages; cells that a spreadsheet would run are escaped."""
    columns = PLEDGES if sift.wanted.kind == PLEDGE else COMMITMENTS
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(columns)
    for found in _every(sift):
        pledge = sift.campaign.pledges.get(found.reference)
        if pledge is not None:
            row = _row(sift, found, pledge)
            lines.writerow([csv_cell(_cell(row[column])) for column in columns])
    # Spreadsheets garble Arabic, Chinese and Russian without the mark.
    return "\ufeff" + out.getvalue()


def _every(sift: Sift) -> Iterator[Found]:
    after, told = "", 0
    while told < MOST:
        page = search(sift.wanted, after=after, limit=min(_AT_ONCE, MOST - told))
        yield from page.entries
        told += len(page.entries)
        if not (after := page.after):
            return


def _row(sift: Sift, found: Found, pledge: dict[str, Any]) -> dict[str, Any]:
    campaign = sift.campaign
    head = {
        "snapshot": campaign.snapshot,
        "as_of": stamp(campaign.as_of) if campaign.as_of else "",
        "campaign": campaign.slug,
        "demonstration": campaign.document["demonstration"],
        **pledge,
        "names": names_of(pledge),
        "joint": pledge["kind"] == "joint",
        "url": absolute_url("public.pledge", reference=found.reference),
    }
    if sift.wanted.kind == PLEDGE:
        return head
    return {**head, "position": found.position, **found.said}


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else value
