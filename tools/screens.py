"""`make screens`: takes the pictures that the documents show, of a fresh demonstration.

Which pages, in which window, is in the tables below. The pictures of the README go to docs/images/,
those of the four pages that are shown most, in three languages, by phone and by desk, to
docs/screens/. ``python -m tools.screens NAME…`` takes those alone whose names begin so.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools import messages, run

DOCS = run.ROOT / "docs"
_DESK, _PHONE = (1250, 900), (390, 844)
# Of 100: small letters stay clean, and all pictures together are a few megabytes.
_QUALITY = 82


class Shot(NamedTuple):
    """A picture: its name, the page, the window (width and height in CSS pixels), whole or not."""

    name: str
    path: str
    window: tuple[int, int]
    whole: bool = False
    folder: str = "images"


# Page, address, the windows of a desk and of a phone.
_SHOWN = (
    ("home", "", (1440, 1200), (390, 1300)),
    ("explorer", "map/", (1440, 1500), (390, 1500)),
    ("state", "states/COL/", (1440, 1500), (390, 1500)),
    ("board", "board/", (1920, 1080), (390, 844)),
)
SHOTS = (
    Shot("home", "/en/", _DESK),
    Shot("home-arabic", "/ar/", _DESK),
    Shot("home-phone", "/en/", _PHONE),
    Shot("states", "/en/states/", _DESK),
    Shot("state", "/en/states/GHA/", _DESK, whole=True),
    Shot("text", "/en/text/", _DESK),
    Shot("help-phone", "/fr/help/", _PHONE),
    Shot("campaign", "/en/campaigns/bogota-2024/", _DESK),
    *(
        Shot(f"{name}-{language}-{where}", f"/{language}/{path}", window, folder="screens")
        for name, path, *windows in _SHOWN
        for language in ("en", "ar", "zh")
        for where, window in zip(("desktop", "phone"), windows, strict=True)
    ),
)


def main() -> int:
    """Take all pictures, or those whose names are given."""
    asked = tuple(sys.argv[1:]) or ("",)
    chosen = [shot for shot in SHOTS if shot.name.startswith(asked)]
    with demonstration() as address, sync_playwright() as driver:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
        args = ["--disable-background-networking", "--disable-gpu", "--no-sandbox"]
        browser = driver.chromium.launch(executable_path=found, args=args)
        for shot in chosen:
            print(take(browser, address, shot).relative_to(run.ROOT))
        browser.close()
    return 0


def take(browser: Browser, address: str, shot: Shot) -> Path:
    """Take one picture; return where it is."""
    width, height = shot.window
    page = browser.new_page(
        viewport={"width": width, "height": height}, reduced_motion="reduce", device_scale_factor=1
    )
    page.goto(address + shot.path)
    taken = page.screenshot(full_page=shot.whole)
    page.close()
    path = DOCS / shot.folder / f"{shot.name}.{'webp' if shot.folder == 'screens' else 'png'}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        path.write_bytes(taken)
    else:
        Image.open(io.BytesIO(taken)).save(path, quality=_QUALITY, method=6)
    return path


@contextmanager
def demonstration() -> Iterator[str]:
    """Serve a demonstration of its own while the pictures are taken; yield its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        os.environ.update(
            DATABASE_URL=f"sqlite:///{folder}/register.sqlite",
            DEMO="1",
            FILES_URL=f"{folder}/files",
            HOST="127.0.0.1",
            MAIL_URL=f"{folder}/mail",
            PORT=str(port),
            PUBLIC_BASE_URL=f"http://127.0.0.1:{port}",
        )
        messages.compile_all()
        run.prepare()
        served = [run.start(run.BIN / "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app")]
        try:
            _wait(f"http://127.0.0.1:{port}", served[0])
            yield f"http://127.0.0.1:{port}"
        finally:
            run.end(served)


def _wait(address: str, part: subprocess.Popen[bytes]) -> None:
    while part.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the demonstration did not start")


if __name__ == "__main__":
    sys.exit(main())
