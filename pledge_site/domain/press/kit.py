"""How a press kit is packed and what its files are called: the same contents give the same bytes.

Pure. What is in a kit is put together in `jobs/kit_contents.py`.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO, NamedTuple, cast

SUMS = "SHA256SUMS"
_STORED = (".png",)
_TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".zip": "application/zip",
    SUMS: "text/plain; charset=utf-8",
}


class Packed(NamedTuple):
    """A kit as one zip, and what it holds: name, path, size and sha256 of each file."""

    data: bytes
    sha256: str
    files: list[dict[str, Any]]


def stem(kit: str, snapshot: int) -> str:
    """Return what the names of all files of a build begin with."""
    return f"global-pledge-{kit}-{snapshot}"


def name_of(kit: str, snapshot: int, path: str) -> str:
    """Return the name in addresses of one file of a build: folders become part of the name."""
    return f"{stem(kit, snapshot)}-{path.replace('/', '-')}"


def media_type(name: str) -> str:
    """Return the media type of a file by how its name ends."""
    return next(kind for ending, kind in _TYPES.items() if name.endswith(ending))


def pack(kit: str, snapshot: int, contents: Mapping[str, bytes], *, as_of: datetime) -> Packed:
    """Pack the files of a kit, by path, with their sums, all of them dated `as_of`."""
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(contents.items())}
    listed = "".join(f"{digest}  {path}\n" for path, digest in sums.items()).encode()
    whole = {**{path: contents[path] for path in sums}, SUMS: listed}
    data = _zipped(stem(kit, snapshot), whole, as_of)
    files = [
        {
            "name": name_of(kit, snapshot, path),
            "path": path,
            "size": len(content),
            "sha256": sums.get(path) or hashlib.sha256(content).hexdigest(),
        }
        for path, content in whole.items()
    ]
    return Packed(data, hashlib.sha256(data).hexdigest(), files)


def unpacked(data: bytes, path: str) -> bytes:
    """Return one file of a packed kit.

    :raises KeyError: the kit has no such file.
    """
    with opened(io.BytesIO(data), path) as member:
        return member.read()


def opened(kit: BinaryIO, path: str) -> BinaryIO:
    """Open one file of a packed kit; it can seek, and the kit is never in memory as a whole.

    :raises KeyError: the kit has no such file.
    """
    # Closing the archive lets go of the kit once the file that is open in it is closed.
    with zipfile.ZipFile(kit) as archive:
        folder = archive.namelist()[0].partition("/")[0]
        return cast(BinaryIO, archive.open(f"{folder}/{path}"))


def _zipped(folder: str, files: Mapping[str, bytes], as_of: datetime) -> bytes:
    when = as_of.astimezone(UTC)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(f"{folder}/{path}", when.timetuple()[:6])
            info.create_system = 3  # Unix, wherever it is built
            info.external_attr = 0o644 << 16
            stored = path.endswith(_STORED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=9)
    return out.getvalue()
