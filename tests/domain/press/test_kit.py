"""Packing a kit: the same contents give the same bytes, and every sum holds."""

import hashlib
import io
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pledge_site.domain.press import kit

AS_OF = datetime(2027, 2, 9, 9, 0, 33, tzinfo=UTC)
FILES = {"b.txt": b"two\n" * 100, "a/map.svg": b"<svg/>", "map.png": b"\x89PNG" * 50}


def packed(files=FILES, as_of=AS_OF):
    return kit.pack("sid-2027", 41, files, as_of=as_of)


def test_the_same_contents_in_any_order_give_the_same_bytes():
    turned = dict(reversed(FILES.items()))
    elsewhere = AS_OF.astimezone(timezone(timedelta(hours=8)))
    assert packed().data == packed(turned, elsewhere).data
    assert packed().data != packed(as_of=AS_OF + timedelta(minutes=1)).data
    assert packed().sha256 == hashlib.sha256(packed().data).hexdigest()


def test_every_tool_finds_the_kit_whole(tmp_path):
    path = tmp_path / "kit.zip"
    path.write_bytes(packed().data)
    subprocess.run(["unzip", "-t", path], check=True, capture_output=True)
    subprocess.run(["unzip", "-q", path, "-d", tmp_path], check=True)
    folder = tmp_path / "global-pledge-sid-2027-41"
    found = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=folder, check=True, capture_output=True
    )
    assert found.stdout.count(b": OK") == 3


def test_members_are_dated_and_plain():
    with zipfile.ZipFile(io.BytesIO(packed().data)) as archive:
        for info in archive.infolist():
            assert info.filename.startswith("global-pledge-sid-2027-41/")
            assert info.date_time == (2027, 2, 9, 9, 0, 32)
            assert info.external_attr >> 16 == 0o644
            assert info.create_system == 3
        names = [name.partition("/")[2] for name in archive.namelist()]
    assert names == ["a/map.svg", "b.txt", "map.png", "SHA256SUMS"]


def test_what_is_listed_is_what_is_inside():
    found = packed()
    assert [each["path"] for each in found.files] == ["a/map.svg", "b.txt", "map.png", "SHA256SUMS"]
    assert found.files[0]["name"] == "global-pledge-sid-2027-41-a-map.svg"
    for each in found.files:
        data = kit.unpacked(found.data, each["path"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (each["size"], each["sha256"])
    with pytest.raises(KeyError):
        kit.unpacked(found.data, "missing.txt")


def test_each_kind_of_file_has_its_type():
    for name, expected in {
        "x.zip": "application/zip",
        "x-en-map.svg": "image/svg+xml",
        "x.png": "image/png",
        "x-README.txt": "text/plain; charset=utf-8",
        "x-SHA256SUMS": "text/plain; charset=utf-8",
        "x.csv": "text/csv; charset=utf-8",
    }.items():
        assert kit.media_type(name) == expected
