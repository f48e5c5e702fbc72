"""The public versions of a pledge that a snapshot counts and doesn't list, read from the tables.

They have been replaced and never change. Which version stands, the snapshot alone says.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.snapshots.queries import LISTED
from pledge_site.kernel.clock import stamp

_NUMBER = func.coalesce(PledgeVersion.public_number, PledgeVersion.number)
_AT = func.coalesce(PledgeVersion.deposited_at, PledgeVersion.announced_at)
_PUBLIC = PledgeVersion.standing.in_(sorted(workflow.PUBLIC))


def until(reference: str, number: int, *, most: int = LISTED) -> list[dict[str, Any]]:
    """Return a version and those before it as the snapshot has them, the oldest first."""
    rows = db.session.execute(
        select(
            _NUMBER.label("number"),
            PledgeVersion.id.label("version_id"),
            PledgeVersion.standing,
            PledgeVersion.deposited_at,
            PledgeVersion.announced_at,
        )
        .join(Pledge, Pledge.id == PledgeVersion.pledge_id)
        .where(Pledge.reference == reference, number >= _NUMBER, _PUBLIC)
        .order_by(PledgeVersion.number.desc())
        .limit(most)
    ).all()
    return [
        {
            "number": row.number,
            "version_id": row.version_id,
            "standing": row.standing,
            "at": stamp(row.deposited_at or row.announced_at),
        }
        for row in reversed(rows)
    ]


def shown_on(pledges: Collection[dict[str, Any]], day: date) -> dict[str, tuple[int, int]]:
    """Return number and id of the version that pledges with unlisted ones had on a day (UTC).

    One query, and none when the snapshot lists every version. By reference.
    """
    wanted = [
        pledge["reference"]
        for pledge in pledges
        if pledge.get("earlier") and pledge["versions"][-LISTED]["at"][:10] > day.isoformat()
    ]
    if not wanted:
        return {}
    end = datetime.combine(day + timedelta(days=1), time.min, UTC)
    last = (
        select(PledgeVersion.pledge_id, func.max(PledgeVersion.number).label("number"))
        .join(Pledge, Pledge.id == PledgeVersion.pledge_id)
        .where(Pledge.reference.in_(wanted), _PUBLIC, end > _AT)
        .group_by(PledgeVersion.pledge_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Pledge.reference, _NUMBER, PledgeVersion.id)
        .join(Pledge, Pledge.id == PledgeVersion.pledge_id)
        .join(
            last,
            (last.c.pledge_id == PledgeVersion.pledge_id) & (last.c.number == PledgeVersion.number),
        )
    )
    return {str(reference): (number, version_id) for reference, number, version_id in rows}
