"""Who watches, for bench/live.py: thousands of streams of one process, and when each is told."""

import os
import resource
import selectors
import socket
import sqlite3
import threading
import time
from contextlib import closing

PATIENCE = 120.0
SURPLUS = 50
# Files that a process has open besides its streams.
OTHERS = 500


def ask(port: int) -> socket.socket:
    """Ask for a stream."""
    stream = socket.create_connection(("127.0.0.1", port), PATIENCE)
    stream.sendall(b"GET /live?after=999999 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    return stream


def watch(port: int, viewers: int) -> list[socket.socket]:
    """Open streams; each has heard where it stands when this returns."""
    opened = [ask(port) for _ in range(viewers)]
    for stream in opened:
        heard = b""
        while b"id: " not in heard:
            heard += stream.recv(4096)
        assert heard.startswith(b"HTTP/1.1 200"), heard[:60]
    return opened


def refused(port: int) -> int:
    """Ask for more than fit; return how many of them are told to come later."""
    count = 0
    for _ in range(SURPLUS):
        stream = ask(port)
        heard = stream.recv(4096)
        count += heard.startswith(b"HTTP/1.1 503") and b"Retry-After" in heard
        stream.close()
    return count


def times_until_told(streams: list[socket.socket], began: float) -> list[float]:
    """Return the seconds until each stream told a change."""
    told: list[float] = []
    with selectors.DefaultSelector() as waiting:
        for stream in streams:
            waiting.register(stream, selectors.EVENT_READ, stream)
        while waiting.get_map():
            assert time.perf_counter() < began + PATIENCE, f"only {len(told)} streams were told"
            ready = [key.data for key, _ in waiting.select(1)]
            for stream in filter(hears, ready):
                told.append(time.perf_counter() - began)
                waiting.unregister(stream)
    return told


def hears(stream: socket.socket) -> bool:
    """Say whether what came is a change, and not a sign of life."""
    return b"event: change" in stream.recv(65536)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Publication:
    """Waits, in a thread of its own, until there is one snapshot more; made before the commit."""

    def __init__(self) -> None:
        self.began, self._after = 0.0, 0.0
        self._path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
        with closing(sqlite3.connect(self._path)) as register:
            self._before = newest(register)
        self._thread = threading.Thread(target=self._look, daemon=True)

    def committed(self) -> float:
        """Let the time run; return when it began."""
        self.began = time.perf_counter()
        self._thread.start()
        return self.began

    def _look(self) -> None:
        with closing(sqlite3.connect(self._path)) as register:
            while newest(register) == self._before:
                time.sleep(0.01)
        self._after = time.perf_counter() - self.began

    def seconds(self) -> float:
        """Return how long after the commit the snapshot was there."""
        self._thread.join(PATIENCE)
        return self._after


def newest(register: sqlite3.Connection) -> int:
    """Return the number of the newest snapshot."""
    return int(register.execute("SELECT max(number) FROM snapshots").fetchone()[0] or 0)


def most_viewers(wanted: int) -> int:
    """Return how many this machine lets one process hold, and say when they are fewer."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        if wanted > hard - OTHERS:
            print(f"only {hard - OTHERS} viewers of {wanted}: a process may open {hard} files")
            return hard - OTHERS
    return wanted
