"""``flask backup`` and ``flask restore``: the register as one file, and back."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from pledge_site.db import db
from pledge_site.domain.ledger import queries as ledger
from pledge_site.jobs import suppressions
from pledge_site.jobs.schema import found_versions, wanted_versions
from pledge_site.kernel import clock
from pledge_site.outlets import archive, dumps
from pledge_site.outlets.archive import BadBackup
from pledge_site.outlets.dumps import NAMES, DumpFailed
from pledge_site.outlets.files import FileStore, store
from pledge_site.outlets.sealing import read_key

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=_FILE)
@with_appcontext
def backup(file: Path) -> None:
    """Write the database and all files into FILE, encrypted if BACKUP_KEY_FILE is set."""
    if file.exists():
        raise click.ClickException(f"{file} is there already; a backup replaces nothing")
    key = _key()
    engine = db.engine
    name = NAMES[engine.dialect.name]
    with _here(file.absolute().parent) as folder:
        copy = Path(folder, name)
        try:
            counts = dumps.dump(engine, copy)
        except (DumpFailed, OSError) as no:
            raise click.ClickException(f"the database was not copied: {no}") from no
        with archive.writing(file, key) as writer:
            writer.listed |= {
                "made_at": clock.stamp(clock.now()),
                "database": engine.dialect.name,
                "schema": sorted(found_versions()),
                "rows": counts,
            }
            writer.add(name, copy)
            # After the database: whatever a row in it names is there.
            files = writer.add_files(store())
    how = "encrypted" if key else "NOT encrypted: BACKUP_KEY_FILE is not set"
    rows = sum(counts.values())
    click.echo(f"{file}: {rows} rows and {files} files, {how}.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Bring the backup FILE into an empty database and check it: rows, schema, ledger."""
    engine = db.engine
    if _is_in_use():
        raise click.ClickException(
            "this database is in use. A backup is restored into an empty one: "
            "move it away, or let DATABASE_URL name another"
        )
    with _here(file.absolute().parent) as folder:
        try:
            listed = archive.unpack(file, Path(folder), _key())
            if listed["database"] != engine.dialect.name:
                raise BadBackup(f"the backup is of {listed['database']}, DATABASE_URL is not")
            db.session.remove()
            dumps.load(engine, Path(folder, NAMES[engine.dialect.name]))
        except (BadBackup, DumpFailed) as no:
            raise click.ClickException(f"nothing was restored: {no}") from no
        files = _put_back(Path(folder, "files"), store())
    is_newest = _check(listed)
    again = _take_out_again() if is_newest else 0
    rows = sum(listed["rows"].values())
    click.echo(f"Restored {rows} rows and {files} files as of {listed['made_at']}; all agree.")
    if again:
        click.echo(f"{again} things that groups had taken back since were taken out again.")


def _key() -> bytes | None:
    path = current_app.config["SETTINGS"].backup_key_file
    if path is None:
        return None
    try:
        return read_key(path)
    except (OSError, ValueError) as no:
        raise click.ClickException(f"BACKUP_KEY_FILE can't be used: {no}") from no


def _here(folder: Path) -> Any:
    """Make a folder for working copies, on the disk where the backup lies, closed to others."""
    if not os.access(folder, os.W_OK):
        raise click.ClickException(f"{folder} can't be written to")
    return TemporaryDirectory(prefix=".backup-", dir=folder)


def _is_in_use() -> bool:
    url = db.engine.url
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return False
    with db.engine.connect() as connection:
        counts = dumps.count_rows(connection)
    return any(count for name, count in counts.items() if name != "alembic_version")


def _put_back(folder: Path, files: FileStore) -> int:
    found = [each for each in sorted(folder.rglob("*")) if each.is_file()]
    for each in found:
        key = each.relative_to(folder).as_posix()
        if key == suppressions.FILE:
            # The list that lies there may be newer: it only grows.
            suppressions.keep(suppressions.read(each.read_text()))
        else:
            files.put(key, each)
    return len(found)


def _take_out_again() -> int:
    keys = suppressions.kept()
    return suppressions.take_out_again(keys, clock.now()) if keys else 0


def _check(listed: dict[str, Any]) -> bool:
    """Hold what is there now against the list, and walk the ledger; say if the schema is ours."""
    with db.engine.connect() as connection:
        counts = dumps.count_rows(connection)
    differing = [name for name, count in listed["rows"].items() if counts.get(name) != count]
    if differing:
        raise click.ClickException(f"restored, but the rows differ in {', '.join(differing)}")
    if found_versions() != wanted_versions():
        click.echo(
            "The backup is of an earlier version: run 'flask db upgrade', "
            "then 'flask withdrawn apply' and 'flask ledger verify'."
        )
        return False
    flaw = ledger.verify()
    if flaw is not None:
        raise click.ClickException(f"restored, but the ledger breaks at entry {flaw.seq}")
    return True
