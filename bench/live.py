"""How fast a change reaches everyone who watches, and what a viewer costs.

Run as ``.venv/bin/python -m bench.live [VIEWERS [THREADED]]`` (10000 and 300). First the pool of
gunicorn.live.conf.py, one gevent worker beside the pages; then the threaded process that `make run`
starts, which serves both. SQLite, the worker, viewers and pages share this machine. Reference, in
the same run and under the same load: the round trip of ``/healthz``, an answer that does nothing.
"""

import os
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pledge_site.app import create_app
from pledge_site.settings import ROOT, read
from tests.domain.snapshots.histories import STATES, History

BIN = Path(sys.executable).parent
PATIENCE = 120.0
ROUNDS = STATES
SURPLUS = 50
# Files that a process has open besides its streams.
OTHERS = 500

Row = tuple[str, str, str]


@dataclass
class Serving:
    """Where pages and streams are, and the process that holds the streams."""

    pages: int
    streams: int
    pid: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, viewers: int, *, pool: bool) -> Iterator[Serving]:
    """Serve from a folder; with a pool, streams have a process of their own."""
    port, live = free_port(), free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/register.sqlite",
        "FILES_URL": f"{folder}/files",
        "LIVE_MAX_VIEWERS": str(viewers),
        "LIVE_PORT": str(live),
        "MAIL_URL": f"{folder}/mail",
        "PORT": str(port),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONWARNINGS": "ignore",
    }
    os.environ.update(environ)
    subprocess.run([BIN / "flask", "--app", "wsgi", "db", "upgrade"], cwd=ROOT, check=True)
    commands = [
        [BIN / "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
        [BIN / "flask", "--app", "wsgi", "worker"],
    ]
    if pool:
        commands.append([BIN / "gunicorn", "--config", "gunicorn.live.conf.py", "wsgi_live:app"])
    parts = [subprocess.Popen(each, cwd=ROOT, stdout=subprocess.DEVNULL) for each in commands]
    try:
        streams = live if pool else port
        until(lambda: round_trip(port) and round_trip(streams))
        yield Serving(port, streams, child_of(parts[2 if pool else 0].pid))
    finally:
        for part in parts:
            part.terminate()
        for part in parts:
            part.wait()


def until(condition):
    """Wait until something holds, and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := attempt(condition)):
        assert time.monotonic() < deadline, "the program never came up"
        time.sleep(0.05)
    return found


def attempt(condition):
    try:
        return condition()
    except OSError:
        return None


def round_trip(port: int, path: str = "/healthz") -> float:
    """Return the seconds that an answer takes; ``/healthz`` does nothing."""
    began = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        answer.read()
    return time.perf_counter() - began


def child_of(pid: int) -> int:
    """Return the process of gunicorn that serves, once there is one."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return int(until(lambda: children.read_text().split())[0])


def resident(pid: int) -> int:
    """Return the memory that a process holds, in KiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


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
    told = []
    with selectors.DefaultSelector() as waiting:
        for stream in streams:
            waiting.register(stream, selectors.EVENT_READ)
        while waiting.get_map():
            assert time.perf_counter() < began + PATIENCE, f"only {len(told)} streams were told"
            heard = [key.fileobj for key, _ in waiting.select(1) if hears(key.fileobj)]
            told += [time.perf_counter() - began] * len(heard)
            for stream in heard:
                waiting.unregister(stream)
    return told


def hears(stream: socket.socket) -> bool:
    """Say whether what came is a change, and not a sign of life."""
    return b"event: change" in stream.recv(65536)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(viewers: int, *, pool: bool) -> list[Row]:
    """Return figures: what was measured, the value, the reference beside it."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), viewers, pool=pool) as where:
        app = create_app(read())
        with app.app_context():
            history = History()
            history.do("submit", ROUNDS[0])
            # The first snapshot is out before anybody watches.
            until(lambda: round_trip(where.pages, "/api/v1/snapshot"))
            alone = pages(where.pages)
            before = resident(where.pid)
            streams = watch(where.streams, viewers)
            cost = (resident(where.pid) - before) / viewers
            turned_away, crowded = refused(where.streams), pages(where.pages)
            idle, told = publications(history, where.pages, streams)
            for stream in streams:
                stream.close()
    reference = f"{1000 * statistics.median(idle):.1f} ms for /healthz"
    first, last = zip(*told, strict=True)
    spread = statistics.median(b - a for a, b in told)
    return [
        ("viewers held, none dropped", str(viewers), "the cap that was set"),
        ("surplus refused politely", f"{turned_away} of {SURPLUS}", "503 with Retry-After"),
        ("commit to the first viewer, median", f"{statistics.median(first):.2f} s", reference),
        ("commit to 99 % of viewers, median", f"{statistics.median(last):.2f} s", reference),
        ("first viewer to 99 % of them, median", f"{spread:.2f} s", reference),
        ("memory a viewer", f"{cost:.1f} KiB", f"{before // 1024} MiB without any"),
        ("a page meanwhile, median", f"{1000 * crowded:.1f} ms", f"{1000 * alone:.1f} ms alone"),
    ]


def pages(port: int) -> float:
    """Return the median seconds of the home page."""
    return statistics.median(round_trip(port, "/en/") for _ in range(50))


def publications(
    history: History, port: int, streams: list[socket.socket]
) -> tuple[list[float], list[tuple[float, float]]]:
    """Deposit for one State after the other; return idle round trips, and first and 99 % told."""
    idle, told = [], []
    for state in ROUNDS:
        idle.append(round_trip(port))
        history.do("submit", state)
        history.do("check", state)
        history.do("deposit", state)
        times = times_until_told(streams, time.perf_counter())
        told.append((min(times), percentile(times, 0.99)))
    return idle, told


def most_viewers(wanted: int) -> int:
    """Return how many this machine lets one process hold, and say when they are fewer."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        if wanted > hard - OTHERS:
            print(f"only {hard - OTHERS} viewers of {wanted}: a process may open {hard} files")
            return hard - OTHERS
    return wanted


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]]
    for name, count, has_pool in (
        ("gevent pool", (asked or [10_000])[0], True),
        ("threads", (asked[1:] or [300])[0], False),
    ):
        for row in measure(most_viewers(count), pool=has_pool):
            print(" | ".join((name, *row)))
