"""What pledges and States have in a campaign, from the public versions of the pledges. Pure.

A pledge has an entry; each of its States sees it from its own day on; and of the pledges of a State
the strongest is where it stands.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from pledge_site.domain.pledges import workflow
from pledge_site.kernel.clock import stamp

Document = dict[str, Any]


def pledge_of(
    versions: Sequence[Any],
    held: Mapping[int, datetime],
    *,
    resumed: Mapping[int, datetime] = MappingProxyType({}),
) -> Document | None:
    """Return the entry of a pledge, with `changed` (when it last changed); None: nothing public.

    `earlier` says how many versions it doesn't list, and is there when it is not 0.

    :param versions: rows of `queries.versions`, oldest first.
    :param held: since when a version has been on hold, by id.
    :param resumed: when a version that was on hold was resumed, by id.
    """
    standing = workflow.strongest([row.standing for row in versions])
    if standing is None:
        return None
    shown = next(row for row in reversed(versions) if row.standing == standing)
    unlisted = versions[0].total - len(versions)
    return {
        "standing": standing,
        "since": stamp(_since(versions, shown, held)),
        "changed": stamp(_began(shown, held)),
        "kind": shown.kind,
        "reference": shown.reference,
        "version": shown.number,
        "version_id": shown.id,
        "message_language": shown.language,
        "versions": [_version(row, resumed.get(row.id)) for row in versions],
        **({"earlier": unlisted} if unlisted else {}),
    }


def _version(row: Any, resumed: datetime | None) -> Document:
    """Return one version: `announced` when it was deposited later, `was` when it is replaced.

    And `resumed` when it was on hold before.
    """
    version = {
        "number": row.number,
        "version_id": row.id,
        "standing": row.standing,
        "at": stamp(_published(row)),
    }
    if row.announced_at and row.deposited_at and row.announced_at < row.deposited_at:
        version["announced"] = stamp(row.announced_at)
    if row.standing == workflow.SUPERSEDED:
        version["was"] = workflow.DEPOSITED if row.deposited_at else workflow.ANNOUNCED
    if resumed:
        version["resumed"] = stamp(resumed)
    return version


def for_partner(pledge: Document, joined: datetime, left: datetime | None) -> Document:
    """Return the entry of a joint pledge as it stands for a State that joined it, and maybe left.

    It counts from the day on which both were there; who left has withdrawn its word.
    """
    if left is not None:
        moment = stamp(left)
        return {**pledge, "standing": workflow.WITHDRAWN, "since": moment, "changed": moment}
    moment = stamp(joined)
    return {
        **pledge,
        "since": max(pledge["since"], moment),
        "changed": max(pledge["changed"], moment),
    }


def state_of(entries: Sequence[Document]) -> Document:
    """Return what a State has: the strongest of its pledges, and the references of all of them.

    :param entries: one for each of its pledges, its own one first.
    """
    standing = workflow.strongest([entry["standing"] for entry in entries])
    strongest = [entry for entry in entries if entry["standing"] == standing]
    since = min if standing in (workflow.DEPOSITED, workflow.ANNOUNCED) else max
    return {
        **strongest[0],
        "since": since(entry["since"] for entry in strongest),
        "references": [entry["reference"] for entry in entries],
    }


def pledges_in(campaign: Document) -> dict[str, Document]:
    """Return the pledges of a campaign in a snapshot, by reference.

    A snapshot from before there were joint pledges has one for each State.
    """
    if "pledges" in campaign:
        known: dict[str, Document] = campaign["pledges"]
        return known
    return {
        entry["reference"]: {**entry, "kind": "own", "state": code, "states": [code], "left": []}
        for code, entry in campaign["states"].items()
        if "reference" in entry
    }


def _published(row: Any) -> datetime:
    moment: datetime = row.deposited_at or row.announced_at
    return moment


def _began(row: Any, held: Mapping[int, datetime]) -> datetime:
    """Return when a version took the standing that it has."""
    if row.standing == workflow.ON_HOLD:
        return held.get(row.id) or _published(row)
    if row.standing == workflow.WITHDRAWN:
        return row.ended_at or _published(row)
    return _published(row)


def _since(versions: Sequence[Any], shown: Any, held: Mapping[int, datetime]) -> datetime:
    """Return since when the State has had its standing: an amendment of the same kind keeps it."""
    since = _began(shown, held)
    if shown.standing not in (workflow.DEPOSITED, workflow.ANNOUNCED):
        return since
    earlier = versions[: versions.index(shown)]
    for row in reversed(earlier):
        kind = workflow.DEPOSITED if row.deposited_at else workflow.ANNOUNCED
        if row.standing != workflow.SUPERSEDED or kind != shown.standing:
            break
        since = _published(row)
    return since
