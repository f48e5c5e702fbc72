"""The facilitator hears that words were taken back, and none of the words."""

from datetime import timedelta

import pytest

from pledge_site.db import write
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.notices.rules import RULES
from pledge_site.domain.workshops import withdrawal
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.worker import drain
from pledge_site.jobs.writing import compose
from pledge_site.kernel.languages import CODES
from pledge_site.outlets.mail import NullMailer
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import TODAY, WORDS, Team

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def post(app):
    """A mailer that keeps what it is given."""
    app.extensions["mail"] = kept = NullMailer()
    yield kept
    app.extensions.pop("mail")


def sent(post):
    drain((MAIL, POST))
    return [(each["Subject"], each.get_content()) for each in post.sent]


def test_a_withdrawal_by_code_is_told_without_its_words(post):
    team = Team()
    recorded = team.record(WORDS)
    with write():
        withdrawal.by_code(recorded.codes.withdrawal, at=NOW)
    [(subject, text)] = sent(post)
    assert subject == "The words of a group are taken back"
    assert f"/en/workshops/{recorded.workshop.id}/" in text
    assert WORDS not in text
    assert recorded.codes.withdrawal not in text


def test_the_end_of_consent_is_told_and_one_s_own_doing_is_not(post):
    team = Team()
    ending = team.record(WORDS, consent_until=TODAY + timedelta(1)).workshop
    own = team.record(WORDS).workshop
    with write():
        withdrawal.by_facilitator(team.facilitator, own.id, at=NOW)
        withdrawal.end_consent(NOW + timedelta(2))
    [(subject, text)] = sent(post)
    assert subject == "The consent of a group has ended"
    assert f"/workshops/{ending.id}/" in text


@pytest.mark.parametrize("rule", [each for each in RULES if each.event.startswith("workshop.")])
@pytest.mark.parametrize("language", CODES)
def test_both_can_be_written_in_every_language(app, rule, language):
    workshop = Team().record(WORDS).workshop
    mail = Mail(
        template=rule.template, about="x", user_id=workshop.recorded_by, address="",
        language=language, facts={"subject": f"workshop:{workshop.id}"},
        message_id="<x@example.org>", created_at=NOW, due_at=NOW,
    )  # fmt: skip
    text = compose(mail, at=NOW).get_content()
    assert f"http://localhost/{language}/workshops/{workshop.id}/" in text
    assert "\n\n\n" not in text
