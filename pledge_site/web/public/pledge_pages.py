"""Finds a pledge by its reference or State, and what the pages of it and of its versions show."""

from dataclasses import dataclass
from typing import Any

from flask import abort

from pledge_site.domain.pledges.reading import published
from pledge_site.domain.snapshots import earlier
from pledge_site.domain.states import State, find
from pledge_site.web.public.campaigns import Shown, every_campaign
from pledge_site.web.public.changes import changes
from pledge_site.web.public.pledge_parts import document_of, pledge_view

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A pledge that the snapshot names: who drafted it, its campaign and its entry there."""

    reference: str
    state: State
    campaign: Shown

    @property
    def entry(self) -> dict[str, Any]:
        return self.campaign.pledges[self.reference]


def find_pledge(reference: str) -> Found:
    """Find a published pledge by its reference, whatever the case of its letters; 404: no such."""
    wanted = reference[:_LONGEST].upper()
    for campaign in every_campaign():
        entry = campaign.pledges.get(wanted)
        state = find(entry["state"]) if entry else None
        if state is not None:
            return Found(wanted, state, campaign)
    return abort(404)


def of_state(state: State, campaign: Shown) -> dict[str, Any] | None:
    """Return the public version of a State's strongest pledge, or None when it has none."""
    entry = campaign.states.get(state.iso3, {})
    if "version_id" not in entry:
        return None
    return whole(campaign.pledges[entry["reference"]], campaign)


def whole(entry: dict[str, Any], campaign: Shown) -> dict[str, Any]:
    """Return the version of a pledge that stands, as its page shows it."""
    return pledge_view(document_of(entry["version_id"]), entry, campaign)


def version_view(found: Found, number: int) -> dict[str, Any]:
    """Return one version of a pledge, and what changed from the one before; 404: no such."""
    entry = _listing(found, number)
    known = {row["number"]: row["version_id"] for row in entry["versions"]}
    if number not in known:
        abort(404)
    before = max((each for each in known if each < number), default=None)
    wanted = [known[each] for each in (number, before) if each is not None]
    said = published.documents(wanted)
    if len(said) != len(wanted):
        abort(404)
    shown = said[known[number]]
    pledge = pledge_view(shown, entry, found.campaign)
    headings = {row["key"]: f"{row['position']}. {row['heading']}" for row in pledge["answers"]}
    return {
        "pledge": pledge,
        "version": next(row for row in pledge["versions"] if row["number"] == number),
        "is_shown": number == found.entry["version"],
        "previous": before,
        "changed": changes(said[known[before]], shown, headings) if before else [],
    }


def _listing(found: Found, number: int) -> dict[str, Any]:
    """Return the entry of a pledge; when it doesn't list the one before a version, those until it.

    So the versions of a pledge that has very many are read page by page.
    """
    entry = found.entry
    listed = {row["number"] for row in entry["versions"]}
    if not entry.get("earlier") or {number, max(number - 1, 1)} <= listed or number > max(listed):
        return entry
    return {**entry, "versions": earlier.until(found.reference, number)}
