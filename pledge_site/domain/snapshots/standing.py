"""What a State has in a campaign, from the public versions of its pledge. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pledge_site.domain.pledges import workflow
from pledge_site.kernel.clock import stamp

Document = dict[str, Any]


def state_of(versions: Sequence[Any], held: Mapping[int, datetime]) -> Document | None:
    """Return the entry of a State, with `changed` (when it last changed); None: nothing public.

    :param versions: rows of `queries.versions`, oldest first.
    :param held: since when a version has been on hold, by id.
    """
    standing = workflow.strongest([row.standing for row in versions])
    if standing is None:
        return None
    shown = next(row for row in reversed(versions) if row.standing == standing)
    return {
        "standing": standing,
        "since": stamp(_since(versions, shown, held)),
        "changed": stamp(_began(shown, held)),
        "reference": shown.reference,
        "version": shown.number,
        "version_id": shown.id,
        "message_language": shown.language,
        "versions": [
            {
                "number": row.number,
                "version_id": row.id,
                "standing": row.standing,
                "at": stamp(_published(row)),
            }
            for row in versions
        ],
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
