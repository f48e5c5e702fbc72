"""Public pages: a function of (URL, snapshot, day, banner), rendered once and kept compressed.

`public_page` marks a view as one. It may read `asked()`, `shown_snapshot()` and the banner of
`shown_switches()`, and nothing else of the request: no cookie, session, header or account. Why it
is so: docs/adr/0005-pages-and-cache.md.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Any

import brotli
from flask import Flask, Response, abort, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_accept_header

from pledge_site.kernel import clock
from pledge_site.settings import Settings
from pledge_site.web.edge.current import (
    CurrentSnapshot,
    SnapshotView,
    current_snapshot,
    keeper,
    shown_switches,
)
from pledge_site.web.edge.shelf import Shelf

# Browsers ask again each time and mostly get 304. A cache in front may answer for two seconds by
# itself, a little longer while it asks, and for a day when this site does not answer at all.
PUBLIC = "public, max-age=0, s-maxage=2, stale-while-revalidate=10, stale-if-error=86400"
# Bytes, compressed: some thousand pages.
_ROOM = 24 * 1024 * 1024
_LONGEST_VALUE = 200
# A tenth of the page smaller than the fast ones, for some milliseconds once a snapshot.
_QUALITY = 10
# Bytes; above it that would take seconds.
_LARGE = 200_000
_QUALITY_LARGE = 5
_ENCODINGS = ("br", "gzip", "identity")
_NAME = "page_shelf"
_HTML = "text/html; charset=utf-8"
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
        if encoding == "identity":
            return gzip.decompress(self.gzip)
        return self.br if encoding == "br" else self.gzip


def configure_pages(app: Flask, _settings: Settings) -> None:
    """Keep public pages in memory, and answer for them before anything else runs."""
    shelf: Shelf[Stored] = Shelf(_ROOM)
    app.extensions[_NAME] = shelf
    app.wsgi_app = _Front(app, shelf)  # type: ignore[method-assign]


def public_page(
    params: tuple[str, ...] = (),
    *,
    lasts: float | None = None,
    kind: str = _HTML,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[Callable[..., str | Response]], Callable[..., Response]]:
    """Keep what a view returns, by path, declared parameters, snapshot, day and banner.

    :param params: names in the query string that the page depends on; all others are ignored.
    :param lasts: seconds after which the page is made anew, when it shows what no snapshot holds.
    :param kind: the content type of what the view returns.
    :param headers: what this page says instead of, or besides, the headers of every answer; an
        empty value takes one away.
    """

    def decorate(view: Callable[..., str | Response]) -> Callable[..., Response]:
        @wraps(view)
        def kept(**values: Any) -> Response:
            g.public_params = _declared(params)
            snapshot = shown_snapshot()
            others: list[Response] = []

            def make() -> Stored | None:
                made = view(**values)
                if isinstance(made, str):
                    return _store(made, kind, headers)
                others.append(made)
                return None

            moment = (snapshot.number if snapshot else 0, clock.today(), shown_switches().mark)
            shelf: Shelf[Stored] = current_app.extensions[_NAME]
            key = (request.path, *g.public_params.items(), moment)
            stored = shelf.find_or_make(key, make, lasts)
            if stored is None:
                made = others[0] if others else view(**values)
                return made if isinstance(made, Response) else _answer(_store(made, kind, headers))
            # The next one for the same address is answered before the program is entered.
            shelf.put(_front_key(request.environ, *moment), stored, lasts or 3600)
            return _answer(stored)

        return kept

    return decorate


def shown_snapshot() -> SnapshotView | None:
    """Return the snapshot that this request speaks of: the same one from its start to its end."""
    if "snapshot" not in g:
        g.snapshot = current_snapshot()
    snapshot: SnapshotView | None = g.snapshot
    return snapshot


def asked(name: str) -> str:
    """Return a declared parameter of the page, or an empty text."""
    value: str = g.public_params.get(name, "")
    return value


def _declared(params: tuple[str, ...]) -> dict[str, str]:
    found = {name: request.args.get(name, "").strip() for name in params}
    if any(len(value) > _LONGEST_VALUE for value in found.values()):
        abort(400)
    return {name: value for name, value in found.items() if value}


def _store(text: str, kind: str, others: Mapping[str, str]) -> Stored:
    plain = text.encode()
    mark = hashlib.sha256(plain).hexdigest()[:24]
    quality = _QUALITY_LARGE if len(plain) > _LARGE else _QUALITY
    packed = {
        "br": brotli.compress(plain, mode=brotli.MODE_TEXT, quality=quality),
        "gzip": gzip.compress(plain, compresslevel=6, mtime=0),
    }
    standing: dict[str, str] = current_app.extensions["standing_headers"]
    said = {**standing, **others}
    headers: dict[str, Headers] = {}
    for encoding in _ENCODINGS:
        own = [
            ("Content-Type", kind),
            ("Content-Length", str(len(packed.get(encoding, plain)))),
            ("Cache-Control", PUBLIC),
            ("Vary", "Accept-Encoding"),
        ]
        if encoding in packed:
            own.append(("Content-Encoding", encoding))
        headers[encoding] = own + [(name, each) for name, each in said.items() if each]
    return Stored(mark, packed["br"], packed["gzip"], headers)


def _answer(stored: Stored) -> Response:
    status, headers, body = _choose(stored, request.environ)
    return Response(body, status=status, headers=headers)


def _choose(stored: Stored, environ: dict[str, Any]) -> tuple[str, Headers, bytes]:
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


def _front_key(environ: dict[str, Any], number: int, day: date, mark: str) -> tuple[Any, ...]:
    return (
        "front", environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""), number, day, mark,
    )  # fmt: skip


class _Front:
    """Answers for a page that was answered before: same address, snapshot, day and banner."""

    def __init__(self, app: Flask, shelf: Shelf[Stored]) -> None:
        self._app = app
        self._inner = app.wsgi_app
        self._shelf = shelf
        self._keeper: CurrentSnapshot | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("REQUEST_METHOD") in ("GET", "HEAD"):
            stored = self._find(environ)
            if stored is not None:
                status, headers, body = _choose(stored, environ)
                start_response(status, list(headers))
                return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        return self._inner(environ, start_response)

    def _find(self, environ: dict[str, Any]) -> Stored | None:
        if self._keeper is None:
            with self._app.app_context():
                self._keeper = keeper()
        try:
            snapshot, mark = self._keeper.get(), self._keeper.switches().mark
        except SQLAlchemyError:
            # Inside, there are words for it.
            return None
        number = snapshot.number if snapshot else 0
        return self._shelf.find(_front_key(environ, number, clock.today(), mark))
