"""How often a door may be tried, counted in the database, so that it holds without anything else.

Every try is written down before it is looked at: tries side by side can't slip through.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, text

from pledge_site.db import db
from pledge_site.domain.accounts.keys import Keys, keyed_hash
from pledge_site.domain.accounts.models import SignInAttempt
from pledge_site.kernel.refusals import Refused

WINDOW = timedelta(minutes=15)
# Not a door: where failed sign-ins wait to be counted (`failures.py`).
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Bucket:
    """What tries are counted under, and how many are let through in a window."""

    name: str
    limit: int


def for_password(email: str, place: str | None, keys: Keys) -> list[Bucket]:
    """Count by address and place together, by address, and by place (a network for IPv6)."""
    network = _network(place)
    return [
        Bucket(keyed_hash(keys.secret, "throttle.pair", f"{email}\0{network}"), 5),
        Bucket(keyed_hash(keys.secret, "throttle.address", email), 50),
        Bucket(keyed_hash(keys.secret, "throttle.place", network), 40),
    ]


def for_second_factor(user_id: int, keys: Keys) -> list[Bucket]:
    """Count by person: whoever comes here knew the password."""
    return [Bucket(keyed_hash(keys.secret, "throttle.second", str(user_id)), 6)]


def for_preview(place: str | None, keys: Keys) -> list[Bucket]:
    """Count by place: a whole ministry may come from one."""
    return [Bucket(keyed_hash(keys.secret, "throttle.preview", _network(place)), 60)]


def for_group_code(place: str | None, keys: Keys) -> list[Bucket]:
    """Count by place: all groups of a school may come from one."""
    return [Bucket(keyed_hash(keys.secret, "throttle.group_code", _network(place)), 40)]


def admit(buckets: Sequence[Bucket], now: datetime) -> None:
    """Write a try down, or refuse it. Needs a write transaction of its own.

    :raises Refused: throttled, with `retry_after` in seconds.
    """
    session = db.session
    if session.get_bind().dialect.name == "postgresql":
        for bucket in sorted(buckets, key=lambda each: each.name):
            lock = int(bucket.name[:15], 16)
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
    for bucket in buckets:
        tries = session.scalars(
            select(SignInAttempt.at)
            .where(SignInAttempt.bucket == bucket.name, SignInAttempt.at > now - WINDOW)
            .order_by(SignInAttempt.at.desc())
            .limit(bucket.limit)
        ).all()
        if len(tries) >= bucket.limit:
            wait = tries[-1] + WINDOW - now
            raise Refused("throttled", retry_after=max(1, int(wait.total_seconds()) + 1))
    session.execute(
        delete(SignInAttempt).where(
            SignInAttempt.at < now - 2 * WINDOW, SignInAttempt.bucket != FAILED
        )
    )
    session.add_all(SignInAttempt(bucket=bucket.name, at=now) for bucket in buckets)


def forgive(buckets: Sequence[Bucket]) -> None:
    """Forget the tries of someone who got in."""
    names = [bucket.name for bucket in buckets]
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.bucket.in_(names)))


def _network(place: str | None) -> str:
    try:
        address = ipaddress.ip_address(place or "")
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
