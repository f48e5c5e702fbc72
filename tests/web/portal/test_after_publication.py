"""After publication: the pledge is the State's, whoever speaks for it; a refused wish says why."""

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.accounts import ending
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.links import token_of
from pledge_site.domain.accounts.models import Grant, User
from pledge_site.domain.pledges import versions
from pledge_site.domain.pledges.models import Proposal
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.domain.pledges.writing import drafting
from pledge_site.kernel.refusals import Refused
from tests import making
from tests.domain.accounts import making as people
from tests.domain.pledges.making import CHECKED, MESSAGE, NOW, person, published
from tests.web.portal.browsing import Visitor


@pytest.fixture
def former(app, clock):
    clock.set(NOW)
    making.campaign()
    return making.focal_point("GHA")


@pytest.fixture
def version(former):
    return published(former, making.campaign_id())


def follow(former: Actor) -> Actor:
    """End the role of the one and invite another, as two administrators do."""
    first, second = people.administrators()
    with write():
        grant = db.session.scalars(select(Grant).where(Grant.user_id == former.user_id)).one()
        ending.end_grant(grant.id, actor=first, now=NOW)
    invitation = people.invited(first, role="focal_point", email="new@example.org")
    people.confirmed(invitation, second)
    user = people.accepted(token_of(invitation, people.KEYS))
    with write():
        db.session.get_one(User, user.id).totp_secret = "none"
    return people.actor(user)


def amend(official: Actor, *, letter: str) -> int:
    """Write, hand in and publish an amendment; return its id."""
    with write():
        number = drafting.begin(official, making.campaign_id(), at=NOW, reason="A new law").id
    edit = making.version(official, number).edit
    values = {**making.INSTRUMENT, "letter": making.letter(key=letter)}
    said = {**MESSAGE, "message": "We promise more.", "reason": "A new law"}
    with write():
        drafting.save_message(official, number, expected=edit, at=NOW, values=said)
        drafting.save_instrument(official, number, expected=edit + 1, at=NOW, values=values)
    with write():
        making.making.submission.submit(official, number, expected=edit + 2, key=letter, at=NOW)
    checker, publisher = person("reviewer"), person("reviewer")
    with write():
        review.check(checker, number, answers=CHECKED, at=NOW)
    with write():
        review.deposit(publisher, number, at=NOW)
    return number


def settle(proposal: int, **how: object) -> None:
    reviewer = person("reviewer")
    with write():
        settlement.settle(reviewer, proposal, at=NOW, **how)  # type: ignore[arg-type]


def test_a_new_focal_point_amends_and_withdraws_what_the_former_deposited(former, version):
    new = follow(former)
    assert new.user_id != former.user_id
    amended = amend(new, letter="letters/amended")
    pledge = making.version(new, amended).pledge
    assert [each.standing for each in pledge.versions] == ["superseded", "deposited"]
    with write():
        proposal = making.ask_withdrawal(new, amended).id
    settle(proposal, confirm=True)
    assert versions.live_version(making.version(new, amended).pledge) is None


def test_who_no_longer_speaks_for_the_state_has_no_way_in(former, version, make_client):
    visitor = Visitor(make_client(), former)
    assert visitor.get().status == 200
    follow(former)
    assert visitor.get().status in (303, 403)
    assert visitor.get(f"versions/{version}/withdraw/").status in (303, 403)


def test_the_portal_says_whose_the_pledge_is(former, version, make_client):
    visitor = Visitor(make_client(), former)
    assert "The pledge is your State’s, not yours" in visitor.get().text
    assert "can be read afterwards" in visitor.get().text.replace("always be", "be")


def test_a_refused_withdrawal_says_why_to_the_state_alone(former, version, make_client):
    official, other = (
        Visitor(make_client(), former),
        Visitor(make_client(), making.focal_point("TGO")),
    )
    asking = official.get(f"versions/{version}/withdraw/")
    official.follow(official.send(asking, {"reason": "A new government"}))
    proposal = db.session.scalars(select(Proposal)).one()
    settle(proposal.id, confirm=False, why="The ministry\nknows nothing of it")
    text = official.get().text
    assert "Your request to withdraw was not confirmed" in text
    assert "The ministry knows nothing of it" in text
    assert "knows nothing of it" not in other.get().text
    assert "Ask to withdraw the pledge" in text
    official.send(official.get(f"versions/{version}/withdraw/"), {"reason": "Asked again"})
    assert "was not confirmed" not in official.get().text


@pytest.mark.parametrize(
    ("why", "code"), [("", "proposal.reason_needed"), (" ", "proposal.reason_needed"),
                      ("a\x00", "proposal.reason_unfit"), ("x" * 2001, "proposal.reason_unfit")]
)  # fmt: skip
def test_a_refusal_needs_its_reason(former, version, why, code):
    with write():
        proposal = making.ask_withdrawal(former, version).id
    with pytest.raises(Refused) as found:
        settle(proposal, confirm=False, why=why)
    assert found.value.code == code
    assert db.session.get_one(Proposal, proposal).outcome is None


def test_a_reviewer_is_told_what_is_missing_and_loses_nothing(former, version, client):
    with write():
        proposal = making.ask_withdrawal(former, version).id
    making.sign_in(client, making.person("reviewer"))
    case, to = f"/en/secretariat/cases/{version}/", f"/en/secretariat/proposals/{proposal}/settle/"
    seen = {"edit": making.version(former, version).edit, "standing": "deposited"}
    answer = making.post(client, case, to, answer="refuse", reason="", **seen)
    assert answer.status_code == 422
    assert "Say why this is not confirmed" in answer.text
    assert "When you opened the page" not in answer.text
    long = "x" * 2001
    assert long in making.post(client, case, to, answer="refuse", reason=long, **seen).text
    done = making.post(client, case, to, answer="refuse", reason="No seal", **seen)
    assert done.status_code == 303
    assert db.session.get_one(Proposal, proposal).content == {"why_not": "No seal"}
