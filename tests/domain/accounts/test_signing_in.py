"""The second factor, recovery codes and the throttle, as the domain holds them."""

from datetime import timedelta

import pytest

from pledge_site.db import db, write
from pledge_site.domain.accounts import second_factor, signing_in, throttle
from pledge_site.domain.accounts.demonstration import Persona, make_demonstration_user, prepare
from pledge_site.domain.accounts.models import RecoveryCode, SignInAttempt, User
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from tests.domain.accounts import making
from tests.domain.accounts.making import KEYS, NOW, PASSWORD, SECRET


@pytest.fixture
def tia(app):
    return making.person("translator", "Tia").id


def enter(user_id, step):
    with write():
        return signing_in.enter_with_step(user_id, step, now=clock.now())


def test_a_code_is_right_half_a_minute_either_side():
    sealed = second_factor.seal(SECRET, KEYS)
    code = second_factor._factory(KEYS.second_factor).from_source(sealed).generate(NOW).token
    steps = [
        second_factor.step_of(sealed, code, NOW + timedelta(seconds=s), KEYS)
        for s in (-30, 0, 59, 60)
    ]
    assert steps[0] == steps[1] == steps[2] is not None
    assert steps[3] is None
    assert second_factor.step_of(sealed, "abc", NOW, KEYS) is None


def test_a_secret_is_kept_sealed(tia):
    kept = db.session.get(User, tia).totp_secret
    assert SECRET not in kept
    assert second_factor.reveal(kept, "tia", KEYS).readable.replace(" ", "") == SECRET


def test_a_code_opens_the_door_once(tia):
    enter(tia, 100)
    for step in (100, 99):
        with pytest.raises(Refused, match=r"code.wrong"):
            enter(tia, step)
    enter(tia, 101)


def test_a_recovery_code_works_once_however_it_is_typed(tia):
    codes = second_factor.new_recovery_codes()
    with write():
        signing_in.renew_recovery_codes(tia, codes, keys=KEYS, now=clock.now())
    typed = codes[0].lower().replace("-", " ")
    with write():
        signing_in.enter_with_recovery(tia, typed, keys=KEYS, now=clock.now())
    with pytest.raises(Refused, match=r"code.wrong"), write():
        signing_in.enter_with_recovery(tia, codes[0], keys=KEYS, now=clock.now())
    assert not any(codes[1] in row.code_hash for row in db.session.query(RecoveryCode))


def test_new_recovery_codes_end_the_earlier_ones(tia):
    first, second = second_factor.new_recovery_codes(), second_factor.new_recovery_codes()
    for codes in (first, second):
        with write():
            signing_in.renew_recovery_codes(tia, codes, keys=KEYS, now=clock.now())
    with pytest.raises(Refused), write():
        signing_in.enter_with_recovery(tia, first[0], keys=KEYS, now=clock.now())
    assert making.count(RecoveryCode) == 10


def test_only_an_open_account_goes_on_from_its_password(tia):
    assert signing_in.by_password("tia@example.org", PASSWORD, clock.now()).id == tia
    assert signing_in.by_password("tia@example.org", "wrong", clock.now()) is None
    assert signing_in.by_password("nobody@example.org", PASSWORD, clock.now()) is None
    with write():
        db.session.get(User, tia).ends_on = NOW.date() - timedelta(days=1)
    assert signing_in.by_password("tia@example.org", PASSWORD, clock.now()) is None


def admit(place="192.0.2.1", email="a@example.org", now=NOW):
    with write():
        throttle.admit(throttle.for_password(email, place, KEYS), now)


def test_five_tries_in_a_quarter_of_an_hour_and_no_sixth(app):
    for minute in range(5):
        admit(now=NOW + timedelta(minutes=minute))
    with pytest.raises(Refused) as refusal:
        admit(now=NOW + timedelta(minutes=5))
    assert refusal.value.facts["retry_after"] == 601
    admit(email="b@example.org")
    admit(place="192.0.2.2")
    admit(now=NOW + timedelta(minutes=15, seconds=1))


def test_many_places_can_try_one_address_fifty_times(app):
    for number in range(50):
        admit(place=f"192.0.2.{number}")
    with pytest.raises(Refused, match="throttled"):
        admit(place="198.51.100.1")


def test_one_place_can_try_many_addresses_forty_times(app):
    for number in range(40):
        admit(place=f"2001:db8::{number}", email=f"{number}@example.org")
    with pytest.raises(Refused, match="throttled"):
        admit(place="2001:db8::ffff", email="x@example.org")


def test_old_tries_are_thrown_away_and_none_tells_an_address(app):
    admit()
    assert "example" not in db.session.query(SignInAttempt).first().bucket
    admit(now=NOW + timedelta(hours=1), email="b@example.org")
    assert making.count(SignInAttempt) == 3


def test_a_real_register_takes_no_demonstration_people(app):
    sealed = prepare(Persona("a@example.org", "A", "drafter", "en", PASSWORD, SECRET), KEYS)
    with pytest.raises(Refused, match=r"demonstration.real_register"), write():
        make_demonstration_user(sealed, demonstration=False, now=NOW)
    assert making.count(User) == 0
