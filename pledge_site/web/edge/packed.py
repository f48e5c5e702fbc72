"""A page in the forms in which it is sent: its bytes packed, its headers, its strong tag.

Which page is whose, and how long it is kept, is in `pages`.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import brotli
from flask import current_app
from werkzeug.http import parse_accept_header

# Browsers ask again each time and mostly get 304. A cache in front may answer for two seconds by
# itself, a little longer while it asks, and for a day when this site does not answer at all.
PUBLIC = "public, max-age=0, s-maxage=2, stale-while-revalidate=10, stale-if-error=86400"
# The same of what must not outlive its being taken back: words that children said.
FLEETING = "public, max-age=0, s-maxage=2, stale-while-revalidate=10"
# A tenth of the page smaller than the fast ones, for some milliseconds once a snapshot.
_QUALITY = 10
# Above so many bytes that would take seconds.
_LARGE, _QUALITY_LARGE = 200_000, 5
_ENCODINGS = ("br", "gzip", "identity")
_POLICY = "Content-Security-Policy"

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """A rendered page in the forms in which it is sent, each with its headers."""

    mark: str
    br: bytes
    gzip: bytes
    headers: dict[str, Headers] = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.br) + len(self.gzip) + 2048

    def etag(self, encoding: str) -> str:
        """Return the strong tag of the page in an encoding."""
        return f'"{self.mark}-{encoding}"'

    def body(self, encoding: str) -> bytes:
        """Return the page in an encoding; plain for the few who can't unpack it."""
        plain = encoding == "identity"
        return gzip.decompress(self.gzip) if plain else {"br": self.br, "gzip": self.gzip}[encoding]


def pack(text: str, kind: str, others: Mapping[str, str]) -> Stored:
    """Pack a page; `others` are headers it says besides the standing ones, empty: not at all."""
    plain = text.encode()
    mark = hashlib.sha256(plain).hexdigest()[:24]
    quality = _QUALITY_LARGE if len(plain) > _LARGE else _QUALITY
    packed = {
        "br": brotli.compress(plain, mode=brotli.MODE_TEXT, quality=quality),
        "gzip": gzip.compress(plain, compresslevel=6, mtime=0),
    }
    standing: dict[str, str] = current_app.extensions["standing_headers"]
    said = {"Cache-Control": PUBLIC, **standing, **others}
    headers: dict[str, Headers] = {}
    for encoding in _ENCODINGS:
        own = [
            ("Content-Type", kind),
            ("Content-Length", str(len(packed.get(encoding, plain)))),
            ("Vary", "Accept-Encoding"),
        ]
        if encoding in packed:
            own.append(("Content-Encoding", encoding))
        headers[encoding] = own + [(name, each) for name, each in said.items() if each]
    return Stored(mark, packed["br"], packed["gzip"], headers)


def choose(stored: Stored, environ: dict[str, Any]) -> tuple[str, Headers, bytes]:
    """Return status, headers and body for who asks: the encoding taken, 304 for what is known."""
    encoding = _best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers = [("ETag", stored.etag(encoding)), *stored.headers[encoding]]
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    if known and _knows(known, stored.etag(encoding)):
        kept = [one for one in headers if one[0] == _POLICY or not one[0].startswith("Content-")]
        return "304 NOT MODIFIED", kept, b""
    return "200 OK", headers, stored.body(encoding)


def _knows(known: str, etag: str) -> bool:
    return known.strip() == "*" or etag in (
        one.strip().removeprefix("W/") for one in known.split(",")
    )


@lru_cache(maxsize=256)
def _best_encoding(accepted: str) -> str:
    wanted = dict(parse_accept_header(accepted))
    for encoding in ("br", "gzip"):
        if wanted.get(encoding, 0) > 0:
            return encoding
    return "identity"
