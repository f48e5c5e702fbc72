"""The secrets that people's doors are made with, handed in by the edge; and keyed hashes."""

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Keys:
    """SECRET_KEY signs links and hashes; SECOND_FACTOR_KEY seals second factors."""

    secret: str = field(repr=False)
    second_factor: str = field(repr=False)


def keyed_hash(key: str, purpose: str, value: str) -> str:
    """Hash a value so that it can be compared, but not guessed at without the key."""
    return hmac.new(key.encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()
