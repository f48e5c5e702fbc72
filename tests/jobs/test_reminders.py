"""Drafts left lying are reminded of 30, 7 and 1 days before the event, once each."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.notices.models import Mail, Reminder
from pledge_site.domain.pledges.writing import drafting
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.reminders import REMINDERS
from pledge_site.jobs.worker import drain
from pledge_site.outlets.mail import NullMailer
from tests import making

EVENT = datetime(2027, 2, 9, 8, tzinfo=UTC)


@pytest.fixture
def post(app):
    app.extensions["mail"] = kept = NullMailer()
    yield kept
    app.extensions.pop("mail")


def on_day(clock, before):
    clock.set(EVENT - timedelta(days=before))
    drain((REMINDERS, MAIL, POST))


def reminded():
    db.session.expire_all()
    return db.session.scalars(select(Reminder.days).order_by(Reminder.days.desc())).all()


def test_a_draft_is_reminded_of_three_times(post, clock):
    clock.set(making.NOW)
    making.draft(making.focal_point("GHA"), making.campaign())
    for before in (31, 30, 29, 8, 7, 6, 2, 1, 1, 0, -3):
        on_day(clock, before)
    assert reminded() == [30, 7, 1]
    assert [each["Subject"] for each in post.sent] == [
        "30 days left: the pledge of Ghana",
        "7 days left: the pledge of Ghana",
        "1 day left: the pledge of Ghana",
    ]


def test_what_was_missed_is_made_up_for_by_the_nearest_alone(post, clock):
    clock.set(making.NOW)
    making.draft(making.focal_point("GHA"), making.campaign())
    on_day(clock, 5)
    assert reminded() == [7]
    assert "5 days left" in post.sent[0]["Subject"]


def test_a_draft_begun_late_is_spared_the_marks_that_had_passed(post, clock):
    late = clock.set(EVENT - timedelta(days=20))
    official, campaign = making.focal_point("GHA"), making.campaign()
    with write():
        drafting.begin(official, campaign, at=late)
    on_day(clock, 19)
    assert reminded() == []
    on_day(clock, 7)
    assert reminded() == [7]


def test_what_was_submitted_is_left_alone(post, clock):
    clock.set(making.NOW)
    making.campaign()
    making.submitted("GHA")
    on_day(clock, 7)
    assert reminded() == []
    assert "deadline" not in db.session.scalars(select(Mail.template)).all()
