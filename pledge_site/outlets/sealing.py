"""Seals a stream with a key, piece by piece: AES-256-GCM, each piece bound to its place.

The last piece says that it is the last. A piece that is altered, moved, left out or cut off at the
end is noticed. Made for backups.
"""

import base64
import io
import os
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"GLOBAL-PLEDGE-SEALED-1\n"
_PIECE = 1024 * 1024
_TAG = 16
_PREFIX = 7
_KEY = 32


class BadSeal(Exception):
    """The stream is not one of ours, is damaged, or was sealed with another key."""


def read_key(path: str) -> bytes:
    """Read a key file: 32 random bytes, written as 64 hexadecimal digits or in Base64.

    :raises ValueError: it holds something else.
    """
    text = Path(path).read_text(encoding="ascii").strip()
    key = bytes.fromhex(text) if len(text) == 2 * _KEY else base64.b64decode(text, validate=True)
    if len(key) != _KEY:
        raise ValueError("the key is not 32 bytes long")
    return key


def _nonce(prefix: bytes, place: int, *, last: bool) -> bytes:
    return prefix + place.to_bytes(4, "big") + (b"\1" if last else b"\0")


class SealedWriter(io.RawIOBase):
    """Writes what it is given, sealed, to another file. `close` writes the end."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        self._out, self._cipher = out, AESGCM(key)
        self._prefix, self._place = os.urandom(_PREFIX), 0
        self._held = bytearray()
        out.write(MAGIC + self._prefix)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        # One piece is always kept back: it may be the last.
        while len(self._held) > _PIECE:
            self._seal(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._held), last=True)
            self._held.clear()
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._place, last=last)
        self._out.write(self._cipher.encrypt(nonce, piece, MAGIC))
        self._place += 1


class SealedReader(io.RawIOBase):
    """Reads what a `SealedWriter` wrote.

    :raises BadSeal: at the first piece that is not as it was written.
    """

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._source, self._cipher = source, AESGCM(key)
        if source.read(len(MAGIC)) != MAGIC:
            raise BadSeal
        self._prefix, self._place = source.read(_PREFIX), 0
        self._next = source.read(_PIECE + _TAG)
        self._held, self._ended = b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._held and not self._ended:
            self._open_piece()
        piece, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def _open_piece(self) -> None:
        piece, self._next = self._next, self._source.read(_PIECE + _TAG)
        self._ended = not self._next
        try:
            nonce = _nonce(self._prefix, self._place, last=self._ended)
            self._held = self._cipher.decrypt(nonce, piece, MAGIC)
        except InvalidTag as error:
            raise BadSeal from error
        self._place += 1


def is_sealed(path: Path) -> bool:
    """Say whether a file begins as a sealed one."""
    with path.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC
