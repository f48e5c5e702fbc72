"""How often a mail is tried, when it is given up, and who hears of that."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger_queries
from pledge_site.domain.ledger.chain import Row
from pledge_site.domain.notices import queries, service
from pledge_site.domain.notices.models import Mail
from tests.domain.pledges.making import NOW, focal_point, person

FACTS = {"campaign": "sid-2027", "state": "GHA", "version": 7, "from": "draft", "to": "submitted"}


def entry(event, *, actor=None, subject="pledge:3", **facts):
    return Row(41, NOW, actor, event, subject, facts or FACTS, "0" * 64)


def told(row, at=NOW):
    with write():
        return service.tell(row, at=at, host="example.org")


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


@pytest.fixture
def mail(app):
    focal_point()
    told(entry("pledge.deposited"))
    return mails()[0].id


def test_a_mail_is_tried_ten_times_and_then_given_up(mail):
    at = NOW
    waits = []
    while due := queries.due(at, limit=5):
        with write():
            service.failed(due[0].id, "SMTPServerDisconnected", at=at)
        row = db.session.get(Mail, mail)
        if row.failed_at is None:
            waits.append(int((row.due_at - at).total_seconds() // 60))
            assert not queries.due(row.due_at - timedelta(seconds=1), limit=5)
            at = row.due_at
    assert waits == [1, 5, 30, 120, 240, 480, 720, 1440, 1440]
    assert db.session.get(Mail, mail).tries == 10
    assert [each.id for each in queries.given_up()] == [mail]
    administrator = person("administrator")
    with write():
        service.try_again(mail, actor=administrator, at=at)
    assert queries.due(at, limit=5)
    assert not queries.given_up()


def test_a_sent_mail_is_sent_for_good(mail):
    with write():
        service.sent(mail, at=NOW)
        service.failed(mail, "late", at=NOW)
        service.drop(mail, "late", at=NOW)
    administrator = person("administrator")
    with write():
        service.try_again(mail, actor=administrator, at=NOW)
    row = db.session.get(Mail, mail)
    assert (row.sent_at, row.failed_at, row.tries, row.last_error) == (NOW, None, 1, "")
    assert not queries.due(NOW + timedelta(days=9), limit=5)


def test_a_mail_without_a_reader_is_dropped(mail):
    with write():
        service.drop(mail, "account.closed", at=NOW)
    assert queries.given_up()[0].last_error == "account.closed"
    assert not queries.due(NOW, limit=5)


def test_administrators_are_told_once_a_day_that_mails_fail(mail):
    administrator = person("administrator")
    for _ in range(service.MOST_TRIES):
        with write():
            service.failed(mail, "550", at=NOW)
    given_up = ledger_queries.after(0)[-1]
    assert (given_up.event, given_up.actor_id) == ("mail.given_up", None)
    row = entry("mail.given_up", subject=f"mail:{mail}", x=1)
    assert told(row._replace(seq=50)) == 1
    assert told(row._replace(seq=51)) == 0
    assert told(row._replace(seq=52), NOW + timedelta(days=1)) == 1
    last = mails()[-1]
    assert last.user_id == administrator.user_id
    before = ledger_queries.after(0)[-1].seq
    for _ in range(service.MOST_TRIES):
        with write():
            service.failed(last.id, "550", at=NOW)
    assert ledger_queries.after(0)[-1].seq == before
