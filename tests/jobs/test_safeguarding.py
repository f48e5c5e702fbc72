"""The safeguarding queue's clock: passed on in time, told once each, without a word of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.accounts.models import User
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.workshops import disclosures
from pledge_site.domain.workshops.facts import Said
from pledge_site.domain.workshops.models import Disclosure
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.safeguarding import SAFEGUARDING
from pledge_site.jobs.worker import drain
from pledge_site.outlets.mail import NullMailer
from tests.domain.pledges.making import NOW, person
from tests.domain.workshops.team import Team

HARM = "qzxharm hurt me."
WAITING = "Something waits in the safeguarding queue"
LATE = "Nobody has taken on what waits in the safeguarding queue"
DAY = timedelta(hours=24)
# The clock of a test runs on: a turn may take some seconds, never so long.
MINUTE = timedelta(minutes=1)


@pytest.fixture
def post(app):
    app.extensions["mail"] = kept = NullMailer()
    yield kept
    app.extensions.pop("mail")


@pytest.fixture
def team(app, clock):
    clock.set(NOW)
    return Team()


def tell(team):
    team.record(Said("concern", "en", HARM, is_harm=True))
    return db.session.scalars(select(Disclosure)).one()


def turn(clock, moment):
    clock.set(moment)
    drain((SAFEGUARDING, MAIL, POST))


def sent(post):
    found = [(mail["To"], mail["Subject"]) for mail in post.sent]
    post.sent.clear()
    return sorted(found)


def whom(*people):
    return [db.session.get_one(User, each.user_id).email for each in people]


def test_it_goes_from_officers_to_officers_to_administrators_once_each(team, post, clock):
    officers = [person("safeguarding_officer"), person("safeguarding_officer")]
    administrator = person("administrator")
    told = tell(team)
    turn(clock, NOW)
    turn(clock, NOW + DAY - MINUTE)
    assert sent(post) == [(each, WAITING) for each in whom(*officers)]
    turn(clock, NOW + DAY)
    turn(clock, NOW + DAY + MINUTE)
    assert sent(post) == [(each, LATE) for each in whom(*officers)]
    turn(clock, NOW + 2 * DAY + MINUTE)
    assert sent(post) == [(each, LATE) for each in whom(administrator)]
    turn(clock, NOW + 9 * DAY)
    assert sent(post) == []
    db.session.refresh(told)
    assert told.stage == "administrators"


def test_what_was_taken_on_is_passed_on_no_further(team, post, clock):
    officer = person("safeguarding_officer")
    told = tell(team)
    with write():
        disclosures.take(officer, told.id, at=NOW)
    turn(clock, NOW + DAY)
    # The mail that was due in the meantime has nothing to say any more.
    assert sent(post) == []
    db.session.refresh(told)
    assert told.stage == "first"


def test_without_an_officer_administrators_are_told_at_once(team, post, clock):
    administrator = person("administrator")
    told = tell(team)
    turn(clock, NOW)
    assert sent(post) == [(each, LATE) for each in whom(administrator)]
    db.session.refresh(told)
    assert told.stage == "administrators"


def test_mails_and_ledger_say_nothing_of_it(team, post, clock):
    for role in ("safeguarding_officer", "administrator"):
        person(role)
    tell(team)
    for days in range(4):
        turn(clock, NOW + days * DAY)
    written = "".join(f"{mail['Subject']}{mail.get_content()}" for mail in post.sent)
    written += "".join(str(each.facts) for each in db.session.scalars(select(Entry)))
    assert "http://localhost/en/secretariat/safeguarding/" in written
    assert "qzxharm" not in written
    assert "GHA" not in "".join(mail.get_content() for mail in post.sent)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_they_are_in_the_reader_s_language(team, post, clock, language):
    person("safeguarding_officer", language=language)
    tell(team)
    turn(clock, NOW)
    turn(clock, NOW + DAY)
    assert len(post.sent) == 2
    for mail in post.sent:
        assert mail["Content-Language"] == language
        assert f"/{language}/secretariat/safeguarding/" in mail.get_content()


def test_words_are_forgotten_in_their_hour(team, post, clock):
    officer = person("safeguarding_officer")
    told = tell(team)
    with write():
        disclosures.take(officer, told.id, at=NOW)
        disclosures.decide(officer, told.id, "advised", "qzxharm again", at=NOW)
    [said] = team.record("My name is Ana and I want to be asked.").workshop.contributions
    team.let_pass(said, "[a name] wants to be asked.")
    month = timedelta(days=30)
    turn(clock, NOW + month - MINUTE)
    db.session.expire_all()
    assert (told.words, told.note) == (HARM, "qzxharm again")
    assert "Ana" in said.raw_words
    turn(clock, NOW + month + timedelta(hours=1))
    db.session.expire_all()
    assert (told.words, told.note, said.raw_words) == (None, None, None)
    assert said.words == "[a name] wants to be asked."
