"""Reads of press kits and of the snapshot that they are built from."""

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.press.models import KitBuild
from pledge_site.domain.snapshots.models import Snapshot


def latest_snapshot() -> Snapshot | None:
    """Return the newest snapshot, or None before the first."""
    return db.session.scalar(select(Snapshot).order_by(Snapshot.number.desc()).limit(1))


def latest_build(kit: str) -> KitBuild | None:
    """Return the newest build of a kit, or None before the first."""
    return db.session.scalar(
        select(KitBuild)
        .where(KitBuild.kit == kit)
        .order_by(KitBuild.snapshot_number.desc())
        .limit(1)
    )


def build_for(kit: str, snapshot: int) -> KitBuild | None:
    """Return the build of a kit from one snapshot, if it was built."""
    return db.session.scalar(
        select(KitBuild).where(KitBuild.kit == kit, KitBuild.snapshot_number == snapshot)
    )
