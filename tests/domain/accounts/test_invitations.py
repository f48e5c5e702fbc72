"""Invitations: single use, 72 hours, bound to address, role and State, two people where due."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from pledge_site.db import db, write
from pledge_site.domain.accounts import ending, queries, service
from pledge_site.domain.accounts.links import invitation_link, token_of
from pledge_site.domain.accounts.models import Grant, Invitation, User
from pledge_site.domain.accounts.roles import NEEDS_SECOND, ROLES
from pledge_site.domain.ledger.models import Entry
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.accounts import making
from tests.domain.accounts.making import KEYS, NOW

EASY = sorted(set(ROLES) - NEEDS_SECOND)


@pytest.fixture
def admins(app):
    return making.administrators()


def usable(invitation, now=NOW):
    return service.usable(token_of(invitation, KEYS), keys=KEYS, now=now)


@pytest.mark.parametrize("role", EASY)
def test_one_administrator_is_enough_for_ordinary_roles(admins, role):
    invitation = making.invited(admins[0], role=role)
    assert usable(invitation).role == role


@pytest.mark.parametrize("role", sorted(NEEDS_SECOND))
def test_privileged_roles_wait_for_a_second_administrator(admins, role):
    invitation = making.invited(admins[0], role=role)
    with pytest.raises(Refused, match=r"invitation.unconfirmed"):
        usable(invitation)
    with pytest.raises(Refused, match=r"invitation.own"):
        making.confirmed(invitation, admins[0])
    making.confirmed(invitation, admins[1])
    person = making.accepted(token_of(invitation, KEYS))
    grant = person.grants[0]
    assert (grant.granted_by, grant.confirmed_by) == (admins[0].user_id, admins[1].user_id)


def test_a_confirmed_invitation_keeps_role_and_state(admins):
    invitation = making.confirmed(making.invited(admins[0], role="focal_point"), admins[1])
    person = making.accepted(token_of(invitation, KEYS))
    actor = queries.actor_of(person, NOW)
    assert (person.email, actor.roles, actor.state) == ("guest@example.org", {"focal_point"}, "GHA")


def test_nobody_but_an_administrator_invites_confirms_or_revokes(admins):
    reviewer = making.actor(making.person("reviewer", "Rae"))
    invitation = making.invited(admins[0], role="reviewer")
    for deed in (
        lambda: service.invite(making.offer(email="b@example.org"), actor=reviewer, now=NOW),
        lambda: service.confirm_invitation(invitation.id, actor=reviewer, now=NOW),
        lambda: service.revoke(invitation.id, actor=reviewer, now=NOW),
    ):
        with write(), pytest.raises(Refused, match=r"permission.missing"):
            deed()


def test_an_invitation_works_once(admins):
    token = token_of(making.invited(admins[0]), KEYS)
    making.accepted(token)
    with pytest.raises(Refused, match=r"invitation.used"):
        making.accepted(token)


def test_looking_at_an_invitation_consumes_nothing(admins):
    invitation = making.invited(admins[0])
    for _ in range(3):
        usable(invitation)
    assert making.accepted(token_of(invitation, KEYS)).email == "guest@example.org"


def test_72_hours_run_from_the_confirmation(admins):
    invitation = making.invited(admins[0], role="reviewer")
    late = NOW + timedelta(days=5)
    making.confirmed(invitation, admins[1], late)
    usable(invitation, late + timedelta(hours=72) - timedelta(seconds=1))
    with pytest.raises(Refused, match=r"invitation.expired"):
        usable(invitation, late + timedelta(hours=72))


def test_a_revoked_invitation_opens_nothing(admins):
    invitation = making.invited(admins[0])
    with write():
        service.revoke(invitation.id, actor=admins[1], now=NOW)
    with pytest.raises(Refused, match=r"invitation.revoked"):
        usable(invitation)


@pytest.mark.parametrize("token", ["", "x", "WzEsIngiXQ.abc", "é"])
def test_an_invented_link_is_not_found(app, token):
    with pytest.raises(NotFound):
        service.usable(token, keys=KEYS, now=NOW)


def test_the_secret_of_a_link_is_kept_nowhere(admins):
    invitation = making.invited(admins[0])
    token = token_of(invitation, KEYS)
    link = invitation_link(invitation, "https://pledge.example.org", KEYS)
    assert link == f"https://pledge.example.org/fr/account/invitation/{token}/"
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            assert token not in str(tuple(row))


def test_a_focal_point_needs_credentials_on_record(admins):
    with pytest.raises(Invalid) as refusal:
        making.invited(admins[0], role="focal_point", credentials=None)
    assert refusal.value.faults == {"credentials": ["credentials.needed"]}
    invitation = making.invited(None, role="focal_point", credentials=None)
    with pytest.raises(Invalid):
        making.confirmed(invitation, admins[1])
    assert making.confirmed(invitation, admins[1], credentials="Note 7").credentials == "Note 7"


def test_a_role_for_someone_with_an_account_is_added_and_signs_them_out(admins):
    user_id = making.person("translator", "Tia").id
    before = queries.user(user_id).uniquifier
    making.confirmed(making.invited(admins[0], role="reviewer", email="tia@example.org"), admins[1])
    person = queries.user(user_id)
    assert making.actor(person).roles == {"translator", "reviewer"}
    assert person.uniquifier != before
    assert making.count(User) == 3


@pytest.mark.parametrize(
    ("held", "wanted"), [("translator", "focal_point"), ("focal_point", "reviewer")]
)
def test_a_focal_point_holds_no_other_role(admins, held, wanted):
    making.person(held, "Tia", state="GHA" if held == "focal_point" else None)
    with pytest.raises(Invalid) as refusal:
        making.invited(admins[0], role=wanted, email="tia@example.org")
    assert refusal.value.faults == {"role": ["role.held"]}


def test_nobody_gives_or_confirms_a_role_for_themselves(admins):
    with pytest.raises(Refused, match=r"invitation.oneself"):
        making.invited(admins[0], role="translator", email="ada@example.org")
    invitation = making.invited(admins[0], role="reviewer", email="bo@example.org")
    with pytest.raises(Refused, match=r"invitation.oneself"):
        making.confirmed(invitation, admins[1])


def test_the_proposal_of_a_suspended_administrator_falls(admins):
    invitation = making.invited(admins[0], role="reviewer")
    with write():
        ending.suspend(admins[0].user_id, actor=admins[1], now=NOW)
    with pytest.raises(Refused, match=r"invitation.inviter_gone"):
        making.confirmed(invitation, admins[1])


def test_one_address_has_one_open_invitation(admins):
    making.invited(admins[0])
    with pytest.raises(Invalid) as refusal:
        making.invited(admins[1], role="drafter", email=" Guest@Example.ORG ")
    assert refusal.value.faults == {"email": ["invitation.open_already"]}


def test_every_fault_of_an_offer_is_named_at_once(admins):
    with pytest.raises(Invalid) as refusal:
        making.invited(
            admins[0], role="king", email="no", language="de", name="a\u202eb", state="GHA",
            office="x" * 161, ends_on=NOW.date() - timedelta(days=1),
        )  # fmt: skip
    assert refusal.value.faults == {
        "email": ["email.malformed"],
        "role": ["choice.unknown"],
        "language": ["choice.unknown"],
        "state": ["state.not_for_role"],
        "ends_on": ["date.past"],
        "name": ["text.bidi"],
        "office": ["text.too_long"],
    }


def test_the_command_line_makes_two_administrators_and_no_third(app):
    first = making.invited(None, role="administrator", email="a@example.org")
    making.accepted(token_of(first, KEYS))
    making.invited(None, role="administrator", email="b@example.org")
    with pytest.raises(Refused, match=r"invitation.founders_done"):
        making.invited(None, role="administrator", email="c@example.org")


def test_the_command_line_alone_makes_no_reviewer(app):
    invitation = making.invited(None, role="reviewer")
    with pytest.raises(Refused, match=r"invitation.unconfirmed"):
        usable(invitation)


def test_the_ledger_holds_ids_and_codes_only(admins):
    making.accepted(token_of(making.invited(admins[0]), KEYS))
    entries = db.session.query(Entry).order_by(Entry.seq).all()[-3:]
    assert [each.event for each in entries] == [
        "invitation.made", "invitation.opened", "grant.given",
    ]  # fmt: skip
    assert not any("uest" in str(each.facts) + each.subject for each in entries)


@pytest.mark.parametrize("role", ["administrator", "focal_point", "reviewer"])
def test_the_database_itself_refuses_one_pair_of_hands(admins, role):
    person_id, first = making.person("translator", "Tia").id, admins[0].user_id
    state = "GHA" if role == "focal_point" else None
    for second in (None, first, person_id):
        with pytest.raises(IntegrityError), write():
            db.session.add(
                Grant(
                    user_id=person_id,
                    role=role,
                    state=state,
                    granted_by=first,
                    confirmed_by=second,
                    granted_at=NOW,
                )
            )
    assert making.count(Grant) == 3
    assert making.count(Invitation) == 0
