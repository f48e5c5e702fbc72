"""Mails: written once, put into words in the reader's language, sent at least once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pledge_site.db import db, write
from pledge_site.domain.accounts import service as accounts
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.accounts.offers import Offer
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.notices.rules import RULES
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.domain.pledges.writing import submission
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.worker import drain
from pledge_site.jobs.writing import compose
from pledge_site.outlets.mail import NullMailer, Undeliverable
from tests.domain.contacts.making import contact_of, proposed
from tests.domain.pledges.making import (
    CHECKED,
    MESSAGE,
    NOW,
    campaign,
    focal_point,
    person,
    submitted,
)


@pytest.fixture
def post(app):
    """A mailer that keeps what it is given."""
    app.extensions["mail"] = kept = NullMailer()
    yield kept
    app.extensions.pop("mail")


def follow():
    return drain((MAIL, POST))


def texts(post):
    return {each["Subject"]: each.get_content() for each in post.sent}


def test_a_pledge_on_its_way_is_told_step_by_step(post):
    ghana = focal_point("GHA")
    number = submitted(ghana, campaign())
    first, second = person("reviewer"), person("reviewer")
    follow()
    found = texts(post)
    receipt = found["Received: the pledge of Ghana"]
    assert re.search(r"Your receipt number is [0-9A-Z-]{14}\.", receipt)
    assert "http://localhost/en/portal/" in receipt
    assert "A demonstration: no State has made these pledges." in receipt
    with write():
        review.check(first, number, answers=CHECKED, at=NOW)
        review.deposit(second, number, at=NOW)
        review.hold(first, number, reason="a secret reason", at=NOW)
        proposal = review.propose(first, number, "resume", reason="private", at=NOW)
        settlement.settle(second, proposal.id, confirm=True, at=NOW)
        proposal = submission.ask_withdrawal(ghana, number, reason="private too", at=NOW)
        settlement.settle(second, proposal.id, confirm=True, at=NOW)
    follow()
    found = texts(post)
    assert "http://localhost/en/pledges/GP-SID27-GHA/" in found["Deposited: the pledge of Ghana"]
    assert {
        "Under verification: the pledge of Ghana",
        "Verified: the pledge of Ghana",
        "Withdrawn: the pledge of Ghana",
        "To confirm: a proposal about Ghana",
    } <= set(found)
    everything = "".join(found.values())
    for private in (MESSAGE["message"], "a secret reason", "private"):
        assert private not in everything
    assert follow() == 0


def test_changes_are_told_without_the_notes(post):
    ghana, reviewer = focal_point(), person("reviewer")
    number = submitted(ghana, campaign())
    with write():
        review.ask_changes(reviewer, number, {"message": "Please shorten this part"}, at=NOW)
    follow()
    text = texts(post)["Changes are asked for in the pledge of Ghana"]
    assert "shorten" not in text


def test_dates_and_names_are_in_the_language_of_the_reader(post, clock):
    clock.set(NOW)
    with write():
        accounts.invite(
            Offer("new@example.org", "press_officer", "fr", name="Ève"),
            actor=person("administrator"),
            now=NOW,
        )
    follow()
    message = post.sent[0]
    assert message["To"] == "new@example.org"
    assert message["Content-Language"] == "fr"
    assert "novembre 2026, 09:00 UTC" in message.get_content()
    assert "http://localhost/fr/account/invitation/" in message.get_content()


def test_an_invitation_that_was_used_is_not_sent(post, clock):
    clock.set(NOW)
    with write():
        accounts.invite(
            Offer("new@example.org", "press_officer", "en"), actor=person("administrator"), now=NOW
        )
    with write():
        db.session.scalar(select(Invitation)).revoked_at = NOW
    follow()
    assert not post.sent
    assert db.session.scalar(select(Mail)).last_error == "invitation.closed"


def test_somebody_whose_account_was_closed_gets_nothing(post):
    submitted(focal_point(), campaign())
    with write():
        drain_mail_only()
        db.session.scalar(select(User)).active = False
    follow()
    assert not post.sent


def drain_mail_only():
    db.session.commit()
    drain((MAIL,))


class Broken:
    """Refuses everything, or takes a mail and then dies."""

    def __init__(self, error=None, taken=None):
        self.error, self.taken = error, taken

    def send(self, message):
        if self.taken is not None:
            self.taken.append(message)
        raise self.error


def test_a_dead_server_puts_a_mail_off_and_nothing_else(app, post, clock):
    clock.set(NOW)
    app.extensions["mail"] = Broken(Undeliverable("SMTPDataError 451"))
    number = submitted(focal_point(), campaign())
    follow()
    row = db.session.scalar(select(Mail))
    assert (row.tries, row.sent_at, row.last_error) == (1, None, "SMTPDataError 451")
    assert row.due_at - NOW >= timedelta(minutes=1)
    with write():
        review.check(person("reviewer"), number, answers=CHECKED, at=NOW)
    app.extensions["mail"] = post
    assert follow() <= 1
    assert not post.sent
    clock.forward(minutes=2)
    follow()
    assert len(post.sent) == 1


def test_a_mail_sent_twice_is_one_to_its_reader(app, post, clock):
    clock.set(NOW)
    taken = []
    app.extensions["mail"] = Broken(Undeliverable("SMTPServerDisconnected"), taken)
    submitted(focal_point(), campaign())
    follow()
    app.extensions["mail"] = post
    clock.forward(minutes=2)
    follow()
    first, again = taken[0], post.sent[0]
    assert first["Message-ID"] == again["Message-ID"]
    assert first.as_bytes() == again.as_bytes()


def test_one_mail_that_cannot_be_written_leaves_the_others_alone(post):
    focal_point("GHA")
    submitted(focal_point("GHA"), campaign())
    drain((MAIL,))
    with write():
        db.session.scalars(select(Mail).order_by(Mail.id)).first().template = "unknown"
    follow()
    assert {each["Subject"] for each in post.sent} == {"Received: the pledge of Ghana"}
    assert db.session.scalar(select(func.count()).where(Mail.last_error == "KeyError")) == 1


def reopen(number):
    with write():
        db.session.get_one(PledgeVersion, number).standing = "draft"


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_mail_about_a_pledge_can_be_written(post, language):
    ghana = person("focal_point", "GHA", language=language)
    number = submitted(ghana, campaign())
    contact = contact_of("GHA", language=language)
    facts = {
        "state": "GHA", "version": number, "to_contact": contact, "days": 7,
        "subject": f"contact:{proposed('FRA', language=language)}", "by": ghana.user_id,
    }  # fmt: skip
    for rule in RULES:
        if rule.event.startswith(("invitation.", "disclosure.", "workshop.", "text.")):
            continue
        if rule.template == "deadline":
            reopen(number)
        mail = Mail(
            template=rule.template, about="x", user_id=ghana.user_id, address="",
            language=language, facts=facts,
            message_id="<x@example.org>", created_at=NOW, due_at=NOW,
        )  # fmt: skip
        message = compose(mail, at=NOW)
        assert message["Subject"]
        assert "\n\n\n" not in message.get_content()
        assert f"http://localhost/{language}/" in message.get_content()
