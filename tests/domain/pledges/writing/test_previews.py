"""Links to a draft: they open it until their day, until taken back, until it leaves the State."""

import hashlib
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.case_models import PreviewLink
from pledge_site.domain.pledges.reviewing import review
from pledge_site.domain.pledges.writing import previews, submission
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.pledges import making
from tests.domain.pledges.making import NOW


@pytest.fixture
def campaign(app):
    return making.campaign()


@pytest.fixture
def ghana(campaign):
    return making.focal_point("GHA")


@pytest.fixture
def draft(ghana, campaign):
    return making.draft(ghana, campaign)


def make(actor, version_id, days=7, at=NOW):
    with write():
        link, secret = previews.make(actor, version_id, days=days, at=at)
        return link.id, secret


def opened(secret, at=NOW):
    with write():
        return previews.open_with(secret, at=at)


def is_nothing(secret, at=NOW):
    with pytest.raises(NotFound):
        opened(secret, at)
    return True


@pytest.mark.parametrize("days", previews.DAYS)
def test_a_link_opens_its_version_until_its_day(ghana, draft, days):
    _, secret = make(ghana, draft, days)
    end = NOW + timedelta(days=days)
    assert opened(secret, end - timedelta(seconds=1)) == (draft, end)
    assert is_nothing(secret, end)


def test_of_the_secret_only_the_hash_is_kept(ghana, draft):
    link_id, secret = make(ghana, draft)
    row = db.session.get_one(PreviewLink, link_id)
    assert row.secret_hash == hashlib.sha256(secret.encode()).hexdigest()
    assert len(secret) >= 43
    entries = db.session.scalars(select(Entry)).all()
    assert secret not in json.dumps([entry.facts for entry in entries])
    assert is_nothing(row.secret_hash)


def test_each_opening_is_counted_and_recorded(ghana, draft):
    link_id, secret = make(ghana, draft)
    for minute in (1, 2):
        opened(secret, NOW + timedelta(minutes=minute))
    is_nothing("another")
    row = previews.of_version(making.version(ghana, draft), NOW)[0]
    assert (row.link.opened, row.link.last_opened_at) == (2, NOW + timedelta(minutes=2))
    assert row.by == f"Person {ghana.user_id}"
    with write():
        previews.revoke(ghana, draft, link_id, at=NOW)
        previews.revoke(ghana, draft, link_id, at=NOW)
    entries = db.session.scalars(select(Entry).where(Entry.event.like("preview.%"))).all()
    assert [(each.event, each.actor_id) for each in entries] == [
        ("preview.made", ghana.user_id),
        ("preview.opened", None),
        ("preview.opened", None),
        ("preview.revoked", ghana.user_id),
    ]
    assert all(
        (each.facts["version"], each.facts["link"], each.facts["state"]) == (draft, link_id, "GHA")
        for each in entries
    )


def test_a_link_that_is_taken_back_opens_nothing(ghana, draft):
    link_id, secret = make(ghana, draft)
    with write():
        previews.revoke(making.focal_point("GHA"), draft, link_id, at=NOW)
    assert is_nothing(secret)


def test_it_goes_on_through_the_review_and_ends_with_publication(ghana, campaign):
    version_id = making.submitted(ghana, campaign)
    _, secret = make(ghana, version_id)
    assert opened(secret)
    with write():
        review.check(making.person("reviewer"), version_id, answers=making.CHECKED, at=NOW)
    assert opened(secret)
    with write():
        review.deposit(making.person("reviewer"), version_id, at=NOW)
    assert is_nothing(secret)
    with pytest.raises(Refused, match=r"preview\.closed"):
        make(ghana, version_id)


def test_it_ends_when_the_draft_is_cancelled(ghana, draft):
    _, secret = make(ghana, draft)
    with write():
        submission.cancel(ghana, draft, at=NOW)
    assert is_nothing(secret)


def test_another_state_makes_and_takes_back_nothing(ghana, campaign, draft):
    togo = making.focal_point("TGO")
    own = making.draft(togo, campaign)
    link_id, secret = make(ghana, draft)
    for act in (
        lambda: previews.make(togo, draft, days=1, at=NOW),
        lambda: previews.revoke(togo, draft, link_id, at=NOW),
        lambda: previews.revoke(togo, own, link_id, at=NOW),
    ):
        with pytest.raises(NotFound), write():
            act()
    assert opened(secret)


def test_only_so_many_work_at_once(ghana, draft):
    first, _ = make(ghana, draft)
    for _ in range(previews.MOST - 1):
        make(ghana, draft)
    with pytest.raises(Refused, match=r"preview\.too_many"):
        make(ghana, draft)
    with write():
        previews.revoke(ghana, draft, first, at=NOW)
    make(ghana, draft)


def test_no_other_time_can_be_asked_for(ghana, draft):
    for days in (0, -1, 365):
        with pytest.raises(Invalid):
            make(ghana, draft, days)
