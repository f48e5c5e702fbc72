"""Ends the streams of a process when it is told to end, so that a restart takes seconds."""

import signal
from types import FrameType

from flask import Flask

from pledge_site.web.edge.current import keeper_of


def install(app: Flask) -> None:
    """Let SIGTERM end the streams first. Called in the main thread of a serving process."""
    kept = keeper_of(app)
    before = signal.getsignal(signal.SIGTERM)

    def end(number: int, frame: FrameType | None) -> None:
        kept.end()
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, end)
