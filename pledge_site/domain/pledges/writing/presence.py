"""Who is at a version just now: focal points at a part of its form, reviewers at its case.

And who saved last. The two sides never see each other: whoever asks says which one is meant. What
is noted here is for people to look at, holds nothing up, and is forgotten after some minutes; it
stands in no ledger.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from pledge_site.db import db
from pledge_site.domain.accounts.models import User
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.case_models import Presence

# A colleague counts as being there for so long after having been seen.
SEEN = timedelta(minutes=5)
# What is this fresh is not noted anew.
_FRESH = timedelta(seconds=15)
# The part at which reviewers are; all others are parts of the State's form.
CASE = "case"


class Present(NamedTuple):
    """Somebody who is at a version: at which part, and when they were seen last."""

    user_id: int
    name: str
    part: str
    seen_at: datetime


def is_noted(version_id: int, user_id: int, part: str, at: datetime) -> bool:
    """Say whether somebody was noted at this part a moment ago: then there is nothing to write."""
    row = db.session.get(Presence, (version_id, user_id))
    return row is not None and row.part == part and at - row.seen_at < _FRESH


def touch(version_id: int, user_id: int, part: str, at: datetime) -> None:
    """Note that somebody is at a part of a version, and forget whoever left long ago."""
    insert: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
    db.session.execute(delete(Presence).where(Presence.seen_at < at - 2 * SEEN))
    noted = insert[db.session.get_bind().dialect.name](Presence).values(
        version_id=version_id, user_id=user_id, part=part, seen_at=at
    )
    db.session.execute(
        noted.on_conflict_do_update(
            index_elements=["version_id", "user_id"], set_={"part": part, "seen_at": at}
        )
    )


def leave(version_id: int, user_id: int) -> None:
    """Note that somebody has gone from a version."""
    db.session.execute(
        delete(Presence).where(Presence.version_id == version_id, Presence.user_id == user_id)
    )


def last_editor(pledge_id: int, user_id: int) -> str | None:
    """Return the name of who saved a pledge last, unless that is the one who asks."""
    last = db.session.execute(
        select(User.id, User.name)
        .join(Entry, Entry.actor_id == User.id)
        .where(Entry.subject == f"pledge:{pledge_id}", Entry.event == "pledge.edited")
        .order_by(Entry.seq.desc())
        .limit(1)
    ).one_or_none()
    return last.name if last and last.id != user_id else None


def others(version_id: int, user_id: int, at: datetime, *, at_case: bool = False) -> list[Present]:
    """Return who else is at a version, last seen first: focal points, or reviewers `at_case`."""
    return others_at([version_id], user_id, at, at_case=at_case).get(version_id, [])


def others_at(
    version_ids: Collection[int], user_id: int, at: datetime, *, at_case: bool = False
) -> dict[int, list[Present]]:
    """Return who else is at some versions, by version, in one query."""
    side = Presence.part == CASE if at_case else Presence.part != CASE
    rows = db.session.execute(
        select(Presence.version_id, User.id, User.name, Presence.part, Presence.seen_at)
        .join(User, User.id == Presence.user_id)
        .where(
            Presence.version_id.in_(version_ids),
            Presence.user_id != user_id,
            Presence.seen_at > at - SEEN,
            side,
        )
        .order_by(Presence.seen_at.desc(), User.id)
    )
    found: dict[int, list[Present]] = {}
    for row in rows:
        found.setdefault(row.version_id, []).append(
            Present(row.id, row.name, row.part, row.seen_at)
        )
    return found
