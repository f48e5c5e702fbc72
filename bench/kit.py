"""How a press kit of 50 MB is handed out: first byte, parts, memory, and the same bytes each time.

Run as ``.venv/bin/python -m bench.kit``. The kit is packed by the program and lies in its file
store; it is asked for through the real server. Reference, in the same run: *hello*'s first byte.
"""

import hashlib
import os
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from bench.serving import Serving, answer, asked, connect, flask, hello, row, served, settings
from pledge_site.app import create_app
from pledge_site.db import write
from pledge_site.domain.press.kit import Packed, pack, stem
from pledge_site.domain.press.models import KitBuild
from pledge_site.domain.snapshots import service
from pledge_site.kernel import clock
from pledge_site.outlets.files import store
from pledge_site.settings import read
from tests.databases import let_go
from tests.domain.pledges import making

MIB = 1024 * 1024
PICTURES, PICTURE = 10, 5 * MIB
READERS, TIMES, LONGEST = 12, 30, 120
KIT, NUMBER = "sid-2027", 1
NAME = f"/press/{KIT}/{stem(KIT, NUMBER)}.zip"
# The most by which a worker may grow while many read, in MiB: less than half of one kit.
MOST_MORE = 24


def build() -> Packed:
    """Pack pictures that can't be packed any smaller; the same ones each time."""
    chance = random.Random(NUMBER)
    files = {f"picture-{place}.png": chance.randbytes(PICTURE) for place in range(PICTURES)}
    return pack(KIT, NUMBER, files, as_of=making.NOW)


def lay(environ: dict[str, str]) -> Packed:
    """Make a register with one snapshot, and its kit as the worker would build it."""
    flask(environ, "db", "upgrade")
    app, packed = create_app(read(environ)), build()
    with app.app_context():
        making.published(making.focal_point(), making.campaign())
        with write() as session:
            service.publish(clock.now())
            session.add(
                KitBuild(
                    kit=KIT, snapshot_number=NUMBER, built_at=clock.now(), key="kits/1.zip",
                    size=len(packed.data), sha256=packed.sha256, files=packed.files,
                )
            )  # fmt: skip
        store().put("kits/1.zip", packed.data)
    let_go(app)
    return packed


def first_byte(port: int, path: str) -> float:
    """Return the median seconds to the first byte; each asks on a line of its own."""
    times = []
    for _ in range(TIMES):
        with connect(port) as line:
            began = time.perf_counter()
            line.sendall(asked(path))
            line.recv(1)
            times.append(time.perf_counter() - began)
    return statistics.median(times)


def part(port: int, start: int, end: int | None = None) -> bytes:
    """Return some bytes of the kit, asked for by their places."""
    wanted = f"bytes={start}-{'' if end is None else end - 1}"
    with connect(port) as line:
        head, body, _ = answer(line, asked(NAME, Range=wanted))
    assert b" 206 " in head[:20], head
    return body


def resumed(port: int) -> bytes:
    """Cut the line in the middle and ask for the rest, as a downloader does."""
    with connect(port) as line:
        line.sendall(asked(NAME))
        had = b""
        while b"\r\n\r\n" not in had or len(had) < 20 * MIB:
            had += line.recv(MIB)
    body = had.split(b"\r\n\r\n", 1)[1]
    return body + part(port, len(body))


def _whole(port: int, sums: list[str]) -> None:
    with connect(port) as line:
        sums.append(hashlib.sha256(answer(line, asked(NAME))[1]).hexdigest())


def crowd(serving: Serving, path_sums: list[str]) -> int:
    """Let many fetch the whole kit at once; return the most memory that the worker held, in KiB."""
    readers = [
        threading.Thread(target=_whole, args=(serving.port, path_sums)) for _ in range(READERS)
    ]
    for each in readers:
        each.start()
    most = 0
    while any(each.is_alive() for each in readers):
        most = max(most, serving.resident())
        time.sleep(0.02)
    return most


def one_file(serving: Serving, packed: Packed) -> int:
    """Fetch one file of the kit, many at once; return the most memory of the worker, in KiB."""
    listed = next(each for each in packed.files if each["path"] == "picture-0.png")
    path, wrong = f"/press/{KIT}/{listed['name']}", []

    def fetch() -> None:
        with connect(serving.port) as line:
            body = answer(line, asked(path))[1]
        if hashlib.sha256(body).hexdigest() != listed["sha256"]:
            wrong.append(path)

    readers = [threading.Thread(target=fetch) for _ in range(READERS)]
    for each in readers:
        each.start()
    most = 0
    while any(each.is_alive() for each in readers):
        most = max(most, serving.resident())
        time.sleep(0.01)
    assert not wrong
    return most


def measure(serving: Serving, plain: Serving, packed: Packed) -> None:
    """Print the rows."""
    size = len(packed.data)
    sums: list[str] = []
    _whole(serving.port, sums)
    ours, theirs = first_byte(serving.port, NAME), first_byte(plain.port, "/")
    row(
        f"press kit of {size / MIB:.0f} MB, first byte ÷ hello's", f"{ours / theirs:.1f}",
        f"{1000 * ours:.1f} ms ÷ {1000 * theirs:.1f} ms", "≤ 3", good=ours <= 3 * theirs,
    )  # fmt: skip
    cuts = [0, 1, MIB, 7 * MIB + 13, size // 2, size - 1, size]
    same = b"".join(part(serving.port, *each) for each in pairwise(cuts)) == packed.data
    again = resumed(serving.port) == packed.data
    row(
        "press kit in parts, and resumed after a cut", "the same bytes" if same and again else
        "other bytes", f"{len(cuts) - 1} ranges, one cut", "the same bytes", good=same and again,
    )  # fmt: skip
    before = serving.resident()
    most, small = crowd(serving, sums), one_file(serving, packed)
    for what, found in (("the kit", most), ("one picture of it", small)):
        more = (found - before) // 1024
        row(
            f"memory of the worker, {READERS} fetch {what} at once", f"{more:+} MiB",
            f"{before // 1024} MiB before, {serving.resident() // 1024} after",
            f"≤ {MOST_MORE}, flat", good=more <= MOST_MORE,
        )  # fmt: skip
    alike = {*sums, packed.sha256, build().sha256}
    row(
        "press kit of the same snapshot, fetched and packed again", f"{len(alike)} sum",
        f"{len(sums)} times fetched, twice packed", "1 sum", good=len(alike) == 1,
    )  # fmt: skip


def main() -> int:
    """Measure, and print each figure beside its reference."""
    signal.alarm(LONGEST)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        environ = settings(folder)
        os.environ |= {"FILES_URL": f"{folder}/files", "MAIL_URL": f"{folder}/mail"}
        packed = lay(environ)
        plain = stack.enter_context(hello(folder))
        measure(stack.enter_context(served("wsgi:app", environ)), plain, packed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
