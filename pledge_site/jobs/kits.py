"""The follower that builds a press kit after each snapshot; of several at once, the newest alone.

Its position counts snapshots. A snapshot never waits for a kit: they have threads of their own.
"""

from datetime import datetime
from typing import Any

import structlog
from flask import current_app

from pledge_site.db import db, write
from pledge_site.domain.press import queries
from pledge_site.domain.press.kit import Packed, pack
from pledge_site.domain.press.models import KitBuild
from pledge_site.jobs.followers import Follower
from pledge_site.jobs.kit_contents import contents
from pledge_site.kernel import clock
from pledge_site.outlets.files import store

log = structlog.get_logger(__name__)


def build_latest(position: int, at: datetime) -> int:
    """Build the kit of the newest snapshot, if it is newer than the last one looked at."""
    db.session.rollback()
    snapshot = queries.latest_snapshot()
    if snapshot is None or snapshot.number <= position:
        return position
    number, document = snapshot.number, snapshot.document
    kit = document["current"]
    if kit is None or queries.build_for(kit, number) is not None:
        return number
    packed = build(document, kit)
    db.session.rollback()
    key = f"kits/{kit}/{number}.zip"
    store().put(key, packed.data)
    with write() as session:
        if queries.build_for(kit, number) is None:
            session.add(
                KitBuild(
                    kit=kit,
                    snapshot_number=number,
                    built_at=at,
                    key=key,
                    size=len(packed.data),
                    sha256=packed.sha256,
                    files=packed.files,
                )
            )
    log.info("kit.built", kit=kit, snapshot=number, size=len(packed.data))
    return number


def build(document: dict[str, Any], kit: str) -> Packed:
    """Build a kit from the document of a snapshot; a kit is named as its campaign."""
    site = current_app.config["SETTINGS"].public_base_url
    files = contents(document, kit, site=site)
    as_of = clock.read_stamp(document["as_of"])
    return pack(kit, document["number"], files, as_of=as_of)


KITS = Follower("kits", build_latest)
