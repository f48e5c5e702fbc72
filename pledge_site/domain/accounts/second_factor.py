"""The second factor: time-based codes (TOTP) and recovery codes. No table, no session, no clock.

Secrets leave this module sealed with SECOND_FACTOR_KEY, and recovery codes as keyed hashes.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from passlib.exc import TokenError
from passlib.totp import TOTP

from pledge_site.domain.accounts.keys import Keys, keyed_hash
from pledge_site.kernel import ids

ISSUER = "Global Pledge"
RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """A secret that a person is about to put into an app: sealed, readable, and as an address."""

    sealed: str = field(repr=False)
    readable: str = field(repr=False)
    address: str = field(repr=False)


@cache
def _factory(key: str) -> type[TOTP]:
    factory: type[TOTP] = TOTP.using(secrets={"1": key}, issuer=ISSUER)
    return factory


def propose(label: str, keys: Keys) -> Proposal:
    """Make a new secret for a person."""
    return _shown(_factory(keys.second_factor).new(), label)


def reveal(sealed: str, label: str, keys: Keys) -> Proposal:
    """Show again a secret that was proposed a moment ago."""
    return _shown(_factory(keys.second_factor).from_source(sealed), label, sealed)


def seal(secret: str, keys: Keys) -> str:
    """Seal a secret in base32, as the demonstration's people have it."""
    sealed: str = _factory(keys.second_factor)(key=secret).to_json()
    return sealed


def step_of(sealed: str, code: str, now: datetime, keys: Keys) -> int | None:
    """Return the time step that a code is right for (half a minute either side), or None."""
    try:
        match = _factory(keys.second_factor).from_source(sealed).match(_digits(code), time=now)
    except TokenError:
        return None
    counter: int = match.counter
    return counter


def new_recovery_codes() -> list[str]:
    """Make ten codes to print."""
    return [ids.code() for _ in range(RECOVERY_CODES)]


def recovery_hash(code: str, keys: Keys) -> str:
    """Hash a recovery code as typed: spaces, dashes and case don't count."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    return keyed_hash(keys.second_factor, "recovery", plain)


def _digits(code: str) -> str:
    return "".join(c for c in code if c in "0123456789")


def _shown(totp: TOTP, label: str, sealed: str | None = None) -> Proposal:
    return Proposal(
        sealed=sealed or totp.to_json(),
        readable=totp.pretty_key(sep=" "),
        address=totp.to_uri(label=label),
    )
