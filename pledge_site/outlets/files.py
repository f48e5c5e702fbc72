"""Where files lie: a folder or a bucket, by FILES_URL. What files there are is for the domain."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import obstore
from flask import current_app
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, MemoryStore, from_url

# What any method raises when the place itself does not answer, or takes nothing more.
Away = BaseError

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_LONGEST_KEY = 100
_CHUNK = 256 * 1024


class BadKey(ValueError):
    """A key that could lead out of the store."""


class FileStore:
    """Files by key. A key is made of plain parts, such as ``letters/3f9a.pdf``; putting is whole or
    not at all, and puts what was there out of the way.

    :raises BadKey: from every method, on a key of another form.
    :raises FileNotFoundError: from those that read, when there is no such file.
    """

    def __init__(self, store: obstore.store.ObjectStore) -> None:
        self._store = store

    def put(self, key: str, content: bytes | Path) -> None:
        """Keep a file: its bytes, or what lies at a path (not read into memory at once)."""
        if isinstance(content, Path):
            with content.open("rb") as opened:
                obstore.put(self._store, _checked(key), opened)
        else:
            obstore.put(self._store, _checked(key), content)

    def read(self, key: str) -> bytes:
        """Return the whole of a file."""
        return bytes(self._get(key).bytes())

    def open(self, key: str) -> BinaryIO:
        """Open a file for reading; it can seek."""
        return io.BufferedReader(_Opened(self, key), _CHUNK)

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield a file, or its bytes from `start` up to before `end`, piece by piece."""
        end = self.size(key) if end is None else end
        while start < end:
            piece = min(_CHUNK, end - start)
            yield bytes(obstore.get_range(self._store, _checked(key), start=start, length=piece))
            start += piece

    def size(self, key: str) -> int:
        """Return the size of a file in bytes."""
        try:
            return obstore.head(self._store, _checked(key))["size"]
        except NotFoundError as error:
            raise FileNotFoundError(key) from error

    def exists(self, key: str) -> bool:
        """Say whether there is such a file."""
        try:
            self.size(key)
        except FileNotFoundError:
            return False
        return True

    def delete(self, key: str) -> None:
        """Take a file away; one that isn't there is fine."""
        try:
            obstore.delete(self._store, _checked(key))
        except (NotFoundError, FileNotFoundError):
            return

    def listing(self) -> list[str]:
        """Return the keys of all files, in order: for backups."""
        return sorted(each["path"] for page in obstore.list(self._store) for each in page)

    def _get(self, key: str) -> Any:
        try:
            return obstore.get(self._store, _checked(key))
        except NotFoundError as error:
            raise FileNotFoundError(key) from error


class _Opened(io.RawIOBase):
    """A file of a store as Python's own files behave."""

    def __init__(self, store: FileStore, key: str) -> None:
        self._store, self._key, self._at = store, key, 0
        self._size = store.size(key)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        end = min(self._at + len(buffer), self._size)
        piece = b"".join(self._store.stream(self._key, self._at, end))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def _checked(key: str) -> str:
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
        raise BadKey(key)
    return key


def open_store(url: str) -> FileStore:
    """Open the store of a FILES_URL: a folder (made if need be) or ``s3://bucket/prefix``.

    A bucket's keys come from the environment, by the names that S3 tools share (``AWS_…``).
    """
    if urlsplit(url).scheme == "s3":
        return FileStore(from_url(url))
    return FileStore(LocalStore(url, mkdir=True))


def null_store() -> FileStore:
    """Make a store that keeps nothing beyond the process: for tests."""
    return FileStore(MemoryStore())


def store() -> FileStore:
    """Return the store of this application."""
    found: FileStore | None = current_app.extensions.get("files")
    if found is None:
        found = open_store(current_app.config["SETTINGS"].files_url)
        current_app.extensions["files"] = found
    return found
