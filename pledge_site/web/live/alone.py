"""Keeps a process of the live pool to what it is for: it streams, and writes nothing."""

from flask import Flask, abort, request

_OPEN = frozenset({"live.stream", "health.alive", "health.ready"})


def keep_to_live(app: Flask) -> None:
    """Answer 404 to everything but the stream and the questions of health."""

    @app.before_request
    def turn_away() -> None:
        if request.endpoint not in _OPEN:
            abort(404)
