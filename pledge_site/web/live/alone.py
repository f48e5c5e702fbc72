"""Keeps a process of the live pool to what it is for: it streams, and writes nothing."""

from flask import Flask, abort, request

from pledge_site.web.edge.current import keeper_of
from pledge_site.web.live import crier

_OPEN = frozenset({"live.stream", "health.alive", "health.ready"})


def keep_to_live(app: Flask) -> None:
    """Answer 404 to everything but the stream and the questions of health; one voice tells all."""
    keeper_of(app).look_often()
    crier.install(app)

    @app.before_request
    def turn_away() -> None:
        if request.endpoint not in _OPEN:
            abort(404)
