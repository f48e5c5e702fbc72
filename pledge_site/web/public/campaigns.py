"""Which campaign a page speaks of, and what the snapshot says of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, render_template

from pledge_site.domain.snapshots.counting import NOTHING, by_group, by_standing
from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import asked, shown_snapshot

# What a register shows before its first campaign.
_NONE: dict[str, Any] = {
    "kind": "pledge",
    "demonstration": False,
    "target": None,
    "event_on": None,
    "titles": {},
    "event_names": {},
    **by_standing({}),
    "groups": by_group({}),
    "states": {},
    "latest": [],
    "text": None,
    "clauses": {},
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign as one snapshot has it. `snapshot` and `as_of` are empty before the first."""

    slug: str
    is_current: bool
    document: dict[str, Any]
    snapshot: int
    as_of: datetime | None

    @property
    def states(self) -> dict[str, dict[str, Any]]:
        states: dict[str, dict[str, Any]] = self.document["states"]
        return states

    @property
    def pledges(self) -> dict[str, dict[str, Any]]:
        """The published pledges by reference, the joint ones too."""
        return pledges_in(self.document)

    @property
    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = self.document["counts"]
        return counts

    @property
    def is_endorsement(self) -> bool:
        return bool(self.document["kind"] == "endorsement")

    def standing(self, iso3: str) -> str:
        """Return the standing of a State, `nothing` when it has none."""
        standing: str = self.states.get(iso3, {}).get("standing", NOTHING)
        return standing

    def standings(self) -> dict[str, str]:
        """Return the standing of every State that has one, by code."""
        return {iso3: state["standing"] for iso3, state in self.states.items()}

    def title(self) -> str:
        """Return the title in the language of the page."""
        title: str = self.document["titles"].get(language().code, "")
        return title

    def link(self) -> dict[str, Any]:
        """Return what a link within this campaign carries: nothing for the current one."""
        return {} if self.is_current or not self.slug else {"campaign": self.slug}


def campaign_asked() -> Shown:
    """Return the campaign that the address names, or the current one; 404 for an unknown one."""
    return campaign_named(asked("campaign"))


def campaign_named(slug: str) -> Shown:
    """Return a campaign by its slug, the current one for an empty one; 404 for an unknown one."""
    snapshot = shown_snapshot()
    document = snapshot.campaign(slug or None) if snapshot else None
    if document is None and slug:
        abort(404)
    if snapshot is None or document is None:
        return Shown("", True, _NONE, snapshot.number if snapshot else 0, None)
    current = snapshot.document["current"]
    found = slug or current
    return Shown(found, found == current, document, snapshot.number, snapshot.as_of)


def every_campaign() -> list[Shown]:
    """Return all campaigns, the latest event first."""
    snapshot = shown_snapshot()
    if snapshot is None:
        return []
    found = [campaign_named(slug) for slug in snapshot.document["campaigns"]]
    return sorted(found, key=lambda each: str(each.document["event_on"]), reverse=True)


def render(template: str, campaign: Shown, **values: Any) -> str:
    """Render a page of a campaign, marked as a demonstration when the campaign is one."""
    return render_template(
        f"public/{template}.html",
        campaign=campaign,
        is_demonstration=campaign.document["demonstration"],
        **values,
    )
