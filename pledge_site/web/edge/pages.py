"""Public pages: a function of (URL, snapshot, day, banner), rendered once and kept compressed.

`public_page` marks a view as one. It may read `asked()`, `shown_snapshot()` and the banner of
`shown_switches()`, and nothing else of the request: no cookie, session, header or account. Why it
is so: docs/adr/0005-pages-and-cache.md.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from types import MappingProxyType
from typing import Any

from flask import Flask, Response, abort, current_app, g, request
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from pledge_site.db import db
from pledge_site.kernel import clock
from pledge_site.settings import Settings
from pledge_site.web.edge.current import (
    CurrentSnapshot,
    SnapshotView,
    current_snapshot,
    keeper,
    shown_switches,
)
from pledge_site.web.edge.packed import Stored, choose, pack
from pledge_site.web.edge.shelf import Shelf

# Bytes, compressed: some thousand pages.
_ROOM = 24 * 1024 * 1024
_LONGEST_VALUE = 200
# Seconds for which a page is shown as it was while the database does not answer.
_OUTAGE = 86_400
_NAME = "page_shelf"
_HTML = "text/html; charset=utf-8"


# The number of a snapshot, the day, the mark of the banner.
Moment = tuple[int, date, str]


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
                    return pack(made, kind, headers)
                others.append(made)
                return None

            moment = (snapshot.number if snapshot else 0, clock.today(), shown_switches().mark)
            shelf: Shelf[Stored] = current_app.extensions[_NAME]
            address = (request.path, *g.public_params.items(), _words_of(snapshot))
            stored = _made(shelf, address, moment, make, lasts)
            if stored is None:
                made = others[0] if others else view(**values)
                return made if isinstance(made, Response) else _answer(pack(made, kind, headers))
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


def _words_of(snapshot: SnapshotView | None) -> str:
    """Return a mark of the children's words in a snapshot: what was taken back is shown no more."""
    campaigns = snapshot.document["campaigns"].values() if snapshot else ()
    return " ".join(each.get("words", "") for each in campaigns)


def _made(
    shelf: Shelf[Stored],
    address: tuple[Any, ...],
    moment: Moment,
    make: Callable[[], Stored | None],
    lasts: float | None,
) -> Stored | None:
    try:
        stored = shelf.find_or_make((*address, moment), make, lasts)
    except (InterfaceError, OperationalError):
        # The database is away: the page as it last was, with its snapshot said on it.
        before = shelf.find(address)
        if before is None:
            raise
        db.session.rollback()
        return before
    if stored is not None:
        # The next one for the same address is answered before the program is entered.
        shelf.put(_front_key(request.environ, *moment), stored, lasts or 3600)
        shelf.put(address, stored, _OUTAGE)
    return stored


def _declared(params: tuple[str, ...]) -> dict[str, str]:
    found = {name: request.args.get(name, "").strip() for name in params}
    if any(len(value) > _LONGEST_VALUE for value in found.values()):
        abort(400)
    return {name: value for name, value in found.items() if value}


def _answer(stored: Stored) -> Response:
    status, headers, body = choose(stored, request.environ)
    return Response(body, status=status, headers=headers)


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
                status, headers, body = choose(stored, environ)
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
