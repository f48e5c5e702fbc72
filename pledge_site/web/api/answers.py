"""Answers of the API: made once for each address and snapshot, kept compressed.

They depend on these alone: no cookie, no account, no language of the browser.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import brotli
from flask import Response, abort, current_app, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.http import parse_accept_header

from pledge_site.kernel import clock
from pledge_site.web.edge.current import SnapshotView, current_snapshot
from pledge_site.web.edge.shelf import Shelf

Query = Mapping[str, Any]

# A few seconds: what polls asks every twenty, and no cache may outlive a publication for long.
CACHE = "public, max-age=3, s-maxage=2, stale-while-revalidate=5, stale-if-error=86400"
# The same of what must not outlive its being taken back: words that children said.
FLEETING = "public, max-age=3, s-maxage=2, stale-while-revalidate=5"
JSON = "application/json"
GEOJSON = "application/geo+json"
ZIP = "application/zip"
CSV = "text/csv; charset=utf-8; header=present"
_ROOM = 8 * 1024 * 1024
_QUALITY = 5
# Bytes below which compressing saves no packet.
_SMALL = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is sent, plain and compressed."""

    plain: bytes
    br: bytes | None
    etag: str
    headers: Mapping[str, str]

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.br or b"") + 500


def standing_snapshot() -> SnapshotView:
    """Return the snapshot that stands.

    :raises ServiceUnavailable: none was published yet.
    """
    view = current_snapshot()
    if view is None:
        raise ServiceUnavailable(retry_after=5)
    return view


def campaign_of(view: SnapshotView, slug: str | None) -> tuple[str, dict[str, Any]]:
    """Return the campaign asked for, or the current one, with its name; unknown ones are 404."""
    slug = slug or view.document["current"]
    campaign = view.campaign(slug) if slug else None
    if slug is None or campaign is None:
        abort(404)
    return slug, campaign


def as_json(view: SnapshotView, query: Query, make: Callable[[], Any]) -> Response:
    """Answer with JSON, made when it is not kept."""
    _hold_to(JSON)
    return _send(view, query, lambda: _kept(_encode(make()), {"Content-Type": JSON}))


def as_fleeting_json(view: SnapshotView, query: Query, make: Callable[[], Any]) -> Response:
    """Answer with JSON that holds children's words: for this day alone, and not for an outage."""
    response = as_json(view, {**query, "day": clock.today().isoformat()}, make)
    response.headers["Cache-Control"] = FLEETING
    return response


def as_csv(view: SnapshotView, query: Query, name: str, make: Callable[[], bytes]) -> Response:
    """Answer with a sheet to save as `name` and the number of the snapshot."""
    _hold_to("text/csv")
    headers = {
        "Content-Type": CSV,
        "Content-Disposition": f'attachment; filename="{name}-{view.number}.csv"',
    }
    return _send(view, query, lambda: _kept(make(), headers))


def as_geojson(view: SnapshotView, query: Query, name: str, make: Callable[[], Any]) -> Response:
    """Answer with GeoJSON to save as `name` and the number of the snapshot."""
    _hold_to(GEOJSON, JSON)
    headers = {
        "Content-Type": GEOJSON,
        "Content-Disposition": f'attachment; filename="{name}-{view.number}.geojson"',
    }
    return _send(view, query, lambda: _kept(_encode(make()), headers))


def as_file(view: SnapshotView, query: Query, name: str, make: Callable[[], bytes]) -> Response:
    """Answer with an archive to save as `name`."""
    _hold_to(ZIP)
    headers = {"Content-Type": ZIP, "Content-Disposition": f'attachment; filename="{name}"'}
    return _send(view, query, lambda: _kept(make(), headers, pack=False))


def _encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _hold_to(*kinds: str) -> None:
    accepted = request.accept_mimetypes
    if accepted and all(accepted.quality(kind) <= 0 for kind in kinds):
        abort(406)


def _send(view: SnapshotView, query: Query, make: Callable[[], Kept]) -> Response:
    shelf: Shelf[Kept] = current_app.extensions["api_shelf"]
    # What was not declared as a parameter makes no other answer.
    key = (request.path, *sorted(query.items()), view.number)
    kept = shelf.find_or_make(key, make)
    if kept is None:
        abort(503)
    packed = kept.br is not None and _takes_brotli()
    response = Response(kept.br if packed else kept.plain, headers=dict(kept.headers))
    if packed:
        response.headers["Content-Encoding"] = "br"
    response.headers["Cache-Control"] = CACHE
    response.headers["Vary"] = "Accept-Encoding, Accept"
    response.set_etag(f"{kept.etag}-br" if packed else kept.etag)
    response.make_conditional(request)
    return response


def _takes_brotli() -> bool:
    wanted = dict(parse_accept_header(request.headers.get("Accept-Encoding", "")))
    return wanted.get("br", 0) > 0


def _kept(plain: bytes, headers: Mapping[str, str], *, pack: bool = True) -> Kept:
    pack = pack and len(plain) > _SMALL
    packed = brotli.compress(plain, quality=_QUALITY) if pack else None
    return Kept(plain, packed, hashlib.sha256(plain).hexdigest()[:24], headers)


def new_shelf() -> Shelf[Kept]:
    """Return an empty place to keep answers in."""
    return Shelf(_ROOM)
