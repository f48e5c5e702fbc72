"""The page of mails that nobody took: to whom, why, and a button that has them tried again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.notices import service
from pledge_site.domain.notices.models import Mail
from pledge_site.jobs.mail import MAIL
from pledge_site.jobs.worker import drain
from tests import making

PAGE = "/en/secretariat/mails/"


@pytest.fixture
def mail(app, client):
    making.campaign()
    making.submitted("GHA", by=making.focal_point("GHA"))
    drain((MAIL,))
    making.sign_in(client, making.person("administrator"))
    return db.session.scalars(select(Mail.id).where(Mail.template == "receipt")).one()


def given_up(number, why="SMTPRecipientsRefused [550]", tries=service.MOST_TRIES):
    for _ in range(tries):
        with write():
            service.failed(number, why, at=making.NOW)


def test_a_mail_that_failed_is_shown_and_tried_again(mail, client):
    assert "None." in client.get(PAGE).text
    given_up(mail)
    text = client.get(PAGE).text
    for words in ("SMTPRecipientsRefused [550]", "Received: the pledge of Ghana", "@example.org"):
        assert words in text
    assert making.post(client, PAGE, f"{PAGE}{mail}/again/").status_code == 303
    row = db.session.get_one(Mail, mail)
    assert (row.failed_at, row.tries) == (None, 0)
    assert "None." in client.get(PAGE).text
    events = db.session.scalars(select(Entry.event).order_by(Entry.seq.desc())).first()
    assert events == "mail.tried_again"


def test_a_mail_without_a_reader_says_why_and_has_no_button(mail, client):
    with write():
        service.drop(mail, "account.closed", at=making.NOW)
    text = client.get(PAGE).text
    assert "The account is closed." in text
    assert f"{mail}/again/" not in text


def test_what_waits_for_another_try_is_counted(mail, client):
    assert "another try" not in client.get(PAGE).text
    given_up(mail, "TimeoutError", tries=2)
    assert "1 mail waits for another try" in client.get(PAGE).text


def test_a_mail_of_which_nothing_is_known_breaks_no_page(mail, client):
    with write():
        db.session.add(
            Mail(
                template="of old", about="entry:1", address="", language="en", facts={},
                message_id="<1@localhost>", created_at=making.NOW, due_at=making.NOW,
                failed_at=making.NOW + timedelta(days=3), last_error="KeyError",
            )
        )  # fmt: skip
    assert "of old" in client.get(PAGE).text


@pytest.mark.parametrize("role", ["reviewer", "press_officer"])
def test_mails_are_administrators(mail, client, role):
    making.sign_in(client, making.person(role))
    assert client.get(PAGE).status_code == 403
