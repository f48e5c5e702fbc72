"""A file store that can't be written to: no half of a row, and all is well once it can again."""

import http.client

import pytest

from pledge_site.db import db, write
from pledge_site.domain.pledges.models import Letter
from pledge_site.domain.press import queries as press
from pledge_site.domain.snapshots import queries as snapshots
from pledge_site.domain.snapshots import service
from pledge_site.jobs import kit_contents
from pledge_site.jobs.kits import KITS
from pledge_site.jobs.worker import drain
from tests.domain.pledges import making
from tests.web.portal.browsing import Visitor

LETTER = {"kind": "signed_letter", "signatory_name": "A. Person"}


@pytest.fixture
def full(app, folders):
    """Make the store refuse each file, by a plain file where its folders would be."""
    for name in ("letters", "kits"):
        (folders / "files" / name).write_bytes(b"")

    def repair():
        for name in ("letters", "kits"):
            place = folders / "files" / name
            if place.is_file():
                place.unlink()

    yield repair
    repair()


def test_a_letter_that_cannot_be_kept_leaves_no_row(full, make_client):
    campaign_id, ghana = making.campaign(), making.focal_point("GHA")
    visitor = Visitor(make_client(), ghana)
    draft = making.draft(ghana, campaign_id)
    path = f"versions/{draft}/instrument/"
    answer = visitor.send(visitor.get(path), {**LETTER, "letter": (making.pdf(), "a.pdf")})
    assert answer.status == http.client.SERVICE_UNAVAILABLE
    assert int(answer.response.headers["Retry-After"]) > 0
    assert db.session.query(Letter).count() == 0
    assert making.version(ghana, draft).edit == 1
    full()
    answer = visitor.send(visitor.get(path), {**LETTER, "letter": (making.pdf(), "a.pdf")})
    assert answer.status == http.client.SEE_OTHER
    assert db.session.query(Letter).count() == 1


def test_a_kit_that_cannot_be_kept_is_built_later(full, clock, monkeypatch):
    monkeypatch.setattr(kit_contents, "_picture", lambda *_: b"a picture")
    making.published(making.focal_point("GHA"), making.campaign())
    with write():
        service.publish(making.NOW)
    drain((KITS,))
    db.session.rollback()
    assert press.latest_build("sid-2027") is None
    assert snapshots.latest().number == 1
    full()
    clock.forward(seconds=5)
    drain((KITS,))
    assert press.latest_build("sid-2027").snapshot_number == 1
