"""Who hears of a joint pledge: who is asked, who drafts it, the contacts of who joins later."""

import pytest

from pledge_site.db import write
from pledge_site.domain.pledges.partners import joint, partnership
from pledge_site.jobs.mail import MAIL, POST
from pledge_site.jobs.worker import drain
from pledge_site.outlets.mail import NullMailer
from tests import making
from tests.domain.contacts.making import contact_of
from tests.domain.pledges import joint_making
from tests.domain.pledges.making import NOW

ASKED = "Ghana asks your State to join a pledge"
ANSWERED = "Kenya has answered about your joint pledge"
SETTLED = "Your State and the joint pledge of Ghana"


@pytest.fixture
def post(app):
    app.extensions["mail"] = kept = NullMailer()
    yield kept
    app.extensions.pop("mail")


@pytest.fixture
def ghana(app):
    making.campaign()
    return making.focal_point("GHA")


@pytest.fixture
def kenya(ghana):
    return making.focal_point("KEN")


def told(post):
    """Return (subject, number of its reader) of what is new, and forget it."""
    drain((MAIL, POST))
    new = [(each["Subject"], each["To"].partition("@")[0]) for each in post.sent]
    post.sent.clear()
    return new


def test_who_is_asked_and_who_drafts_hear_of_each_step(post, ghana, kenya):
    version_id = joint_making.draft(ghana, "KEN")
    to_kenya, to_ghana = (f"person{each.user_id}" for each in (kenya, ghana))
    assert told(post) == [(ASKED, to_kenya)]
    joint_making.confirm(kenya, version_id)
    assert told(post) == [(ANSWERED, to_ghana)]
    joint_making.rewrite(ghana, version_id, "Other words.")
    joint_making.rewrite(ghana, version_id, "And others.")
    assert told(post) == [(ASKED, to_kenya)], "asked once for all edits in a row"
    with write():
        partnership.decline(kenya, joint_making.pledge_of(version_id).id, at=NOW)
    assert told(post) == [(ANSWERED, to_ghana)]
    with write():
        joint.take_off(ghana, version_id, "KEN", at=NOW)
    assert told(post) == []


def test_who_joins_and_leaves_later_is_told_and_its_contacts_too(post, ghana, kenya):
    contact_of("KEN")
    version_id = joint_making.deposited(ghana, making.focal_point("PER"), asked=("KEN",))
    told(post)
    joint_making.confirm(kenya, version_id)
    joint_making.settle("KEN", version_id)
    subjects = [subject for subject, _ in told(post)]
    assert {ANSWERED, SETTLED} <= set(subjects)
    assert any("Ghana, Kenya and Peru" in subject for subject in subjects)
    joint_making.leave(kenya, version_id)
    assert {ANSWERED, SETTLED} <= {subject for subject, _ in told(post)}
