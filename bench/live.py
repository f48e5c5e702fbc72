"""How fast a change reaches everyone who watches, and what a viewer costs.

Run as ``.venv/bin/python -m bench.live [VIEWERS]`` (300). The program is served as `make run` does:
one threaded gunicorn, the worker beside it, SQLite. Reference, in the same run and under the same
load: the round trip of ``/healthz``, an answer that does nothing.
"""

import os
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
from pathlib import Path

from pledge_site.app import create_app
from pledge_site.settings import ROOT, read
from tests.domain.snapshots.histories import STATES, History

BIN = Path(sys.executable).parent
PATIENCE = 120.0
ROUNDS = STATES


@contextmanager
def served(folder: Path, viewers: int) -> Iterator[tuple[int, int]]:
    """Serve from a folder; yield the port and the process that serves pages."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/register.sqlite",
        "FILES_URL": f"{folder}/files",
        "LIVE_MAX_VIEWERS": str(viewers),
        "MAIL_URL": f"{folder}/mail",
        "PORT": str(port),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONWARNINGS": "ignore",
    }
    os.environ.update(environ)
    subprocess.run([BIN / "flask", "--app", "wsgi", "db", "upgrade"], cwd=ROOT, check=True)
    commands = (
        [BIN / "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
        [BIN / "flask", "--app", "wsgi", "worker"],
    )
    parts = [subprocess.Popen(each, cwd=ROOT, stdout=subprocess.DEVNULL) for each in commands]
    try:
        until(lambda: round_trip(port))
        yield port, child_of(parts[0].pid)
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


def watch(port: int, viewers: int) -> list[socket.socket]:
    """Open streams; each has heard where it stands when this returns."""
    opened = []
    for _ in range(viewers):
        stream = socket.create_connection(("127.0.0.1", port), 20)
        stream.sendall(b"GET /live?after=999999 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        opened.append(stream)
    for stream in opened:
        heard = b""
        while b"id: " not in heard:
            heard += stream.recv(4096)
        assert heard.startswith(b"HTTP/1.1 200"), heard[:60]
    return opened


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


def measure(viewers: int) -> list[tuple[str, str, str]]:
    """Return figures: what was measured, the value, the reference beside it."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), viewers) as (port, pid):
        app = create_app(read())
        with app.app_context():
            history = History()
            history.do("submit", ROUNDS[0])
            # The first snapshot is out before anybody watches.
            until(lambda: round_trip(port, "/api/v1/snapshot"))
            before = resident(pid)
            streams = watch(port, viewers)
            cost = (resident(pid) - before) / viewers
            first, last, idle = [], [], []
            for state in ROUNDS:
                idle.append(round_trip(port))
                history.do("submit", state)
                history.do("check", state)
                history.do("deposit", state)
                told = times_until_told(streams, time.perf_counter())
                first.append(min(told))
                last.append(percentile(told, 0.99))
            for stream in streams:
                stream.close()
    reference = f"{1000 * statistics.median(idle):.1f} ms for /healthz"
    spread = statistics.median(b - a for a, b in zip(first, last, strict=True))
    return [
        ("viewers held, none dropped", str(viewers), "the cap that was set"),
        (
            "from the commit to the first viewer, median",
            f"{statistics.median(first):.2f} s",
            reference,
        ),
        (
            "from the commit to 99 % of viewers, median",
            f"{statistics.median(last):.2f} s",
            reference,
        ),
        ("from the first viewer to 99 % of them, median", f"{spread:.2f} s", reference),
        ("memory a viewer", f"{cost:.0f} KiB", f"{before // 1024} MiB without any"),
    ]


if __name__ == "__main__":
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 300):
        print(" | ".join(row))
