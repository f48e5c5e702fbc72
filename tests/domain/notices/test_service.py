"""Who is told of what, once each, and how often a mail is tried."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pledge_site.db import db, write
from pledge_site.domain.accounts.models import Invitation, User
from pledge_site.domain.ledger.chain import Row
from pledge_site.domain.notices import recipients, service
from pledge_site.domain.notices.models import Mail
from pledge_site.domain.notices.rules import KEPT, RULES
from pledge_site.domain.pledges.models import Partner, PledgeVersion
from pledge_site.settings import ROOT
from tests.domain.contacts.making import contact_of
from tests.domain.pledges.making import NOW, campaign, focal_point, person, submitted

FACTS = {"campaign": "sid-2027", "state": "GHA", "version": 7, "from": "draft", "to": "submitted"}


def entry(event, *, actor=None, subject="pledge:3", **facts):
    return Row(41, NOW, actor, event, subject, facts or FACTS, "0" * 64)


def told(row, at=NOW):
    with write():
        return service.tell(row, at=at, host="example.org")


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


def test_a_submission_is_told_to_its_state_and_to_reviewers(app):
    ghana, _france = focal_point("GHA"), focal_point("FRA")
    reviewer, _press = person("reviewer", language="fr"), person("press_officer")
    assert told(entry("pledge.submitted", actor=ghana.user_id)) == 2
    assert [(each.template, each.user_id, each.language) for each in mails()] == [
        ("receipt", ghana.user_id, "en"),
        ("submitted", reviewer.user_id, "fr"),
    ]
    first = mails()[0]
    assert first.facts == {
        "campaign": "sid-2027", "state": "GHA", "version": 7, "subject": "pledge:3",
    }  # fmt: skip
    assert first.address == ""
    assert first.message_id.endswith("@example.org>")


def test_the_same_entry_again_writes_nothing(app):
    focal_point()
    assert told(entry("pledge.deposited")) == 1
    assert told(entry("pledge.deposited")) == 0
    assert len(mails()) == 1


def test_whoever_proposed_something_is_not_asked_to_confirm_it(app):
    first, second = person("reviewer"), person("reviewer")
    told(entry("proposal.made", actor=first.user_id, subject="proposal:1"))
    assert [each.user_id for each in mails()] == [second.user_id]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"role": "reviewer", "founding": False}, 1),
        ({"role": "press_officer", "founding": False}, 0),
        ({"role": "administrator", "founding": True}, 0),
    ],
)
def test_administrators_hear_of_invitations_that_need_a_second(app, facts, expected):
    first, _second = person("administrator"), person("administrator")
    row = entry("invitation.made", actor=first.user_id, subject="invitation:1", **facts)
    assert told(row) == expected


def test_a_guest_is_written_to_in_their_language(app):
    with write():
        db.session.add(
            Invitation(
                nonce="n", email="new@example.org", role="press_officer", language="ar",
                created_at=NOW,
            )
        )  # fmt: skip
    number = db.session.scalar(select(Invitation.id))
    told(entry("invitation.opened", subject=f"invitation:{number}"))
    assert [(each.user_id, each.address, each.language) for each in mails()] == [(None, "", "ar")]


@pytest.mark.parametrize("closed", ["suspended", "over", "grant ended", "grant over"])
def test_a_closed_account_hears_nothing(app, closed):
    ghana = focal_point()
    with write():
        user = db.session.get(User, ghana.user_id)
        yesterday = (NOW - timedelta(days=1)).date()
        if closed == "suspended":
            user.active = False
        elif closed == "over":
            user.ends_on = yesterday
        elif closed == "grant ended":
            user.grants[0].ended_at = NOW
        else:
            user.grants[0].until = yesterday
    assert told(entry("pledge.deposited")) == 0


def test_events_without_a_rule_tell_nobody(app):
    focal_point()
    for event in ("pledge.drafted", "pledge.cancelled", "user.signed_in", "contact.added"):
        assert told(entry(event)) == 0


def test_what_is_kept_of_an_entry_holds_no_words():
    assert set(KEPT) == {
        "campaign", "campaign_id", "state", "version", "role", "action", "contact", "days",
        "drafter",
    }  # fmt: skip


def test_every_rule_has_its_words():
    for rule in RULES:
        for part in ("subject.txt", "body.txt"):
            assert (ROOT / "templates" / "emails" / rule.template / part).exists()


def test_colleagues_hear_of_edits_once_an_hour(app):
    writer, colleague = focal_point("GHA"), focal_point("GHA")
    focal_point("FRA")
    edit = entry("pledge.edited", actor=writer.user_id)
    assert told(edit) == 1
    assert mails()[0].user_id == colleague.user_id
    assert told(edit._replace(seq=42)) == 0
    assert told(edit._replace(seq=43, facts={**FACTS, "version": 8})) == 1
    assert told(edit._replace(seq=44, actor_id=colleague.user_id)) == 1
    assert told(edit._replace(seq=45), NOW + timedelta(hours=1)) == 1
    assert mails()[0].facts["by"] == writer.user_id


def test_each_contact_of_the_state_gets_a_mail_of_its_own(app):
    contact_of("GHA")
    contact_of("GHA", email="ministry@example.org")
    contact_of("FRA")
    assert told(entry("pledge.deposited")) == 2
    assert told(entry("pledge.deposited")) == 0
    assert len({each.message_id for each in mails()}) == 2
    assert all(each.address == "" for each in mails())


def test_of_a_joint_pledge_all_states_that_joined_hear(app):
    ghana = focal_point("GHA")
    number = submitted(ghana, campaign())
    with write():
        pledge = db.session.get_one(PledgeVersion, number).pledge
        pledge.partners.append(Partner(state="FRA", asked_at=NOW, confirmed_at=NOW))
        pledge.partners.append(Partner(state="DEU", asked_at=NOW))
    french, _german = focal_point("FRA"), focal_point("DEU")
    contacts = [contact_of("GHA"), contact_of("FRA"), contact_of("DEU")]
    told(entry("pledge.deposited", **{**FACTS, "version": number}))
    assert {each.user_id for each in mails() if each.user_id} == {ghana.user_id, french.user_id}
    assert [each.facts["to_contact"] for each in mails() if not each.user_id] == [
        contacts[1], contacts[0],
    ]  # fmt: skip


def test_administrators_and_the_former_office_hear_of_a_changed_contact(app):
    contact = contact_of("GHA")
    change = contact_of("GHA", replaces=contact, email="new@example.org")
    subject = f"contact:{change}"
    assert told(entry("contact.proposed", subject=subject)) == len(
        recipients.holders("administrator", NOW)
    )
    facts = {"state": "GHA", "replaces": str(contact)}
    assert told(entry("contact.added", subject=subject, **facts)._replace(seq=42)) == 1
    assert mails()[-1].facts["to_contact"] == contact
    assert told(entry("contact.added", subject=f"contact:{contact}")._replace(seq=43)) == 0
    assert told(entry("contact.ended", subject=subject)._replace(seq=44)) == 1
    assert mails()[-1].facts["to_contact"] == change


def test_a_person_is_told_of_their_own_door(app):
    someone = person("reviewer")
    subject = f"user:{someone.user_id}"
    assert told(entry("user.password_changed", actor=someone.user_id, subject=subject)) == 1
    assert told(entry("reset.confirmed", subject=subject, reset=1)._replace(seq=42)) == 1
    assert {each.user_id for each in mails()} == {someone.user_id}


def test_a_state_hears_when_its_withdrawal_is_refused(app):
    focal_point("GHA")
    refused = {"action": "withdraw", "state": "GHA", "campaign_id": 1, "version": 7}
    assert told(entry("proposal.refused", subject="proposal:1", **refused)) == 1
    other = refused | {"action": "decline"}
    assert told(entry("proposal.refused", subject="proposal:1", **other)._replace(seq=42)) == 0
