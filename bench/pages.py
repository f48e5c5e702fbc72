"""What the first page weighs, how fast pages leave the cache, and what a start costs.

Run as ``.venv/bin/python -m bench.pages``. Reference, in the same run: *hello*, a Flask view that
returns "hello" under the same gunicorn settings, asked by the same clients.
"""

import os
import resource
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

from pledge_site.kernel.languages import CODES
from pledge_site.settings import ROOT

BIN = Path(sys.executable).parent
CLIENTS, SECONDS, ROUNDS = 8, 2.0, 5
MOST_BYTES = 13_500
HELLO = """from flask import Flask

app = Flask("hello")
app.add_url_rule("/", view_func=lambda: "hello")
"""
RECEIVED = 65_536
# Libraries load these when they find them, and only the lock of developers brings them.
AS_IN_PRODUCTION = """import sys

sys.modules.update(dict.fromkeys(("attr", "rich", "yaml")))
"""
# What loads the library that draws, at the first asking.
FIGURES = ("/en/map/figure.json", "/ar/map/figure.json", "/en/map/")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, target: str) -> Iterator[tuple[int, int]]:
    """Serve ``module:app``; yield the port and the number of the master process."""
    port = free_port()
    environ = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/register.sqlite",
        "FILES_URL": f"{folder}/files",
        "MAIL_URL": f"{folder}/mail",
        "PORT": str(port),
        "PYTHONPATH": f"{folder}:{ROOT}",
        "PYTHONWARNINGS": "ignore",
    }
    if target.startswith("wsgi"):
        for words in (("db", "upgrade"), ("demo", "load", "--if-empty")):
            subprocess.run(
                [BIN / "flask", "--app", "wsgi", *words],
                cwd=ROOT, env=environ, check=True, capture_output=True,
            )  # fmt: skip
    command = [BIN / "gunicorn", "--config", ROOT / "gunicorn.conf.py", target]
    server = subprocess.Popen(command, cwd=ROOT, env=environ)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def request(path: str, **headers: str) -> bytes:
    """Write one request as it goes over the line."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: br"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _once(line: socket.socket, sent: bytes) -> tuple[bytes, int]:
    """Ask and read the whole answer; return its head and the bytes of its body."""
    line.sendall(sent)
    data = b""
    while b"\r\n\r\n" not in data:
        data += line.recv(RECEIVED)
    head, body = data.split(b"\r\n\r\n", 1)
    length = 0
    for row in head.split(b"\r\n"):
        if row.lower().startswith(b"content-length:") and b" 304 " not in head[:20]:
            length = int(row.split(b":")[1])
    read = len(body)
    while read < length:
        read += len(line.recv(RECEIVED))
    return head, read


def rate(port: int, sent: bytes) -> float:
    """Return requests a second of some clients that ask one after the other, over open lines."""
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(CLIENTS)]
    done, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for line in lines:
            _once(line, sent)
            done += 1
    for line in lines:
        line.close()
    return done / SECONDS


def weigh(port: int) -> dict[str, int]:
    """Return the bytes of brotli of the first page, by language."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        return {code: _once(line, request(f"/{code}/"))[1] for code in CODES}


def etag(port: int) -> str:
    """Return the strong tag of the first page."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        head = _once(line, request("/en/"))[0].decode()
    return next(row[6:] for row in head.split("\r\n") if row.startswith("ETag: "))


def resident(master: int) -> int:
    """Return the largest resident memory among a server's workers, in MB."""
    found = subprocess.run(
        ["ps", "--ppid", str(master), "-o", "rss="], capture_output=True, text=True, check=True
    )
    return max(int(row) for row in found.stdout.split()) // 1024


def spent() -> float:
    """Return the processor time of all that has been run from here, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def importing(target: str, folder: Path) -> float:
    """Return the seconds of processor time that importing an application takes."""
    before = spent()
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import {target}"],
        cwd=ROOT, check=True, env=os.environ | {"PYTHONPATH": f"{folder}:{ROOT}"},
    )  # fmt: skip
    return spent() - before


def start(folder: Path) -> float:
    """Return how many times longer than hello our import takes; the quickest of each, in turns."""
    pairs = [(importing("wsgi", folder), importing("hello", folder)) for _ in range(2 * ROUNDS)]
    ours, hello = (min(each) for each in zip(*pairs, strict=True))
    return ours / hello


def compare(port: int, plain: int) -> tuple[float, dict[str, list[float]]]:
    """Return hello's requests a second, and the rates of our pages as shares of it, by round."""
    asked = {
        "home, from the cache": request("/en/"),
        "home, not changed (304)": request("/en/", If_None_Match=etag(port)),
        "States, from the cache": request("/en/states/"),
    }
    shares: dict[str, list[float]] = {label: [] for label in asked}
    hello = []
    for _ in range(ROUNDS):
        hello.append(rate(plain, request("/")))
        for label, sent in asked.items():
            shares[label].append(rate(port, sent) / hello[-1])
    return statistics.median(hello), shares


def row(what: str, measured: object, reference: str, goal: object, *, good: bool) -> None:
    """Print a figure beside its reference and its goal."""
    print(f"{what} | {measured} | {reference} | {goal} | {'met' if good else 'not met'}")


def main() -> int:
    """Measure, and print each figure beside its reference."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "hello.py").write_text(HELLO)
        (folder / "sitecustomize.py").write_text(AS_IN_PRODUCTION)
        with served(folder, "hello:app") as (plain, _), served(folder, "wsgi:app") as (port, pid):
            weights = weigh(port)
            hello, shares = compare(port, plain)
            memory = resident(pid)
            for path in FIGURES:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60).read()
            after = resident(pid)
        ratio = start(folder)
    hello_says = f"hello: {hello:.0f} a second"
    for code, weight in weights.items():
        row(f"home in {code}, bytes of brotli", weight, "", MOST_BYTES, good=weight <= MOST_BYTES)
    for label, ratios in shares.items():
        share = round(statistics.median(ratios), 2)
        row(f"{label}, requests a second ÷ hello", share, hello_says, "≥ 0.9", good=share >= 0.9)
    row("resident memory of a worker, MB", memory, "", "≤ 130", good=memory <= 130)
    row("the same after the explorer's figures, MB", after, "", "≤ 130", good=after <= 130)
    row("import ÷ hello, processor time", round(ratio, 2), "hello: 1", "≤ 5", good=ratio <= 5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
