"""What the charts show, as rows, from the document of a campaign in a snapshot. Pure.

How a chart is drawn is in the modules beside this one; its words are the edge's.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from pledge_site.domain.commitments.codes import CAPABILITIES, FIRMNESS
from pledge_site.domain.snapshots.past import campaign_on
from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.domain.states import GROUPS

Document = dict[str, Any]
# More days than these can't be told apart on a screen, and each is counted anew.
MOST_DAYS = 40


class Day(NamedTuple):
    """How many Member States had deposited and announced at the end of a day (UTC)."""

    day: date
    deposited: int
    announced: int


class Share(NamedTuple):
    """How many Member States of a regional group have deposited and announced, and its members."""

    group: str
    deposited: int
    announced: int
    members: int


class Capability(NamedTuple):
    """How many commitments work on a capability, by firmness in the order of `FIRMNESS`."""

    code: str
    counts: tuple[int, ...]


def over_time(campaign: Document, until: date) -> list[Day]:
    """Count on each day on which something changed, up to a day; days are left out when many."""
    found = []
    for each in days_of(campaign, until):
        counts = campaign_on(campaign, each)["counts"]
        found.append(Day(each, counts["deposited"], counts["announced"]))
    return found


def days_of(campaign: Document, until: date, most: int = MOST_DAYS) -> list[date]:
    """Return the days on which something changed, and the last day, spread evenly when many."""
    days = sorted({each for each in _changed(campaign) if each <= until} | {until})
    if len(days) <= most:
        return days
    step = (len(days) - 1) / (most - 1)
    return [days[round(place * step)] for place in range(most)]


def by_group(campaign: Document) -> list[Share]:
    """Count the Member States of each regional group."""
    groups = campaign["groups"]
    return [
        Share(code, counts["deposited"], counts["announced"], sum(counts.values()))
        for code in GROUPS
        for counts in [groups[code]]
    ]


def by_capability(rows: Iterable[tuple[str, list[str]]]) -> list[Capability]:
    """Count commitments; one that works on several capabilities counts for each of them.

    :param rows: the firmness of each commitment, and its capabilities.
    """
    found = {code: dict.fromkeys(FIRMNESS, 0) for code in CAPABILITIES}
    for firmness, capabilities in rows:
        for code in capabilities:
            if code in found and firmness in FIRMNESS:
                found[code][firmness] += 1
    return [Capability(code, tuple(counts.values())) for code, counts in found.items()]


def standing_versions(campaign: Document) -> list[int]:
    """Return the ids of the versions that are announced or deposited."""
    return [
        pledge["version_id"]
        for pledge in pledges_in(campaign).values()
        if pledge["standing"] in ("announced", "deposited")
    ]


def _changed(campaign: Document) -> Iterator[date]:
    """Yield the days on which a State may have changed its standing."""
    if campaign["kind"] == "endorsement":
        for entry in campaign["states"].values():
            yield date.fromisoformat(entry["since"][:10])
        return
    for pledge in pledges_in(campaign).values():
        moments = [pledge["since"], *pledge.get("joined", {}).values()]
        moments += [row["at"] for row in pledge["left"]]
        for version in pledge["versions"]:
            moments += [version["at"], version.get("announced", version["at"])]
        for moment in moments:
            yield date.fromisoformat(moment[:10])
