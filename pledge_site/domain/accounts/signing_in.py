"""What a person does with their own door: second factor, codes, password, language. No commits.

Slow work (hashing a password, unsealing a secret) is done by the caller before the write opens.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from pledge_site.db import db
from pledge_site.domain.accounts import queries
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import RecoveryCode, User
from pledge_site.domain.accounts.passwords import matches
from pledge_site.domain.accounts.second_factor import recovery_hash
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import NotFound, Refused


def by_password(email: str, password: str, now: datetime) -> User | None:
    """Find who has this address and password, if their account is open.

    The time it takes is the same whether there is such an address or not.
    """
    person = queries.user_by_email(email)
    good = matches(person.password_hash if person else None, password)
    if person is None or not good or not queries.may_enter(person, now):
        return None
    return person


def enter_with_step(user_id: int, step: int, *, now: datetime) -> User:
    """Take a code that was right for a time step; the same or an earlier one is not taken again.

    :raises Refused: code.wrong
    """
    person = _locked(user_id)
    if person.totp_counter is not None and step <= person.totp_counter:
        raise Refused("code.wrong")
    person.totp_counter = step
    return _entered(person, "totp", now)


def enter_with_recovery(user_id: int, code: str, *, keys: Keys, now: datetime) -> User:
    """Take a recovery code, once.

    :raises Refused: code.wrong
    """
    person = _locked(user_id)
    used = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == person.id,
            RecoveryCode.code_hash == recovery_hash(code, keys),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused("code.wrong")
    return _entered(person, "recovery", now)


def set_second_factor(
    user_id: int, *, sealed: str, step: int, codes: Sequence[str], keys: Keys, now: datetime
) -> User:
    """Keep a second factor whose first code was right, with its recovery codes, and sign in.

    :raises Refused: second_factor.set
    """
    person = _locked(user_id)
    if person.totp_secret is not None:
        raise Refused("second_factor.set")
    person.totp_secret, person.totp_counter = sealed, step
    _keep_codes(person, codes, keys)
    record("user.second_factor_set", at=now, actor=person.id, subject=f"user:{person.id}", facts={})
    return _entered(person, "totp", now)


def renew_recovery_codes(user_id: int, codes: Sequence[str], *, keys: Keys, now: datetime) -> None:
    """Put new recovery codes in place of all earlier ones."""
    person = _locked(user_id)
    _keep_codes(person, codes, keys)
    record("user.recovery_codes", at=now, actor=person.id, subject=f"user:{person.id}", facts={})


def change_password(user_id: int, password_hash: str, *, now: datetime) -> User:
    """Set a new password; every session of the person ends."""
    person = _locked(user_id)
    person.password_hash = password_hash
    person.uniquifier = ids.token()
    record("user.password_changed", at=now, actor=person.id, subject=f"user:{person.id}", facts={})
    return person


def sign_out(user_id: int, *, now: datetime) -> None:
    """End every session of a person, here and elsewhere."""
    person = _locked(user_id)
    person.uniquifier = ids.token()
    record("user.signed_out", at=now, actor=person.id, subject=f"user:{person.id}", facts={})


def change_details(user_id: int, *, name: str, office: str, language: str, now: datetime) -> User:
    """Change how a person is named and which language they are written to in.

    :raises Refused: language.unknown
    """
    if language not in CODES:
        raise Refused("language.unknown")
    person = _locked(user_id)
    person.name, person.office, person.language = name, office, language
    facts = {"language": language}
    subject = f"user:{person.id}"
    record("user.details_changed", at=now, actor=person.id, subject=subject, facts=facts)
    return person


def _entered(person: User, factor: str, now: datetime) -> User:
    """Note a sign-in, if the account is still open."""
    if not queries.may_enter(person, now):
        raise Refused("code.wrong")
    person.last_sign_in_at = now
    facts = {"factor": factor}
    record("user.signed_in", at=now, actor=person.id, subject=f"user:{person.id}", facts=facts)
    return person


def _keep_codes(person: User, codes: Sequence[str], keys: Keys) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == person.id))
    db.session.add_all(
        RecoveryCode(user_id=person.id, code_hash=recovery_hash(code, keys)) for code in codes
    )


def _locked(user_id: int) -> User:
    person = db.session.scalar(
        select(User)
        .where(User.id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if person is None:
        raise NotFound()
    return person
