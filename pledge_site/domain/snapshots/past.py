"""Where States stood at the end of a past day, read from what is public now. Pure.

It filters one snapshot and moves no clock: what has been withdrawn or erased since is not brought
back, and what is under verification now was never more than that.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from pledge_site.domain.pledges import workflow
from pledge_site.domain.snapshots.counting import by_group, by_standing
from pledge_site.domain.snapshots.standing import pledges_in, state_of

Document = dict[str, Any]
_WITH_WORDS = (workflow.DEPOSITED, workflow.ANNOUNCED)


def campaign_on(
    campaign: Document, day: date, shown: Mapping[str, tuple[int, int]] | None = None
) -> Document:
    """Return the document of a campaign with its States, pledges and counts of that day (UTC).

    :param shown: number and id of the version that stood, of pledges with too many to be listed
        (`earlier.shown_on`); without it the first of its kind stands for it.
    """
    iso = day.isoformat()
    if campaign["kind"] == "endorsement":
        states = {
            code: entry for code, entry in campaign["states"].items() if entry["since"][:10] <= iso
        }
        return {**campaign, **_counted(states), "states": states}
    pledges = {
        reference: found
        for reference, pledge in pledges_in(campaign).items()
        if (found := _pledge_on(pledge, iso)) is not None
    }
    for reference, (number, version_id) in (shown or {}).items():
        if reference in pledges and pledges[reference]["standing"] in _WITH_WORDS:
            pledges[reference] |= {"version": number, "version_id": version_id}
    states = _states_on(campaign, pledges, iso)
    return {**campaign, **_counted(states), "states": states, "pledges": pledges}


def _counted(states: dict[str, Document]) -> Document:
    standings = {code: entry["standing"] for code, entry in states.items()}
    return {**by_standing(standings), "groups": by_group(standings)}


def _states_on(campaign: Document, pledges: dict[str, Document], iso: str) -> dict[str, Document]:
    found: dict[str, list[Document]] = defaultdict(list)
    for reference, pledge in pledges_in(campaign).items():
        for row in pledge["left"]:
            if row["at"][:10] <= iso:
                parting = {"standing": workflow.WITHDRAWN, "since": row["at"]}
                found[row["state"]].append({**_without_parties(pledge), **parting})
        then = pledges.get(reference)
        if then is None:
            continue
        for code in pledge["states"]:
            joined = pledge.get("joined", {}).get(code, "")
            if joined[:10] <= iso:
                since = max(then["since"], joined)
                found[code].append({**_without_parties(then), "since": since})
    for entries in found.values():
        entries.sort(key=lambda entry: (entry["kind"] != "own", len(entry["reference"])))
    return {code: state_of(entries) for code, entries in sorted(found.items())}


def _without_parties(pledge: Document) -> Document:
    return {
        key: value
        for key, value in pledge.items()
        if key not in ("state", "states", "left", "joined")
    }


def _pledge_on(pledge: Document, iso: str) -> Document | None:
    """Return a pledge as it stood on a day; None: it was not there, or is withdrawn since."""
    if pledge["standing"] == workflow.WITHDRAWN:
        return pledge if pledge["since"][:10] <= iso else None
    stood = [(each, _stood(each, iso)) for each in pledge["versions"]]
    there = [(each, how) for each, how in stood if how is not None]
    live = [
        (each, how[0])
        for place, (each, how) in enumerate(there)
        if each["standing"] != workflow.SUPERSEDED or place == len(there) - 1
    ]
    standing = workflow.strongest([how for _, how in live])
    if standing is None:
        return None
    shown = next(each for each, how in reversed(live) if how == standing)
    return {
        **pledge,
        "standing": standing,
        "since": _since(pledge, there, shown["number"], standing),
        "version": shown["number"],
        "version_id": shown["version_id"],
    }


def _stood(version: Document, iso: str) -> tuple[str, str] | None:
    """Return how a version stood on a day, and since when; None: it was not published yet."""
    kind = version.get("was", version["standing"])
    if version["at"][:10] <= iso and kind in workflow.LIVE:
        return kind, version["at"]
    announced = version.get("announced")
    if announced is not None and announced[:10] <= iso:
        kept = workflow.ON_HOLD if kind == workflow.ON_HOLD else workflow.ANNOUNCED
        return kept, announced
    return None


def _since(pledge: Document, there: list[Any], number: int, standing: str) -> str:
    """Return since when; an amendment of the same kind keeps the day of the one before it."""
    place = next(i for i, (each, _) in enumerate(there) if each["number"] == number)
    since: str = there[place][1][1]
    if standing == workflow.ON_HOLD:
        return str(pledge["since"]) if pledge["standing"] == standing else since
    for each, (kind, moment) in reversed(there[:place]):
        if each["standing"] != workflow.SUPERSEDED or kind != standing:
            break
        since = moment
    return since
