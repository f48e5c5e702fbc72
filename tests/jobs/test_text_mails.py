"""When a version of the text is published, facilitators hear that their groups can look."""

import pytest

from pledge_site.db import db
from pledge_site.domain.accounts.models import User
from pledge_site.domain.workshops import fates
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.worker import drain
from pledge_site.outlets.mail import NullMailer
from tests.domain.pledges.making import NOW, person
from tests.domain.workshops.team import WORDS, Team

pytestmark = pytest.mark.database("sqlite")
SUBJECT = "Your groups can see what became of their words"


@pytest.fixture
def post(app):
    app.extensions["mail"] = kept = NullMailer()
    yield kept
    app.extensions.pop("mail")


def test_facilitators_hear_when_something_has_become_of_their_groups_words(post, clock):
    clock.set(NOW)
    team = Team()
    drain((MAIL, POST))
    heard = team.facilitator
    [said] = team.record(WORDS).workshop.contributions
    team.facilitator = person("facilitator")
    team.record("Nobody has looked at this yet.")
    drain((MAIL, POST))
    draft_id = team.open()
    team.let_pass(said)
    clause = team.clause(draft_id)
    team.mark(clause)
    team.decide(said, "word_for_word", fates.Place(clause.id, "k1"))
    team.publish(draft_id)
    drain((MAIL, POST))
    [mail] = [each for each in post.sent if each["Subject"] == SUBJECT]
    assert mail["To"] == db.session.get_one(User, heard.user_id).email
    text = mail.get_content()
    assert "Version 2 of the text" in text
    assert "http://localhost/en/text/receipt/" in text
    assert WORDS not in text
