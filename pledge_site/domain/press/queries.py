"""Reads of press kits and of the snapshot that they are built from."""

from collections.abc import Sequence

from sqlalchemy import func, select

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


def latest_builds() -> Sequence[KitBuild]:
    """Return the newest build of every kit, by the kit's name."""
    newest = (
        select(KitBuild.kit, func.max(KitBuild.snapshot_number).label("number"))
        .group_by(KitBuild.kit)
        .subquery()
    )
    return db.session.scalars(
        select(KitBuild)
        .join(
            newest,
            (KitBuild.kit == newest.c.kit) & (KitBuild.snapshot_number == newest.c.number),
        )
        .order_by(KitBuild.kit)
    ).all()


def build_for(kit: str, snapshot: int) -> KitBuild | None:
    """Return the build of a kit from one snapshot, if it was built."""
    return db.session.scalar(
        select(KitBuild).where(KitBuild.kit == kit, KitBuild.snapshot_number == snapshot)
    )
