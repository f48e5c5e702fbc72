"""Hands out the files of press kits. The pages that list them are in `web/public`."""

import re
from dataclasses import dataclass
from typing import Any, BinaryIO

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as Answer
from werkzeug.wsgi import wrap_file

from pledge_site.domain.press import queries
from pledge_site.domain.press.kit import media_type, opened, stem
from pledge_site.outlets.files import store
from pledge_site.web.edge.shelf import Shelf

blueprint = Blueprint("press", __name__)

# Built once and never changed; kept for an hour, so that nothing outlives a correction for long.
_KEPT = "public, max-age=3600"
_LATEST = "public, max-age=30"
_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
# Bytes and seconds for which it is remembered what was built.
_MOST_KEPT, _LOOK_AGAIN = 1024 * 1024, 30.0


@dataclass(frozen=True, slots=True)
class Build:
    """What is known of a build, kept for a while so that a file is handed out at once."""

    key: str
    number: int
    length: int
    sha256: str
    files: list[dict[str, Any]]

    @property
    def size(self) -> int:
        """How much room this takes on the shelf."""
        return 512 * (len(self.files) + 1)


@blueprint.get("/press/<kit>/<filename>")
def file(kit: str, filename: str) -> Answer:
    """Hand out a kit, or one file of it, whole or in part; ``<kit>.zip`` leads to the newest."""
    if filename == f"{kit}.zip":
        return _to_newest(kit)
    build = _build_of(kit, filename)
    listed = next((each for each in build.files if each["name"] == filename), None)
    try:
        if filename == f"{stem(kit, build.number)}.zip":
            return _sent(store().open(build.key), filename, build.length, build.sha256)
        if listed is None:
            abort(404)
        member = opened(store().open(build.key), listed["path"])
    except FileNotFoundError:
        # The row is here and its file is not: a restore that has not come to the files yet.
        abort(404)
    return _sent(member, filename, listed["size"], listed["sha256"])


def _to_newest(kit: str) -> Answer:
    build = queries.latest_build(kit)
    if build is None:
        abort(404)
    name = f"{stem(kit, build.snapshot_number)}.zip"
    answer = redirect(url_for("press.file", kit=kit, filename=name), 302)
    answer.headers["Cache-Control"] = _LATEST
    return answer


def _build_of(kit: str, filename: str) -> Build:
    """Return the build that a file belongs to, by its name; 404 when there is none."""
    match = re.fullmatch(rf"global-pledge-{re.escape(kit)}-([1-9][0-9]{{0,8}})[-.].+", filename)
    if match is None:
        abort(404)
    number = int(match[1])
    builds: Shelf[Build] = current_app.extensions.setdefault("kit_builds", Shelf(_MOST_KEPT))
    build = builds.find_or_make((kit, number), lambda: _look_up(kit, number), _LOOK_AGAIN)
    if build is None:
        abort(404)
    return build


def _look_up(kit: str, number: int) -> Build | None:
    row = queries.build_for(kit, number)
    return Build(row.key, row.snapshot_number, row.size, row.sha256, row.files) if row else None


def _sent(content: BinaryIO, filename: str, size: int, sha256: str) -> Answer:
    response = Response(
        wrap_file(request.environ, content, 64 * 1024),
        content_type=media_type(filename),
        direct_passthrough=True,
    )
    response.content_length = size
    response.set_etag(sha256)
    response.headers["Cache-Control"] = _KEPT
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Content-Security-Policy"] = _POLICY
    # Several ranges at once are allowed to be answered by the whole.
    in_parts = request.range is None or len(request.range.ranges) == 1
    return response.make_conditional(
        request.environ, accept_ranges=in_parts, complete_length=size if in_parts else None
    )
