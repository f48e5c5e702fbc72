"""Links with which colleagues without an account read a version that isn't public yet.

Of a link's secret only the hash is kept. A link belongs to the State, not to whoever made it, and
opens nothing more once the version has left the State's and the secretariat's hands: published,
declined or cancelled. What is shown behind it is the room's business.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.models import User
from pledge_site.domain.pledges import entries, versions, workflow
from pledge_site.domain.pledges.case_models import PreviewLink
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

# For how many days a link can be made to work.
DAYS = (1, 7, 30)
# Links of one version that work at the same time.
MOST = 20


class Made(NamedTuple):
    """A link of a version, who made it, and whether it still opens something."""

    link: PreviewLink
    by: str
    works: bool


class Opened(NamedTuple):
    """What a link has opened, and until when it does."""

    version_id: int
    until: datetime


def make(actor: Actor, version_id: int, *, days: int, at: datetime) -> tuple[PreviewLink, str]:
    """Make a link to an own version; return it with its secret, which nobody can tell again.

    :raises Invalid: another number of days than was offered.
    :raises Refused: ``preview.closed``; ``preview.too_many``.
    """
    version = versions.owned(actor, version_id)
    if version.standing not in workflow.OPEN:
        raise Refused("preview.closed")
    if days not in DAYS:
        raise Invalid({"days": ["choice"]})
    if sum(row.works for row in of_version(version, at)) >= MOST:
        raise Refused("preview.too_many", most=MOST)
    secret = ids.token()
    link = PreviewLink(
        version_id=version_id,
        secret_hash=_hash(secret),
        made_by=actor.user_id,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    db.session.add(link)
    db.session.flush()
    _record("preview.made", link, version, actor.user_id, at)
    return link, secret


def revoke(actor: Actor, version_id: int, link_id: int, *, at: datetime) -> None:
    """Take a link back; one that is taken back already stays so.

    :raises NotFound: the version is not the State's own, or has no such link.
    """
    version = versions.owned(actor, version_id)
    link = db.session.get(PreviewLink, link_id)
    if link is None or link.version_id != version_id:
        raise NotFound()
    if link.revoked_at is None:
        link.revoked_at = at
        _record("preview.revoked", link, version, actor.user_id, at)


def of_version(version: PledgeVersion, at: datetime) -> Sequence[Made]:
    """Return the links of a version, the newest first."""
    rows = db.session.execute(
        select(PreviewLink, User.name)
        .join(User, User.id == PreviewLink.made_by)
        .where(PreviewLink.version_id == version.id)
        .order_by(PreviewLink.id.desc())
    )
    return [Made(link, name, _works(link, version, at)) for link, name in rows]


def open_with(secret: str, *, at: datetime) -> Opened:
    """Open what a secret is for, and count that.

    :raises NotFound: there is no such link, it has expired, was taken back, or the version has
        moved on: the same answer.
    """
    link = db.session.scalar(
        select(PreviewLink).where(PreviewLink.secret_hash == _hash(secret)).with_for_update()
    )
    version = db.session.get(PledgeVersion, link.version_id) if link else None
    if link is None or version is None or not _works(link, version, at):
        raise NotFound()
    link.opened += 1
    link.last_opened_at = at
    _record("preview.opened", link, version, None, at)
    return Opened(version.id, link.expires_at)


def _works(link: PreviewLink, version: PledgeVersion, at: datetime) -> bool:
    is_in_time = link.revoked_at is None and at < link.expires_at
    return is_in_time and version.standing in workflow.OPEN


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(
    event: str, link: PreviewLink, version: PledgeVersion, by: int | None, at: datetime
) -> None:
    db.session.flush()
    entries.record(event, version, by, at=at, link=link.id)
