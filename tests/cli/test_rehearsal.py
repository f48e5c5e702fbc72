"""A rehearsal, end to end: a copy in another time that says so; the real register sleeps on."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pledge_site.cli.rehearsal import rehearsal
from pledge_site.db import db
from pledge_site.domain.ledger.service import head
from pledge_site.kernel import clock
from pledge_site.settings import ROOT
from tests import making
from tests.domain.pledges.clearing_making import at, cleared, standings
from tests.serving import free_port

_FLASK = Path(sys.executable).parent / "flask"
EVENT = datetime(2027, 2, 9, 9, tzinfo=UTC)


def _start(environ: dict[str, str], *words: str) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.Popen(
        [_FLASK, "--app", "wsgi", "rehearsal", *words],
        cwd=ROOT,
        env=kept | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:
        body: bytes = answer.read()
    return body.decode()


def _wait(address: str, holds, seconds: float = 40.0) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if holds(body := _get(address)):
                return body
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s: {address}")


@pytest.mark.database("sqlite")
def test_a_rehearsal_releases_on_its_copy_and_leaves_nothing(app, tmp_path):
    making.campaign()
    version_id = cleared("GHA", at(EVENT))
    url, before = str(db.engine.url), head()
    db.session.remove()
    port = free_port()
    environ = {"DATABASE_URL": url, "FILES_URL": str(tmp_path / "f"), "MAIL_URL": str(tmp_path)}
    started = _start(environ, "--at", "2027-02-09T08:59:55", "--port", str(port))
    place = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{place}/api/v1/states/GHA", lambda body: "deposited" in body)
        for page in ("en/", "ar/states/", "en/account/sign-in/"):
            assert 'class="banner banner--news"' in _get(f"{place}/{page}")
        expires = re.search(r"Expires: (\S+)", _get(f"{place}/.well-known/security.txt"))
        assert expires
        assert expires[1].startswith("2027-08")
    finally:
        started.send_signal(signal.SIGTERM)
        told = started.communicate(timeout=40)[0]
    assert started.returncode == 0, told
    assert "its copy is deleted" in told
    folder = re.search(r"copy in (\S+):", told)
    assert folder
    assert not Path(folder[1]).exists()
    assert (head(), standings(version_id)) == (before, ["accepted"])
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5


@pytest.mark.database("postgresql")
def test_another_database_is_not_copied_here(app):
    result = app.test_cli_runner().invoke(rehearsal, ["--at", "2027-02-09T08:55"])
    assert result.exit_code == 1
    assert "only a SQLite database" in result.output


@pytest.mark.database("sqlite")
def test_a_time_that_is_none_is_refused(app):
    result = app.test_cli_runner().invoke(rehearsal, ["--at", "tomorrow"])
    assert result.exit_code == 1
    assert "as in 2027-02-09T08:55" in result.output
