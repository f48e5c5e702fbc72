"""One way to write a value as bytes, and the hash of them (RFC 8785, SHA-256)."""

import hashlib
from typing import Any

import rfc8785


def encode(value: Any) -> bytes:
    """Write a value as canonical JSON (RFC 8785). Integers are below 2**53."""
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(encode(value)).hexdigest()
