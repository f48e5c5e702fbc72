"""Holds the partners of joint pledges to what the ledger recorded of them."""

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.models import Partner, PledgeVersion

# What each event leaves behind: whether the State has joined, and whether it has left.
_SAYS: dict[str, tuple[bool, bool]] = {
    "partner.confirmed": (True, False),
    "partner.joined": (True, False),
    "partner.declined": (False, False),
    "partner.removed": (False, False),
    "partner.left": (True, True),
}
_RESET = "partner.reset"


def first_altered() -> tuple[int, str] | None:
    """Return a version and the State whose part in it isn't what the ledger says, or None."""
    said = _recorded()
    rows = {
        (row.pledge_id, row.state): (row.confirmed_at is not None, row.left_at is not None)
        for row in db.session.scalars(select(Partner))
    }
    for pledge_id, state in sorted({*said, *rows}):
        key = pledge_id, state
        if rows.get(key, (False, False)) != said.get(key, (False, False)):
            return _newest(pledge_id), state
    return None


def _recorded() -> dict[tuple[int, str], tuple[bool, bool]]:
    found: dict[tuple[int, str], tuple[bool, bool]] = {}
    entries = select(Entry.event, Entry.subject, Entry.facts).where(
        Entry.event.in_([*_SAYS, _RESET])
    )
    for event, subject, facts in db.session.execute(entries.order_by(Entry.seq)):
        key = int(subject.partition(":")[2]), facts["state"]
        found[key] = (facts["joined"], False) if event == _RESET else _SAYS[event]
    return found


def _newest(pledge_id: int) -> int:
    versions = select(PledgeVersion.id).where(PledgeVersion.pledge_id == pledge_id)
    return db.session.scalar(versions.order_by(PledgeVersion.id.desc()).limit(1)) or 0
