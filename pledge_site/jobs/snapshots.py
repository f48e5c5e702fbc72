"""The follower that publishes snapshots: from a public event in the ledger to the next number."""

from datetime import datetime

import structlog

from pledge_site.db import db, write
from pledge_site.domain.ledger.service import head
from pledge_site.domain.snapshots import service
from pledge_site.domain.snapshots.service import Draft
from pledge_site.jobs.followers import Follower

log = structlog.get_logger(__name__)


def publish(position: int, at: datetime) -> int:
    """Publish a snapshot if something public happened; return how far the ledger was read."""
    reached = head()
    if reached == position:
        return position
    draft = _prepare(position, at)
    if draft is None:
        return reached
    with write():
        published = service.insert(draft)
    if published is None:
        # Another worker took the number: look again.
        return position
    log.info("snapshot.published", number=draft.number, ledger_seq=draft.ledger_seq)
    return draft.ledger_seq


def _prepare(position: int, at: datetime) -> Draft | None:
    """Build apart from any write, all queries seeing the same moment."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        return service.prepare(at, since=position)
    finally:
        db.session.rollback()


SNAPSHOTS = Follower("snapshots", publish)
