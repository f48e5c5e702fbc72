"""What a password may be, and how it is kept (argon2id). No table, no session.

Length, and not one of those that everybody tries. No rule asks for signs or capitals.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pledge_site.kernel.text import fold

LEAST, MOST = 12, 128

# OWASP's second recommended setting: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_LEET = str.maketrans("013457@$!", "oieastasi")
_WALKS = (
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "0123456789" * 5,
    "1234567890" * 5,
    "qwertyuiopasdfghjklzxcvbnm" * 2,
    "qwertzuiopasdfghjklyxcvbnm" * 2,
    "azertyuiopqsdfghjklmwxcvbn" * 2,
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujmikolp",
)


def faults(password: str, *, own: Iterable[str] = ()) -> list[str]:
    """Name what is wrong with a new password: too short, too long, or known.

    :param own: the person's address, name and office; none may be the heart of it.
    """
    password = _normal(password)
    if len(password) < LEAST:
        return ["password.short"]
    if len(password) > MOST:
        return ["password.long"]
    return ["password.known"] if _is_known(password, own) else []


def hash_of(password: str) -> str:
    """Hash a password. Slow on purpose: never inside a write transaction."""
    return _hasher.hash(_normal(password)[:MOST])


def matches(password_hash: str | None, password: str) -> bool:
    """Compare; with no hash, spend the same time on a false one and say no."""
    try:
        false = _false_hash()
        good = _hasher.verify(password_hash or false, _normal(password)[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return good and password_hash is not None


@cache
def _false_hash() -> str:
    return _hasher.hash("nobody has this password")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _known_words() -> frozenset[str]:
    text = (Path(__file__).parent / "known_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _is_known(password: str, own: Iterable[str]) -> bool:
    folded = fold(password)
    trimmed = _trim(folded)
    if len(set(folded)) < 5 or any(_is_walk(part) for part in (folded, trimmed)):
        return True
    known = _known_words() | _own_words(own)
    spelt = trimmed.translate(_LEET)
    return any(not _beyond(each, known) for each in (folded, spelt))


def _is_walk(part: str) -> bool:
    """Say whether a part follows the alphabet, the digits or the rows of a keyboard."""
    return bool(part) and any(part in walk or part in walk[::-1] for walk in _WALKS)


def _trim(text: str) -> str:
    """Take off the digits and signs that people put before and after a word."""
    return re.sub(r"^[\d\W_]+|[\d\W_]+$", "", text)


def _own_words(own: Iterable[str]) -> frozenset[str]:
    parts = (part for value in own for part in re.split(r"[^a-z]+", fold(value)))
    return frozenset(part for part in parts if len(part) >= 3)


def _beyond(letters: str, known: frozenset[str]) -> bool:
    """Say whether at least four letters stay when known words are taken out, longest first."""
    rest = "".join(letter for letter in letters if letter.isalpha())
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return len(rest.replace(" ", "")) >= 4
