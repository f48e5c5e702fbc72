"""Which drafts are left lying some days before their event: each is reminded of once a mark.

That a reminder is due is written into the ledger, and told from there like everything else.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.notices.models import Reminder
from pledge_site.domain.pledges import entries, workflow
from pledge_site.domain.pledges.models import Pledge, PledgeVersion

# Days before the event, the nearest first.
MARKS = (1, 7, 30)
_LYING = (workflow.DRAFT, workflow.CHANGES_ASKED)


def remind(*, at: datetime) -> int:
    """Write down the reminders that are due on a day; return how many are new.

    A mark that passed while nobody looked is made up for, but only the nearest of them, and none
    that had passed before the draft was begun.
    """
    today = at.date()
    rows = db.session.scalars(
        select(PledgeVersion)
        .join(Pledge, Pledge.id == PledgeVersion.pledge_id)
        .join(Campaign, Campaign.id == Pledge.campaign_id)
        .where(
            PledgeVersion.standing.in_(_LYING),
            Campaign.event_on > today,
            Campaign.event_on <= today + timedelta(days=MARKS[-1]),
        )
        .order_by(PledgeVersion.id)
    ).all()
    return sum(_remind(version, at) for version in rows)


def _remind(version: PledgeVersion, at: datetime) -> bool:
    event_on = version.pledge.campaign.event_on
    left = (event_on - at.date()).days
    mark = next(days for days in MARKS if left <= days)
    begun_after = version.created_at.date() > event_on - timedelta(days=mark)
    if begun_after or db.session.get(Reminder, (version.id, mark)) is not None:
        return False
    db.session.add(Reminder(version_id=version.id, days=mark, at=at))
    entries.record("reminder.due", version, None, at=at, days=left)
    return True
