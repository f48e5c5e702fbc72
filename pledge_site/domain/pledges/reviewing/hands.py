"""Whose hands a version went through, and what that forbids: told before anybody tries.

The services hold the rules themselves (`versions.apart` and the checks in `review.py`); a test
compares the two for every action.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.pledges.models import Edit, PledgeVersion
from pledge_site.domain.pledges.releasing import readiness

Hands = Mapping[int, frozenset[int]]
# Asking for changes, holding and recalling decide nothing for good: any reviewer may.
_FOR_ANYONE = ("ask_changes", "hold", "recall")
_PUBLISHING = ("announce", "deposit", "clear")


def of(rows: Collection[PledgeVersion]) -> dict[int, frozenset[int]]:
    """Return who had a hand in some versions, by version, in one query.

    Who edited another version of the same pledge counts too: `versions.is_hand_in`.
    """
    edits = (
        select(PledgeVersion.pledge_id, Edit.user_id)
        .join(PledgeVersion, PledgeVersion.id == Edit.version_id)
        .where(PledgeVersion.pledge_id.in_({row.pledge_id for row in rows}))
    )
    edited: dict[int, set[int]] = {}
    for pledge_id, user_id in db.session.execute(edits):
        edited.setdefault(pledge_id, set()).add(user_id)
    return {
        row.id: frozenset(
            {row.created_by, row.submitted_by or row.created_by, *edited.get(row.pledge_id, ())}
        )
        for row in rows
    }


def why_not(version: PledgeVersion, action: str, user_id: int, hands: Hands) -> str | None:
    """Return the code of what forbids a reviewer an action of this standing, or None.

    The codes are those that the service refuses with.
    """
    if action == "recall" and version.cleared_action is None:
        return "release.not_cleared"
    if action in _FOR_ANYONE:
        return None
    if user_id in hands[version.id]:
        return "pledge.four_eyes"
    if action not in _PUBLISHING:
        return None
    if user_id == version.checked_by:
        return "pledge.four_eyes"
    if action == "clear":
        codes = [readiness.why_not(version, each) for each in ("announce", "deposit")]
        return None if None in codes else codes[-1]
    return readiness.why_not(version, action) or readiness.waits(version)


def has_letter(version: PledgeVersion) -> bool:
    """Say whether the signed document that a deposit rests on has arrived."""
    return readiness.has_letter(version)
