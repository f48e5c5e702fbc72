"""What a feed tells: each public change of a pledge as one entry, from the snapshot alone.

What has been taken out of public sight is in no snapshot, and so in no feed.
"""

from collections.abc import Iterator
from heapq import nlargest
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from pledge_site.domain.pledges import workflow
from pledge_site.domain.states import State, find
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.public.campaigns import Shown, every_campaign
from pledge_site.web.public.labels import resumed_words, standing_words
from pledge_site.web.public.parties import names_of, title_of

# Where a feed ends; what is older is on the pages.
MOST = 50
RESUMED = "resumed"
_TAKEN = (workflow.ON_HOLD, workflow.WITHDRAWN)


class Change(NamedTuple):
    """One public change: when, in which pledge of which campaign, to what, by which version.

    `kind` is empty when a version was published; else what became of it later.
    `state` is the State that left a joint pledge, and empty for all else.
    """

    at: str
    reference: str
    version: int
    campaign: Shown
    standing: str
    kind: str = ""
    state: str = ""

    @property
    def key(self) -> str:
        """What tells the change from all others, for ever: whatever becomes of the version."""
        kind = "demonstration" if self.campaign.document["demonstration"] else "pledge"
        parts = (kind, self.reference, f"v{self.version}", self.kind, self.state, self.at)
        return "/".join(parts)


def latest(state: State | None = None) -> list[Change]:
    """Return the last changes, the newest first; of one State's pledges when it is given."""
    found = (
        change
        for campaign in every_campaign()
        for reference, entry in campaign.pledges.items()
        if state is None or state.iso3 in _whose(entry)
        for change in _changes(reference, entry, campaign)
        if state is None or change.state in ("", state.iso3)
    )
    return nlargest(MOST, found, key=lambda change: (change.at, change.reference, change.version))


def entry_of(change: Change) -> dict[str, str]:
    """Return a change as the feed writes it, in the language of the address."""
    entry = change.campaign.pledges[change.reference]
    who = find(change.state) if change.state else None
    code = language().code
    page = {"reference": change.reference}
    return {
        "id": uuid5(NAMESPACE_URL, f"global-pledge/{code}/{change.key}").urn,
        "names": who.name(code) if who else names_of(entry),
        "words": resumed_words() if change.kind == RESUMED else standing_words(change.standing),
        "standing": change.standing,
        "version": str(change.version),
        "url": absolute_url("public.pledge", **page)
        if change.kind
        else absolute_url("public.pledge_version", **page, number=change.version),
        "at": change.at,
        "pledge": title_of(entry),
        "reference": change.reference,
        "campaign": change.campaign.title(),
    }


def _changes(reference: str, entry: dict[str, Any], campaign: Shown) -> Iterator[Change]:
    for row in entry["versions"]:
        # While one is held or withdrawn, the feed doesn't say of it that it stands.
        if row["standing"] not in _TAKEN:
            known = (reference, row["number"], campaign, row["standing"])
            yield Change(row["at"], *known)
            if "resumed" in row:
                yield Change(row["resumed"], *known, RESUMED)
    number, standing = entry["version"], entry["standing"]
    if standing in _TAKEN:
        yield Change(entry["since"], reference, number, campaign, standing, standing)
    for row in entry["left"]:
        gone = workflow.WITHDRAWN
        yield Change(row["at"], reference, number, campaign, gone, "left", row["state"])


def _whose(entry: dict[str, Any]) -> set[str]:
    return {*entry["states"], *(row["state"] for row in entry["left"])}
