"""Whose hands a version went through, and what that forbids: told before anybody tries.

The services hold the rules themselves (`versions.apart` and the checks in `review.py`); a test
compares the two for every action.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.pledges import completeness, versions, workflow
from pledge_site.domain.pledges.document import current_letter
from pledge_site.domain.pledges.models import Edit, PledgeVersion

Hands = Mapping[int, frozenset[int]]
# Asking for changes and holding decide nothing for good: any reviewer may.
_FOR_ANYONE = ("ask_changes", "hold")
_PUBLISHING = ("announce", "deposit")


def of(rows: Collection[PledgeVersion]) -> dict[int, frozenset[int]]:
    """Return who wrote, edited or submitted some versions, by version, in one query."""
    found = {row.id: {row.created_by, row.submitted_by or row.created_by} for row in rows}
    edits = select(Edit.version_id, Edit.user_id).where(Edit.version_id.in_(found))
    for version_id, user_id in db.session.execute(edits):
        found[version_id].add(user_id)
    return {version_id: frozenset(people) for version_id, people in found.items()}


def why_not(version: PledgeVersion, action: str, user_id: int, hands: Hands) -> str | None:
    """Return the code of what forbids a reviewer an action of this standing, or None.

    The codes are those that the service refuses with.
    """
    if action in _FOR_ANYONE:
        return None
    if user_id in hands[version.id]:
        return "pledge.four_eyes"
    if action not in _PUBLISHING:
        return None
    if user_id == version.checked_by:
        return "pledge.four_eyes"
    return _not_ready(version, action)


def _not_ready(version: PledgeVersion, action: str) -> str | None:
    live = versions.live_version(version.pledge)
    deposited = live is not None and workflow.DEPOSITED in (live.standing, live.held_from)
    if action == "announce" and deposited:
        return "pledge.already_deposited"
    if action == "deposit" and not has_letter(version):
        return "pledge.no_letter"
    if live is not None and live is not version and live.standing == workflow.ON_HOLD:
        return "pledge.held"
    return None


def has_letter(version: PledgeVersion) -> bool:
    """Say whether the signed document that a deposit rests on has arrived."""
    if version.standing == workflow.ANNOUNCED and current_letter(version, for_deposit=True):
        return True
    signed = version.instrument_kind in completeness.WITH_LETTER
    return signed and current_letter(version, for_deposit=False) is not None
