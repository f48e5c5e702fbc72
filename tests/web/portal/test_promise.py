"""The promised time of review, as its State reads it: on its first page, the receipt, the mail."""

import pytest

from pledge_site.db import db
from pledge_site.domain.notices.models import Mail
from pledge_site.jobs.mail import MAIL
from pledge_site.jobs.worker import drain
from pledge_site.jobs.writing import compose
from tests import making

# NOW is a Tuesday.
DUE = "1 December 2026, 09:00 UTC"


@pytest.fixture
def ghana(app, client):
    making.campaign()
    actor = making.focal_point("GHA")
    making.sign_in(client, actor)
    return actor


def test_a_state_reads_by_when_it_is_answered(ghana, client):
    version_id = making.submitted("GHA", by=ghana)
    for page in ("", f"versions/{version_id}/receipt/"):
        assert DUE in client.get(f"/en/portal/{page}").text, page


def test_nothing_is_promised_once_it_is_answered(ghana, client):
    making.deposited("GHA", by=ghana)
    assert "You have our answer by" not in client.get("/en/portal/").text


def test_the_mail_with_the_receipt_says_it_too(ghana, app):
    making.submitted("GHA", by=ghana)
    drain([MAIL])
    mail = db.session.query(Mail).filter_by(template="receipt").one()
    message = compose(mail, at=making.NOW)
    assert f"You have our answer by {DUE}." in message.get_content()
