"""Random identifiers. Nothing here can be guessed from what came before it."""

import secrets

# Crockford's alphabet without vowels: no letter is taken for a digit, no word appears.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def token() -> str:
    """Return 256 random bits as URL-safe text."""
    return secrets.token_urlsafe(32)


def public_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def code(groups: int = 3, size: int = 4) -> str:
    """Return a code that a person can read out: ``7K2M-9QXD-4TBN``, 4.8 bits a character."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(size)) for _ in range(groups))
