"""A lost second factor: a call back, two administrators, and nothing of the old one left."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from pledge_site.db import db, write
from pledge_site.domain.accounts import ending, queries, replacing, second_factor, signing_in
from pledge_site.domain.accounts.models import RecoveryCode, SecondFactorReset
from pledge_site.domain.ledger import queries as ledger
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from tests.domain.accounts import making
from tests.domain.accounts.making import KEYS, NOW
from tests.domain.contacts import making as contacts


@pytest.fixture
def admins(app):
    return making.administrators()


@pytest.fixture
def tia(admins):
    user_id = making.person("translator", "Tia").id
    with write():
        codes = second_factor.new_recovery_codes()
        signing_in.renew_recovery_codes(user_id, codes, keys=KEYS, now=clock.now())
    return user_id


def proposed(user_id, actor, *, called_back=True):
    with write():
        return replacing.propose(user_id, called_back=called_back, actor=actor, now=NOW).id


def confirmed(number, actor, now=NOW):
    with write():
        replacing.confirm(number, actor=actor, now=now)


def test_two_administrators_take_a_lost_factor_away(admins, tia):
    before = queries.user(tia).uniquifier
    confirmed(proposed(tia, admins[0]), admins[1])
    person = queries.user(tia)
    assert (person.totp_secret, person.totp_counter) == (None, None)
    assert person.uniquifier != before
    assert making.count(RecoveryCode) == 0


def test_one_alone_takes_nothing_away(admins, tia):
    number = proposed(tia, admins[0])
    with pytest.raises(Refused, match=r"reset.own"):
        confirmed(number, admins[0])
    assert queries.user(tia).totp_secret is not None


def test_nobody_proposes_without_a_call_or_twice_or_for_themselves(admins, tia):
    with pytest.raises(Invalid):
        proposed(tia, admins[0], called_back=False)
    with pytest.raises(Refused, match=r"user.oneself"):
        proposed(admins[0].user_id, admins[0])
    proposed(tia, admins[0])
    with pytest.raises(Refused, match=r"reset.waiting"):
        proposed(tia, admins[1])


def test_a_proposal_works_once_and_for_72_hours(admins, tia):
    with pytest.raises(NotFound):
        confirmed(99, admins[1])
    number = proposed(tia, admins[0])
    with pytest.raises(Refused, match=r"reset.closed"):
        confirmed(number, admins[1], NOW + timedelta(hours=72))
    confirmed(number, admins[1])
    with pytest.raises(Refused, match=r"reset.closed"):
        confirmed(number, admins[1])


def test_the_database_refuses_one_pair_of_hands(admins, tia):
    first = admins[0].user_id
    for second in (first, tia):
        with pytest.raises(IntegrityError), write():
            db.session.add(
                SecondFactorReset(
                    user_id=tia, proposed_by=first, proposed_at=NOW, confirmed_by=second
                )
            )


def test_only_administrators_take_part(admins, tia):
    rae = making.actor(making.person("reviewer", "Rae"))
    with pytest.raises(Refused, match=r"permission.missing"):
        proposed(tia, rae)
    with pytest.raises(Refused, match=r"permission.missing"):
        confirmed(proposed(tia, admins[0]), rae)


def test_a_focal_point_is_called_at_a_number_that_two_put_on_record(admins):
    kofi = making.person("focal_point", "Kofi", "GHA")
    assert replacing.numbers(kofi, NOW) == []
    with pytest.raises(Refused, match=r"reset\.no_number"):
        proposed(kofi.id, admins[0])
    waiting = contacts.proposed("GHA")
    with pytest.raises(Refused, match=r"reset\.no_number"):
        proposed(kofi.id, admins[0])
    contacts.settled(waiting)
    contacts.contact_of("GHA", email="no.phone@example.org", phone="")
    contacts.contact_of("TGO")
    assert [each.id for each in replacing.numbers(queries.user(kofi.id), NOW)] == [waiting]
    proposed(kofi.id, admins[0])
    assert ledger.latest(limit=1)[0].facts["contacts"] == [waiting]


def test_whoever_called_has_to_be_an_administrator_still(admins, tia):
    number = proposed(tia, admins[0])
    with write():
        ending.suspend(admins[0].user_id, actor=admins[1], now=NOW)
    with pytest.raises(Refused, match=r"reset\.closed"):
        confirmed(number, admins[1])
    assert queries.user(tia).totp_secret is not None
