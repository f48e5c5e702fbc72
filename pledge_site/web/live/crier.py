"""Says a change once to all who wait, on one connection after the other, and wakes none of them.

Only in the pool of its own (gunicorn.live.conf.py), where thousands wait in one process. A reader's
first words and what it missed are told by its own stream (`stream.py`); so is whatever a slow line
did not take at once. Nothing here waits for a reader.
"""

import os
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.web.edge.current import CurrentSnapshot, keeper_of
from pledge_site.web.live.feed import Feed, feed_of
from pledge_site.web.live.leaving import watcher
from pledge_site.web.live.signs import BEAT, HEARTBEAT, LOOK

log = structlog.get_logger(__name__)

_NAME = "live_crier"
# Seconds between two rounds, and readers served before others have their turn.
_TURN = 1.0
_AT_ONCE = 250


class Place:
    """One reader who waits: where its connection is, and what it has heard."""

    __slots__ = ("_connection", "_is_chunked", "gone", "has_gone", "position", "rest", "woken")

    def __init__(
        self, connection: Any, has_gone: Callable[[], bool], *, is_chunked: bool = True
    ) -> None:
        self._connection = connection
        self._is_chunked = is_chunked
        self.has_gone = has_gone
        self.position = 0
        self.rest = b""
        self.gone = False
        self.woken = threading.Event()

    def send(self, data: bytes, framed: bytes, position: int) -> bool:
        """Send without waiting; False: the reader's own stream has to see to it."""
        whole = framed if self._is_chunked else data
        try:
            sent = os.write(self._connection.fileno(), whole)
        except BlockingIOError:
            return False
        except OSError:
            self.gone = True
            return False
        self.position = position
        self.rest = whole[sent:]
        return not self.rest

    def finish(self) -> None:
        """Send what a slow line did not take, waiting for it."""
        rest, self.rest = self.rest, b""
        if rest:
            self._connection.sendall(rest)


class Crier:
    """What tells all places of one process. Lives in ``app.extensions``."""

    def __init__(self, kept: CurrentSnapshot, feed: Feed) -> None:
        self._kept = kept
        self._feed = feed
        self._places: dict[Place, int] = {}
        self._count = 0
        self._told = 0
        self._started = False

    def hold(self, place: Place, position: int, longest: float) -> int | None:
        """Speak for a reader until its own stream has to; return where it stands, None: it left."""
        self._start()
        place.position = position
        self._count += 1
        place.woken.clear()
        self._places[place] = self._count
        try:
            # What came before the place stood here is for its own stream to tell.
            if not (self._kept.closed or self._kept.newer_than(position)):
                place.woken.wait(longest)
        finally:
            self._places.pop(place, None)
        if place.gone:
            return None
        place.finish()
        return place.position

    def _start(self) -> None:
        if not self._started:
            self._started = True
            threading.Thread(target=self._cry_on, name=_NAME, daemon=True).start()

    def _cry_on(self) -> None:
        turn, due = 0, time.monotonic() + _TURN
        while not self._kept.ending:
            newer = self._kept.wait_newer(self._told, max(0.0, due - time.monotonic()))
            if self._kept.closed:
                self._wake(list(self._places))
                time.sleep(_TURN)
            elif newer is not None:
                self._try(newer.number)
            if time.monotonic() >= due:
                turn, due = turn + 1, time.monotonic() + _TURN
                self.look(turn)
        self._wake(list(self._places))

    def _try(self, newest: int) -> None:
        try:
            self.cry(newest)
        except SQLAlchemyError as error:
            # They are told at the next try; what they have heard is known of each.
            log.warning("live.unreachable", error=type(error).__name__)
            time.sleep(_TURN)

    def cry(self, newest: int) -> None:
        """Tell everyone what lies between their place and the newest snapshot."""
        words: dict[int, tuple[bytes, bytes, int] | None] = {}

        def tell(place: Place) -> bool:
            if place.position >= newest:
                return True
            if place.position not in words:
                words[place.position] = self._words(place.position, newest)
            said = words[place.position]
            return said is not None and place.send(*said)

        self._each(list(self._places), tell)
        self._told = max(self._told, newest)

    def _words(self, position: int, newest: int) -> tuple[bytes, bytes, int] | None:
        """Return the events as sent, plain and framed; None: more than is told at once."""
        events = self._feed.after(position, newest)
        if not events or events[-1][0] < newest:
            return None
        data = b"".join(event for _, event in events)
        return data, _framed(data), newest

    def look(self, turn: int) -> None:
        """Give a sign of life to those whose turn it is, and let go of those who have gone."""
        beat, look = round(HEARTBEAT), round(LOOK)
        framed = _framed(BEAT)

        def visit(place: Place, number: int) -> bool:
            if number % look == turn % look and place.has_gone():
                place.gone = True
                return False
            return number % beat != turn % beat or place.send(BEAT, framed, place.position)

        numbers = dict(self._places)
        self._each(list(numbers), lambda place: visit(place, numbers[place]))

    def _each(self, places: list[Place], act: Callable[[Place], bool]) -> None:
        """Do something for each place that still stands; those that need their own stream wake."""
        for number, place in enumerate(places, 1):
            if place in self._places and not act(place):
                self._wake([place])
            if number % _AT_ONCE == 0:
                time.sleep(0)

    def _wake(self, places: list[Place]) -> None:
        for place in places:
            self._places.pop(place, None)
            place.woken.set()


def _framed(data: bytes) -> bytes:
    """Write a chunk as HTTP/1.1 sends it."""
    return b"%X\r\n%b\r\n" % (len(data), data)


def install(app: Flask) -> None:
    """Let one voice speak to everyone in this process."""
    app.extensions[_NAME] = Crier(keeper_of(app), feed_of(app))


def holder(app: Flask, environ: Mapping[str, Any]) -> Callable[[int, float], int | None] | None:
    """Return what waits in the place of whoever asks; None: its own stream has to."""
    crier: Crier | None = app.extensions.get(_NAME)
    place = _place_of(environ) if crier else None
    return partial(crier.hold, place) if crier and place else None


def _place_of(environ: Mapping[str, Any]) -> Place | None:
    """Return a place; None: bytes can't be put on the line as they are, or nobody asks for them."""
    has_gone = watcher(environ)
    if has_gone is None or environ.get("REQUEST_METHOD") != "GET":
        return None
    connection, protocol = environ["gunicorn.socket"], environ.get("SERVER_PROTOCOL")
    if protocol not in ("HTTP/1.0", "HTTP/1.1") or isinstance(connection, ssl.SSLSocket):
        return None
    return Place(connection, has_gone, is_chunked=protocol == "HTTP/1.1")
