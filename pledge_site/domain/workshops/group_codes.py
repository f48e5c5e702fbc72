"""The two codes of a group: one shows its receipt, one takes its words back. Hashes are kept."""

import hashlib
import re

from pledge_site.kernel import ids, text

RECEIPT, WITHDRAWAL = "R", "W"
# Sixteen characters of twenty-eight, as many as 76 bits; nobody finds one by trying.
_GROUPS = 4
# Characters of a code without its dashes, the letter of its kind included.
LENGTH = 17
_NOT_OURS = re.compile(r"[^0-9A-Z]")


def make(kind: str) -> str:
    """Return a new code, such as ``R-7K2M-9QXD-4TBN-HH3V``."""
    return f"{kind}-{ids.code(_GROUPS)}"


def normal(code: str) -> str:
    """Return a code as it was meant: capitals, any script's digits, no spaces or dashes."""
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text.fold(code))
    return _NOT_OURS.sub("", digits.upper())


def hashed(code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(f"group code\n{normal(code)}".encode()).hexdigest()


def is_of(kind: str, code: str) -> bool:
    """Say whether a code begins as one of a kind, so that the wrong one can be named."""
    return normal(code).startswith(kind)
