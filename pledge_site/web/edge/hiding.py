"""Lets what was taken back vanish from every page now, not when the worker comes to it."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db
from pledge_site.jobs import snapshots
from pledge_site.kernel import clock
from pledge_site.web.edge.current import refresh

log = structlog.get_logger(__name__)


def hide_now() -> None:
    """Publish a snapshot without what was taken back. Call it after the commit.

    Should it fail, the worker does the same within a second: nobody is told of an error.
    """
    try:
        snapshots.publish(0, clock.now())
        refresh()
    except SQLAlchemyError as error:
        log.warning("hiding.left_to_the_worker", error=type(error).__name__)
        db.session.rollback()
