"""Serves a WSGI application by the settings of gunicorn.conf.py, and asks it over plain sockets.

What scripts of bench/ share; nothing is measured here.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pledge_site.settings import ROOT

BIN = Path(sys.executable).parent
HOST = "127.0.0.1"
PATIENCE = 90.0
RECEIVED = 262_144
HELLO = """from flask import Flask

app = Flask("hello")
app.add_url_rule("/", view_func=lambda: "hello")
"""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that answers: its port, and the process that manages its workers."""

    port: int
    master: int

    def resident(self) -> int:
        """Return the largest resident memory among the workers, in KiB."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return max(_resident(each) for each in children)


def _resident(pid: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def settings(folder: Path, **others: str) -> dict[str, str]:
    """Return the environment of a register in a folder; on SQLite unless told."""
    port = free_port()
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/register.sqlite",
        "FILES_URL": f"{folder}/files",
        "MAIL_URL": f"{folder}/mail",
        "PORT": str(port),
        "PUBLIC_BASE_URL": f"http://{HOST}:{port}",
        "PYTHONPATH": f"{folder}:{ROOT}",
        "PYTHONWARNINGS": "ignore",
        **others,
    }


def flask(environ: dict[str, str], *words: str) -> None:
    """Run a command of the program."""
    command = [str(BIN / "flask"), "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True)


@contextmanager
def served(target: str, environ: dict[str, str]) -> Iterator[Serving]:
    """Serve ``module:app`` until done."""
    command = [str(BIN / "gunicorn"), "--config", str(ROOT / "gunicorn.conf.py"), target]
    port = int(environ["PORT"])
    server = subprocess.Popen(command, cwd=ROOT, env=environ)
    try:
        wait_for(port, server)
        yield Serving(port, server.pid)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(port: int, server: subprocess.Popen[bytes], path: str = "/") -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=20).close()
            return
        except OSError:
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server never answered"
            time.sleep(0.05)


@contextmanager
def hello(folder: Path) -> Iterator[Serving]:
    """Serve the view that does nothing, under the same settings."""
    (folder / "hello.py").write_text(HELLO)
    with served("hello:app", settings(folder)) as serving:
        yield serving


def connect(port: int) -> socket.socket:
    """Open a line to a server."""
    return socket.create_connection((HOST, port), PATIENCE)


def asked(path: str, *, method: str = "GET", body: bytes = b"", **headers: str) -> bytes:
    """Write one request as it goes over the line."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body:
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def answer(line: socket.socket, request: bytes) -> tuple[bytes, bytes, float]:
    """Ask, and read the whole answer; return head, body, and seconds to the first byte of it."""
    began = time.perf_counter()
    line.sendall(request)
    data = line.recv(RECEIVED)
    first = time.perf_counter() - began
    while b"\r\n\r\n" not in data:
        data += line.recv(RECEIVED)
    head, body = data.split(b"\r\n\r\n", 1)
    parts, length, known = [body], len(body), _length(head)
    while length < known:
        piece = line.recv(RECEIVED)
        assert piece, "the line was cut"
        parts.append(piece)
        length += len(piece)
    return head, b"".join(parts), first


def _length(head: bytes) -> int:
    for row in head.lower().split(b"\r\n"):
        if row.startswith(b"content-length:"):
            return int(row.split(b":")[1])
    return 0


def status(head: bytes) -> int:
    """Return the status of an answer."""
    return int(head.split(b" ", 2)[1])


def row(what: str, measured: str, reference: str, goal: str = "", *, good: bool = True) -> None:
    """Print a figure beside its reference and its goal."""
    met = ("met" if good else "not met") if goal else ""
    print(f"{what} | {measured} | {reference} | {goal} | {met}", flush=True)
