"""``flask rehearsal``: a copy of the register with a moved clock, served until Ctrl-C, then gone.

The copy is of a SQLite database. On PostgreSQL a backup is restored by hand into a database whose
name says that it is a rehearsal's: see docs/operations.md.
"""

import ctypes
import os
import secrets
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext

from pledge_site.db import db
from pledge_site.jobs import schema
from pledge_site.kernel import clock
from pledge_site.outlets import dumps
from pledge_site.outlets.dumps import DumpFailed
from pledge_site.outlets.files import open_store, store
from pledge_site.settings import ROOT, Settings

_BIN = Path(sys.executable).parent
_PATIENCE = 30
# Of the surroundings, what a program needs to run at all; none of the settings.
_KEPT = ("PATH", "HOME", "LANG", "TZ", "TMPDIR", "PYTHONPATH", "PYTHONWARNINGS", "VIRTUAL_ENV")


@click.command("rehearsal")
@click.option("--at", "moment", required=True, help="The time it begins at, in UTC.")
@click.option("--port", default=8010, type=click.IntRange(1, 65_535), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@with_appcontext
def rehearsal(moment: str, port: int, host: str) -> None:
    """Serve a copy of the register as it would be at a time such as 2027-02-09T08:55."""
    begins_at = _moment(moment)
    settings: Settings = current_app.config["SETTINGS"]
    if db.engine.dialect.name != "sqlite":
        raise click.ClickException(
            "only a SQLite database is copied here. Restore a backup into a PostgreSQL database "
            "called …rehearsal…, and serve it with REHEARSAL_OFFSET: see docs/operations.md"
        )
    schema.require_newest()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        with TemporaryDirectory(prefix="pledge-rehearsal-") as folder:
            _copy(Path(folder))
            environ = _environ(settings, Path(folder), f"http://{host}:{port}", begins_at)
            _serve(environ | {"HOST": host, "PORT": str(port)}, folder)
    except KeyboardInterrupt:
        pass
    click.echo("The rehearsal has ended, and its copy is deleted.")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.ClickException("--at is a day and a time, as in 2027-02-09T08:55") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _copy(folder: Path) -> None:
    """Copy the database and the files; nothing is written to either."""
    try:
        dumps.dump(db.engine, folder / "rehearsal.sqlite")
    except (DumpFailed, OSError) as no:
        raise click.ClickException(f"the database was not copied: {no}") from no
    db.session.remove()
    db.engine.dispose()
    there, here = store(), open_store(str(folder / "files"))
    for key in there.listing():
        here.put(key, there.read(key))


def _environ(settings: Settings, folder: Path, address: str, begins_at: datetime) -> dict[str, str]:
    """Return the settings of the copy: its own secret, no mail server, no key of the register."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    offset = round((begins_at - clock.outside()).total_seconds())
    return kept | {
        "APP_ENV": "development",
        "DEMO": "1" if settings.demonstration else "0",
        "DATABASE_URL": f"sqlite:///{folder / 'rehearsal.sqlite'}",
        "FILES_URL": str(folder / "files"),
        "MAIL_URL": str(folder / "mail"),
        "PUBLIC_BASE_URL": address,
        "SECRET_KEY": secrets.token_hex(32),
        "SECOND_FACTOR_KEY": settings.second_factor_key,
        "REHEARSAL_OFFSET": str(offset),
    }


def _serve(environ: dict[str, str], folder: str) -> None:
    """Serve and run the worker, until told to stop or until one of the two ends."""
    parts: list[subprocess.Popen[bytes]] = []
    try:
        for command in (
            ("gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), "wsgi:app"),
            ("flask", "--app", "wsgi", "worker"),
        ):
            parts.append(_start(command, environ))
        click.echo(f"A rehearsal on a copy in {folder}: {environ['PUBLIC_BASE_URL']}")
        click.echo(f"Its mails go to {environ['MAIL_URL']}. Ctrl-C ends it and deletes all of it.")
        sys.stdout.flush()
        while all(part.poll() is None for part in parts):
            time.sleep(0.2)
        raise click.ClickException("a part of the rehearsal has ended by itself; see above")
    finally:
        _end(parts)


def _start(command: tuple[str, ...], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [_BIN / command[0], *command[1:]],
        cwd=ROOT,
        env=environ,
        preexec_fn=_end_with_parent,  # noqa: PLW1509
    )


def _end(parts: list[subprocess.Popen[bytes]]) -> None:
    for part in parts:
        if part.poll() is None:
            part.terminate()
    for part in parts:
        try:
            part.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()


def _end_with_parent() -> None:
    """Have the kernel end a part when this process is killed outright (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
