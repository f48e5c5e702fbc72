"""What the page of a State says besides its pledge: what happened when.

Who the State is and what it promised before is in `states.py`, how it is passed on in `sharing.py`.
"""

from typing import Any

from flask import url_for
from flask_babel import gettext

from pledge_site.domain.pledges import workflow
from pledge_site.domain.states import State
from pledge_site.web.edge.words import day
from pledge_site.web.public import parties, pledge_pages, sharing
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import resumed_words, standing_words
from pledge_site.web.public.parties import left, title_of
from pledge_site.web.public.states import about, earlier_promises

Facts = dict[str, Any]


def whole(state: State, campaign: Shown) -> Facts:
    """Return all that the page of a State shows."""
    who, before = about(state, campaign), earlier_promises(state, campaign)
    return {
        "state": who,
        "pledge": pledge_pages.of_state(state, campaign),
        "others": parties.others_of(state, campaign),
        "earlier": before,
        "happened": timeline(state, campaign, before),
        "share": sharing.of_state(state, campaign),
    }


def timeline(state: State, campaign: Shown, before: list[Facts]) -> list[Facts]:
    """Return all that the State did in public, in this campaign and before, the latest first.

    :param before: its earlier promises, as `states.earlier_promises` returns them.
    """
    references = campaign.states.get(state.iso3, {}).get("references", [])
    rows = [
        row
        for reference in references
        for row in _of_pledge(state, reference, campaign.pledges[reference])
    ]
    rows += [_row(each["iso"], each["words"], each["campaign"], each["url"]) for each in before]
    return sorted(rows, key=lambda row: str(row["iso"]), reverse=True)


def _of_pledge(state: State, reference: str, entry: Facts) -> list[Facts]:
    page = url_for("public.pledge", reference=reference)
    title = title_of(entry)
    rows = []
    for place, version in enumerate(entry["versions"]):
        address = url_for("public.pledge_version", reference=reference, number=version["number"])
        words = standing_words(version["standing"])
        name = gettext("Version %(number)s", number=version["number"])
        rows.append(_row(version["at"], words, f"{title} – {name}", address, is_changed=place > 0))
        if "resumed" in version:
            rows.append(_row(version["resumed"], resumed_words(), title, page))
    if entry["standing"] in (workflow.ON_HOLD, workflow.WITHDRAWN):
        rows.append(_row(entry["since"], standing_words(entry["standing"]), title, page))
    if state.iso3 in left(entry):
        gone = next(row for row in entry["left"] if row["state"] == state.iso3)
        rows.append(_row(gone["at"], gettext("left this pledge"), title, page))
    return rows


def _row(iso: str, words: str, title: str, url: str, *, is_changed: bool = False) -> Facts:
    return {
        "iso": iso,
        "day": day(iso),
        "words": words,
        "title": title,
        "url": url,
        "is_changed": is_changed,
    }
