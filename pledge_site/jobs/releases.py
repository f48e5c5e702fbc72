"""The follower that releases what was cleared: at its time, and when its condition is met.

It looks at the clock and not at the ledger; its position counts what it has released. Each release
is a transaction of its own, and what is wrong with one pledge holds no other back. While the
register is read-only nothing is released.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import release, standing_now
from pledge_site.domain.switches import queries as switches
from pledge_site.jobs.followers import Follower
from pledge_site.kernel.refusals import Refused

log = structlog.get_logger(__name__)

_LONGEST = timedelta(seconds=30)


class Releases:
    """Releases what is due; remembers what failed, to try it less and less often."""

    def __init__(self) -> None:
        self._failed: dict[str, tuple[int, datetime]] = {}
        self._kept_back: dict[int, str] = {}

    def step(self, position: int, at: datetime) -> int:
        """Release all that is due; return how many there were until now.

        A fault of the database is no reason to be put off for minutes: it is asked again at once.
        """
        try:
            return self._release(position, at)
        except SQLAlchemyError as error:
            log.warning("release.database", error=type(error).__name__)
            db.session.rollback()
            return position

    def _release(self, position: int, at: datetime) -> int:
        db.session.rollback()
        due = standing_now.due(at)
        if not due or self._is_read_only():
            return position
        timed = [each.id for each in due if not each.condition and self._is_ready(each)]
        campaigns = {each.pledge.campaign_id for each in due if each.condition}
        met = [each for each in sorted(campaigns) if release.met(each, at=at)]
        done = 0
        for version_id in timed:
            alone = partial(release.on_time, version_id, at=at)
            done += self._try(f"version:{version_id}", alone, at)
        for campaign_id in met:
            together = partial(release.all_met, campaign_id, at=at)
            done += self._try(f"campaign:{campaign_id}", together, at)
        return position + done

    def _is_ready(self, version: PledgeVersion) -> bool:
        """Look without a lock, so that what is kept back stops no one; say it in the log once."""
        version_id, code = version.id, release.why_not(version)
        if code is None:
            self._kept_back.pop(version_id, None)
            return True
        if self._kept_back.get(version_id) != code:
            log.warning("release.kept_back", version=version_id, code=code)
            self._kept_back[version_id] = code
        return False

    def _try(self, key: str, act: Callable[[], int], at: datetime) -> int:
        failures, again_at = self._failed.get(key, (0, at))
        if again_at > at:
            return 0
        try:
            with write():
                done = int(act())
        except Refused as refusal:
            log.warning("release.kept_back", what=key, code=refusal.code)
            return 0
        except Exception as error:
            log.exception("release.failed", what=key, error=type(error).__name__)
            wait = min(_LONGEST, timedelta(seconds=2**failures))
            self._failed[key] = failures + 1, at + wait
            return 0
        self._failed.pop(key, None)
        if done:
            log.info("release.done", what=key, count=done)
        return done

    def _is_read_only(self) -> bool:
        return current_app.config["SETTINGS"].read_only or switches.position().read_only


RELEASES = Follower("releases", Releases().step)
