"""`make run`: two processes that start together and end together, whoever ends first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from pledge_site.settings import ROOT
from tests.serving import free_port

_PATIENCE = 90.0


class Run:
    """One `make run` in a process group of its own, as a terminal starts it."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "tools.run"],
                cwd=ROOT,
                env=environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_served(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while "Ctrl-C ends it" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def members(self) -> list[psutil.Process]:
        """Return the living processes of the group."""
        living = []
        for each in psutil.process_iter():
            try:
                if os.getpgid(each.pid) == self.process.pid and each.status() != "zombie":
                    living.append(each)
            except (ProcessLookupError, psutil.NoSuchProcess):
                continue
        return living


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    """Start the program on an empty register; what is left of it is killed."""
    started: list[Run] = []

    def make(**environ: str) -> Run:
        kept = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
        places = {
            "DATABASE_URL": f"sqlite:///{tmp_path}/register.sqlite",
            "DEMO": "0",
            "FILES_URL": f"{tmp_path}/files",
            "MAIL_URL": f"{tmp_path}/mail",
            "PORT": str(free_port()),
        }
        started.append(Run(tmp_path, kept | places | environ))
        return started[-1]

    yield make
    for run in started:
        if run.process.poll() is None:
            os.killpg(run.process.pid, signal.SIGKILL)
            run.process.wait()


def test_ctrl_c_ends_everything(start):
    run = start()
    run.wait_until_served()
    assert len(run.members()) >= 4
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.process.wait(60) == 0
    assert run.members() == []


def test_it_ends_with_its_worker_and_says_so(start):
    run = start()
    run.wait_until_served()
    worker = next(each for each in run.members() if each.cmdline()[-1] == "worker")
    worker.kill()
    assert run.process.wait(60) != 0
    assert "flask ended; stopping" in run.said()
    assert run.members() == []


def test_nothing_outlives_a_kill(start):
    run = start()
    run.wait_until_served()
    run.process.kill()
    run.process.wait()
    deadline = time.monotonic() + 40
    while run.members() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert run.members() == []


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "eighty"), ("PORT", "70000"), ("TRUSTED_HOPS", "many")]
)
def test_a_wrong_setting_stops_the_start_and_is_named(start, name, value):
    run = start(**{name: value})
    assert run.process.wait(60) != 0
    assert f"setting {name}: is not a whole number" in run.said()
    assert "Traceback" not in run.said()
