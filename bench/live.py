"""How fast a change reaches everyone who watches, and what a viewer costs.

Run as ``.venv/bin/python -m bench.live [VIEWERS [THREADED]]`` (10000 and 300). First the pool of
gunicorn.live.conf.py, one gevent worker beside the pages; then the threaded process that `make run`
starts, which serves both. SQLite, the worker, viewers and pages share this machine. Reference, in
the same run and under the same load: the round trip of ``/healthz``, an answer that does nothing.
"""

import os
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

from bench.serving import free_port
from bench.viewers import (
    PATIENCE,
    SURPLUS,
    Publication,
    most_viewers,
    percentile,
    refused,
    times_until_told,
    watch,
)
from pledge_site.app import create_app
from pledge_site.settings import ROOT, read
from tests.domain.snapshots.histories import STATES, History

BIN = Path(sys.executable).parent
ROUNDS = STATES

# What is measured, the value, the reference beside it, the goal, whether it is met.
Row = tuple[str, str, str, str, bool]


@dataclass
class Serving:
    """Where pages and streams are, and the process that holds the streams."""

    pages: int
    streams: int
    pid: int


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
    published, first, last = (statistics.median(each) for each in zip(*told, strict=True))
    reach = statistics.median(late - out for out, _, late in told)
    return [
        ("viewers held, none dropped", str(viewers), "the cap that was set", "", True),
        ("surplus refused politely", f"{turned_away} of {SURPLUS}", "503 with Retry-After",
         "all", turned_away == SURPLUS),
        ("commit to snapshot, median", f"{published:.2f} s", reference, "≤ 1 s", published <= 1),
        ("snapshot to 99 % of viewers, median", f"{reach:.2f} s", reference, "≤ 1 s", reach <= 1),
        ("commit to the first viewer, median", f"{first:.2f} s", reference, "", True),
        ("commit to 99 % of viewers, median", f"{last:.2f} s", reference, "≤ 2 s", last <= 2),
        ("memory a viewer", f"{cost:.1f} KiB", f"{before // 1024} MiB without any",
         "≤ 25" if pool else "", cost <= 25),
        ("a page meanwhile, median", f"{1000 * crowded:.1f} ms", f"{1000 * alone:.1f} ms alone",
         "", True),
    ]  # fmt: skip


def pages(port: int) -> float:
    """Return the median seconds of the home page."""
    return statistics.median(round_trip(port, "/en/") for _ in range(50))


def publications(
    history: History, port: int, streams: list[socket.socket]
) -> tuple[list[float], list[tuple[float, float, float]]]:
    """Deposit for one State after the other; return idle round trips, and, from the commit on,
    when the snapshot was there, and when the first viewer and 99 % of them were told."""
    idle: list[float] = []
    told: list[tuple[float, float, float]] = []
    for state in ROUNDS:
        idle.append(round_trip(port))
        history.do("submit", state)
        history.do("check", state)
        out = Publication()
        history.do("deposit", state)
        times = times_until_told(streams, out.committed())
        told.append((out.seconds(), min(times), percentile(times, 0.99)))
    return idle, told


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]]
    for name, count, has_pool in (
        ("gevent pool", (asked or [10_000])[0], True),
        ("threads", (asked[1:] or [300])[0], False),
    ):
        for what, *said, goal, good in measure(most_viewers(count), pool=has_pool):
            met = ("met" if good else "not met") if goal else ""
            print(" | ".join((f"{name}: {what}", *map(str, said), str(goal), met)), flush=True)
