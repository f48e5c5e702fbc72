"""Makes the people of a demonstration, whole: with password, second factor and role.

Never on a real register: the caller says which it is, and a no stops it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain.accounts.keys import Keys
from pledge_site.domain.accounts.models import Grant, User
from pledge_site.domain.accounts.passwords import hash_of
from pledge_site.domain.accounts.second_factor import seal
from pledge_site.domain.ledger.service import record
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone in a demonstration. `totp_secret` is in base32."""

    email: str
    name: str
    role: str
    language: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    office: str = ""
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A persona with the slow work done, ready for the write transaction."""

    persona: Persona
    password_hash: str = field(repr=False)
    totp_secret: str = field(repr=False)


def prepare(persona: Persona, keys: Keys) -> Sealed:
    """Do the slow part of making a person, before the write transaction opens."""
    return Sealed(persona, hash_of(persona.password), seal(persona.totp_secret, keys))


def make_demonstration_user(sealed: Sealed, *, demonstration: bool, now: datetime) -> User:
    """Make a person of the demonstration.

    :raises Refused: demonstration.real_register
    """
    if not demonstration:
        raise Refused("demonstration.real_register")
    persona = sealed.persona
    person = User(
        email=persona.email,
        name=persona.name,
        office=persona.office,
        language=persona.language,
        password_hash=sealed.password_hash,
        uniquifier=ids.token(),
        totp_secret=sealed.totp_secret,
        created_at=now,
    )
    grant = Grant(role=persona.role, state=persona.state, founding=True, granted_at=now)
    person.grants.append(grant)
    db.session.add(person)
    db.session.flush()
    facts = {"grant": grant.id, "role": grant.role, "state": grant.state}
    record("grant.given", at=now, actor=None, subject=f"user:{person.id}", facts=facts)
    return person
