"""Fixtures that serve the whole program on a free port, and a browser that looks at it.

`server` is the demonstration on SQLite, fresh for each test file; `serve` makes others. `page` is
a browser that fails the test when a page asks another host or a script fails.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from pledge_site.settings import ROOT
from tests.databases import Databases, SqliteDatabases
from tools import messages, run

_BIN = Path(sys.executable).parent
_PATIENCE = 60.0
_SHOWN = 4_000


@dataclass
class Server:
    """The program as it runs for real: gunicorn and the worker, each a process."""

    address: str
    folder: Path
    environ: dict[str, str]
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def flask(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of the program on the same database."""
        command = [_BIN / "flask", "--app", "wsgi", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, f"flask {words}: {done.stdout}{done.stderr}"
        return done

    def start(self) -> None:
        """Start both parts and wait until pages are served."""
        self.start_part("worker", "flask", "--app", "wsgi", "worker")
        self.start_part(
            "gunicorn", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "wsgi:app"
        )
        deadline = time.monotonic() + _PATIENCE
        while not self.answers():
            dead = [name for name, part in self.parts.items() if part.poll() is not None]
            assert not dead, f"{dead} ended:\n{self.log()}"
            assert time.monotonic() < deadline, f"no answer in {_PATIENCE} s:\n{self.log()}"
            time.sleep(0.1)

    def start_part(self, name: str, *command: str) -> None:
        """Start `gunicorn` or `worker` with its log in the folder."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                [_BIN / command[0], *command[1:]],
                cwd=ROOT,
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=run.end_with_parent,
            )

    def answers(self) -> bool:
        """Tell whether the program answers at all."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return True
        except OSError:
            return False

    def log(self) -> str:
        """Return the end of what both parts have written."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{each.name}: {each.read_text()[-_SHOWN:]}" for each in logs)

    def mails(self) -> list[Path]:
        """Return the mails written so far, in the order of their names."""
        return sorted((self.folder / "mail").rglob("*.eml"))

    def stop(self) -> None:
        """Ask both parts to end, and make them."""
        for part in self.parts.values():
            if part.poll() is None:
                part.send_signal(signal.SIGTERM)
        for part in self.parts.values():
            try:
                part.wait(15)
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environ(folder: Path, port: int, database_url: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    return kept | {
        "APP_ENV": "development",
        "DATABASE_URL": database_url,
        "FILES_URL": str(folder / "files"),
        "HOST": "127.0.0.1",
        "MAIL_URL": str(folder / "mail"),
        "PORT": str(port),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONWARNINGS": "ignore",
    }


@pytest.fixture(scope="session", autouse=True)
def compiled_messages() -> None:
    """Have the catalogues compiled, so that pages are in their language."""
    messages.compile_all()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Make a folder with the database and the files of a freshly loaded demonstration.

    The first process of a run that needs it makes it; the others wait, and read the same.
    """
    if worker_id == "master":
        return _loaded(tmp_path_factory.mktemp("demonstration"))
    folder = tmp_path_factory.getbasetemp().parent / "demonstration"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _loaded(tmp_path_factory.mktemp("demonstration")).rename(folder)
    return folder


def _loaded(folder: Path) -> Path:
    server = Server("", folder, _environ(folder, 0, SqliteDatabases(folder).url("register")))
    server.flask("db", "upgrade")
    server.flask("demo", "load", "--if-empty")
    return folder


@pytest.fixture(scope="module")
def serve(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Server]]:
    """Serve the program: ``serve()`` the demonstration, ``serve(demo=False)`` an empty register.

    ``kind="postgresql"`` serves from there; other words are environment variables.
    """
    started: list[Server] = []

    def make(*, demo: bool = True, kind: str = "sqlite", **environ: str) -> Server:
        folder, port = tmp_path_factory.mktemp("server"), free_port()
        if kind == "sqlite":
            url = SqliteDatabases(folder).url("register")
            if demo:
                made = request.getfixturevalue("demonstration")
                shutil.copytree(made, folder, dirs_exist_ok=True)
        else:
            known: dict[str, Databases] = request.getfixturevalue("all_databases")
            url = known[kind].create(f"server_{len(started)}_{port}")
        environ["DEMO"] = "1" if demo else "0"
        server = Server(f"http://127.0.0.1:{port}", folder, _environ(folder, port, url) | environ)
        if not (demo and kind == "sqlite"):  # the copy has both behind it
            server.flask("db", "upgrade")
            server.flask(*(("demo", "load", "--if-empty") if demo else ("pledges", "prepare")))
        started.append(server)
        server.start()
        return server

    yield make
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    """Serve the demonstration, the same for all tests of a file."""
    return serve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, else playwright's, that asks nobody for anything by itself."""
    known = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, known) if path), None)
    args = ["--disable-background-networking", "--disable-gpu", "--no-sandbox"]
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=args)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own (its own cookies); arguments are those of a context."""
    complaints: list[str] = []
    opened: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        opened.append(browser.new_context(**options))
        page = opened[-1].new_page()
        page.on("request", lambda request: complaints.extend(_strangers(request.url)))
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("console", lambda entry: complaints.extend(_grave(entry.type, entry.text)))
        return page

    yield make
    for context in opened:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """Open a browser."""
    return visit()


def _strangers(url: str) -> list[str]:
    parts = urlsplit(url)
    ours = parts.scheme in ("data", "blob") or parts.hostname in ("127.0.0.1", "localhost")
    return [] if ours else [f"asked another host: {url}"]


def _grave(kind: str, text: str) -> list[str]:
    # A refused form or a page that isn't there is an answer, not a fault of the page.
    return [f"console: {text}"] if kind == "error" and "Failed to load resource" not in text else []
