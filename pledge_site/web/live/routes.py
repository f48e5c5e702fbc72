"""``/live``: the stream of published snapshots. What it tells is in `feed.py`."""

import random

from flask import Blueprint, Response, abort, current_app, request

from pledge_site.web.edge.current import keeper, shown_switches
from pledge_site.web.live.crier import holder
from pledge_site.web.live.feed import Feed, feed_of
from pledge_site.web.live.leaving import watcher
from pledge_site.web.live.stream import tell
from pledge_site.web.live.viewers import Viewers

blueprint = Blueprint("live", __name__)

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
# Seconds until a refused page may try again; it polls meanwhile.
_FULL = (60, 180)
_OFF = 3600
_LONGEST_NUMBER = 9


@blueprint.get("/live")
def stream() -> Response:
    """Tell what changes from here on, and what has changed behind ``Last-Event-ID``."""
    position = _position()
    viewers = _viewers()
    if shown_switches().live_off or not viewers.enter():
        return _refused()
    kept, environ = keeper(), request.environ
    told = tell(kept, _feed(), position, watcher(environ), holder(kept.app, environ))
    response = Response(told, mimetype="text/event-stream", headers=_HEADERS)
    response.call_on_close(viewers.leave)
    return response


def _position() -> int | None:
    told = request.headers.get("Last-Event-ID") or request.args.get("after")
    if told is None:
        return None
    if not (told.isascii() and told.isdigit() and len(told) <= _LONGEST_NUMBER):
        abort(400)
    return int(told)


def _refused() -> Response:
    is_off = shown_switches().live_off or not current_app.config["SETTINGS"].live_max_viewers
    wait = _OFF if is_off else random.randint(*_FULL)  # noqa: S311  spreads load, hides nothing
    words = "off\n" if is_off else "full: read /api/v1/snapshot instead\n"
    headers = {**_HEADERS, "Retry-After": str(wait)}
    return Response(words, status=503, mimetype="text/plain", headers=headers)


def _viewers() -> Viewers:
    most = current_app.config["SETTINGS"].live_max_viewers
    viewers: Viewers = current_app.extensions.setdefault("live_viewers", Viewers(most))
    return viewers


def _feed() -> Feed:
    return feed_of(keeper().app)
