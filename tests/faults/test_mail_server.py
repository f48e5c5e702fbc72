"""A mail server that refuses, hangs or drops: nobody waits for it, and each mail arrives once."""

import threading
import time

import pytest
from sqlalchemy import delete, select

from pledge_site.db import db, write
from pledge_site.domain.notices import service
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.snapshots import queries as snapshots
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.snapshots import SNAPSHOTS
from pledge_site.jobs.worker import Worker, drain
from pledge_site.outlets.mail import SmtpMailer
from tests import making
from tests.domain.contacts.making import contact_of
from tests.domain.pledges.making import published
from tests.faults.post_office import DROPS, FAULTS, HANGS, WELL, opened
from tests.web.portal.browsing import Visitor

PATIENCE = 20.0


@pytest.fixture
def office(app):
    with opened() as found:
        app.extensions["mail"] = SmtpMailer(found.url, timeout=1.0)
        yield found
    app.extensions.pop("mail")


@pytest.fixture
def draft(office, clock, make_client):
    """A filled-in draft of an official; a colleague, a reviewer and a contact will be told."""
    clock.set(making.NOW)
    campaign, ghana = making.campaign(), making.focal_point("GHA")
    making.focal_point("GHA"), making.person("reviewer", language="ar"), contact_of("GHA")
    number = making.draft(ghana, campaign)
    making.fill(ghana, number)
    drain((MAIL, POST))
    with write() as session:
        session.execute(delete(Mail))
    office.calls = 0
    office.taken.clear()
    return Visitor(make_client(), ghana), number


def submit(draft):
    visitor, number = draft
    answer = visitor.send(visitor.get(f"versions/{number}/check/"))
    assert answer.status == 303, answer.text


def wait_for(what):
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def due():
    db.session.expire_all()
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_mail_arrives_once_the_server_is_back(office, draft, clock, fault):
    office.how = fault
    submit(draft)
    assert office.calls == 0, "a submission spoke with the mail server"
    drain((MAIL, POST))
    rows = due()
    assert len(rows) >= 4
    assert all((row.sent_at, row.tries) == (None, 1) for row in rows)
    assert office.taken == []
    office.how = WELL
    drain((MAIL, POST))
    assert office.taken == [], "tried again before its time"
    clock.forward(seconds=service.BACKOFF[0].total_seconds())
    drain((MAIL, POST))
    expected = sorted(row.message_id for row in due())
    assert sorted(mail["Message-ID"] for mail in office.taken) == expected
    assert all(row.sent_at for row in due())
    # What it had taken and then dropped came again as the same mail.
    if fault == DROPS:
        assert sorted(mail["Message-ID"] for mail in office.dropped) == expected
        again = {mail["Message-ID"]: mail.as_bytes() for mail in office.taken}
        assert all(again[mail["Message-ID"]] == mail.as_bytes() for mail in office.dropped)
    else:
        assert office.dropped == []


def test_a_server_that_is_away_for_days_is_an_administrators_to_see(office, draft, clock):
    office.close()
    submit(draft)
    for wait in service.BACKOFF:
        drain((MAIL, POST))
        clock.forward(seconds=wait.total_seconds())
    drain((MAIL, POST))
    rows = [row for row in due() if row.template != "mail_failed"]
    told = [row for row in due() if row.template == "mail_failed"]
    assert {row.facts["subject"] for row in told} == {f"mail:{rows[0].id}"}
    assert len({row.user_id for row in told}) == len(told) == 2
    assert {(row.tries, row.sent_at, row.last_error) for row in rows} == {
        (service.MOST_TRIES, None, "ConnectionRefusedError")
    }
    assert all(row.failed_at for row in rows)


def test_nobody_waits_while_the_server_hangs(app, office, draft):
    """A submission, a decision and its snapshot go through while a mail is held by the server."""
    app.extensions["mail"] = SmtpMailer(office.url, timeout=PATIENCE)
    office.how = HANGS
    worker = Worker(app, (SNAPSHOTS, MAIL, POST))
    thread = threading.Thread(target=worker.follow, daemon=True)
    thread.start()
    try:
        making.submitted("FRA")
        assert office.hanging.wait(PATIENCE)
        submit(draft)
        published(making.focal_point("DEU"), making.campaign_id())
        wait_for(lambda: _stands("DEU") == "deposited")
        assert office.calls == 1, "the first mail is still with the server"
    finally:
        worker.end()
        office.close()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def _stands(state):
    db.session.rollback()
    latest = snapshots.latest()
    if latest is None:
        return None
    return latest.document["campaigns"]["sid-2027"]["states"].get(state, {}).get("standing")
