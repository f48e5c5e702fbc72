"""A backup as one file: a database, the files, and a list of both; sealed when there is a key.

What is in it is named here and nowhere else. A backup is read whole and held against its list
before anything of it is used.
"""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from pledge_site.outlets.files import FileStore
from pledge_site.outlets.sealing import BadSeal, SealedReader, SealedWriter, is_sealed

LIST = "MANIFEST.json"
_MEMBER = re.compile(r"register\.(sqlite|dump)|files(/[A-Za-z0-9][A-Za-z0-9._-]*)+")
_CHUNK = 256 * 1024


class BadBackup(Exception):
    """A backup that can't be used; the message says why."""


@contextmanager
def writing(target: Path, key: bytes | None) -> Iterator["Writer"]:
    """Write a backup, whole or not at all, for its owner's eyes only."""
    partial = target.with_name(f".{target.name}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            sealed: Any = SealedWriter(out, key) if key else out
            with tarfile.open(fileobj=sealed, mode="w|gz") as archive:
                writer = Writer(archive)
                yield writer
                writer.add(LIST, json.dumps(writer.listed, indent=1).encode())
            if sealed is not out:
                sealed.close()
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


class Writer:
    """Adds members and lists them. `listed` may be given further facts."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.listed: dict[str, Any] = {"members": {}}

    def add(self, name: str, content: bytes | Path) -> None:
        """Add a member from bytes or from what lies at a path."""
        opened: IO[bytes]
        with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as opened:
            self._add(name, opened, _size(opened))

    def add_files(self, store: FileStore) -> int:
        """Add everything that a store holds; a file that goes meanwhile is left out."""
        count = 0
        for key in store.listing():
            try:
                self._add(f"files/{key}", store.open(key), store.size(key))
            except FileNotFoundError:
                continue
            count += 1
        return count

    def _add(self, name: str, opened: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        reading = _Hashing(opened)
        self._archive.addfile(info, reading)
        self.listed["members"][name] = reading.hash.hexdigest()


class _Hashing:
    """Reads a file and hashes what went by."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened = opened
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._opened.read(size)
        self.hash.update(data)
        return data


def unpack(source: Path, folder: Path, key: bytes | None) -> dict[str, Any]:
    """Unpack a backup into an empty folder and hold it against its list; return the list.

    :raises BadBackup: it is damaged, cut off, sealed with another key, or no backup of ours.
    """
    if is_sealed(source) and key is None:
        raise BadBackup("the backup is encrypted; BACKUP_KEY_FILE has to name its key")
    try:
        with source.open("rb") as opened:
            plain: Any = opened
            if is_sealed(source) and key is not None:
                plain = io.BufferedReader(SealedReader(opened, key), _CHUNK)
            found, listed = _unpacked(plain, folder)
    except BadSeal as error:
        raise BadBackup("the backup is damaged, or was made with another key") from error
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise BadBackup(f"the file is damaged or no backup ({type(error).__name__})") from error
    if listed is None or found != listed["members"]:
        raise BadBackup("the backup is not complete")
    return listed


def _unpacked(plain: BinaryIO, folder: Path) -> tuple[dict[str, str], dict[str, Any] | None]:
    found: dict[str, str] = {}
    listed = None
    with tarfile.open(fileobj=plain, mode="r|gz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is None:
                raise BadBackup(f"{member.name!r} is no plain file")
            if member.name == LIST:
                listed = json.loads(content.read())
            elif _MEMBER.fullmatch(member.name):
                found[member.name] = _written(content, folder / member.name)
            else:
                raise BadBackup(f"{member.name!r} does not belong into a backup")
    # To the very end: a sealed stream is whole only when its last piece was met.
    while plain.read(_CHUNK):
        pass
    return found, listed


def _written(content: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("wb") as out:
        while data := content.read(_CHUNK):
            digest.update(data)
            out.write(data)
    return digest.hexdigest()


def _size(opened: IO[bytes]) -> int:
    size = opened.seek(0, io.SEEK_END)
    opened.seek(0)
    return size
