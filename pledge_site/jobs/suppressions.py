"""The list of what was taken back, kept beside the files, so that no old backup undoes it.

Keys alone, which tell nothing; it only grows. The follower writes it after each withdrawal, a
restore reads it and takes out anew what the backup has brought back (`cli/backup.py`).
"""

import re
from collections.abc import Iterable
from datetime import datetime

import structlog
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.workshops import withdrawal
from pledge_site.domain.workshops.models import Suppression
from pledge_site.jobs.followers import Follower
from pledge_site.outlets.files import store

log = structlog.get_logger(__name__)

FILE = "suppressions.txt"
EVENTS = frozenset(
    {
        "workshop.withdrawn",
        "workshop.consent_ended",
        "workshop.suppressed_again",
        "contribution.withdrawn",
        "contribution.taken_out",
    }
)
_KEY = re.compile(r"[0-9a-f]{32}")


def follow(position: int, _at: datetime) -> int:
    """Bring the list up to date if something was taken back since a position."""
    entries = ledger.after(position)
    if not entries:
        return position
    reached, is_news = entries[-1].seq, any(entry.event in EVENTS for entry in entries)
    if is_news:
        known = set(db.session.scalars(select(Suppression.key)))
        db.session.rollback()
        keep(known)
    return reached


def read(text: str) -> set[str]:
    """Return the keys of a list."""
    return {line for line in text.split() if _KEY.fullmatch(line)}


def kept() -> set[str]:
    """Return the keys of the list beside the files; none when there is no list."""
    try:
        return read(store().read(FILE).decode())
    except FileNotFoundError:
        return set()


def keep(keys: Iterable[str]) -> None:
    """Add keys to the list. None is ever taken from it: the database may have been put back."""
    before = kept()
    after = before | set(keys)
    if after != before:
        store().put(FILE, "".join(f"{key}\n" for key in sorted(after)).encode())
        log.info("suppressions.kept", count=len(after))


def take_out_again(keys: Iterable[str], at: datetime) -> int:
    """Withdraw and erase anew what the database has of some keys; say of how many things."""
    wanted = set(keys)
    keep(wanted)
    with write():
        return withdrawal.suppress_again(wanted, at)


SUPPRESSIONS = Follower("suppressions", follow)
