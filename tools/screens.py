"""`make screens`: takes the pictures that the documents show, of a fresh demonstration.

Which pages, in which window, is the table below; the pictures go to docs/images/.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tools import messages, run

IMAGES = run.ROOT / "docs" / "images"
_DESK, _PHONE = (1250, 900), (390, 844)


class Shot(NamedTuple):
    """A picture: its name, the page, the window (width and height in CSS pixels), whole or not."""

    name: str
    path: str
    window: tuple[int, int]
    whole: bool = False


SHOTS = (
    Shot("home", "/en/", _DESK),
    Shot("home-arabic", "/ar/", _DESK),
    Shot("home-phone", "/en/", _PHONE),
    Shot("states", "/en/states/", _DESK),
    Shot("state", "/en/states/GHA/", _DESK, whole=True),
    Shot("text", "/en/text/", _DESK),
    Shot("help-phone", "/fr/help/", _PHONE),
    Shot("campaign", "/en/campaigns/bogota-2024/", _DESK),
)


def main() -> int:
    """Take all pictures, or those whose names are given."""
    chosen = [shot for shot in SHOTS if shot.name in sys.argv[1:] or not sys.argv[1:]]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as driver:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
        args = ["--disable-background-networking", "--disable-gpu", "--no-sandbox"]
        browser = driver.chromium.launch(executable_path=found, args=args)
        for shot in chosen:
            take(browser, address, shot)
            print(f"docs/images/{shot.name}.png")
        browser.close()
    return 0


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Take one picture."""
    width, height = shot.window
    page = browser.new_page(
        viewport={"width": width, "height": height}, reduced_motion="reduce", device_scale_factor=1
    )
    page.goto(address + shot.path)
    page.screenshot(path=IMAGES / f"{shot.name}.png", full_page=shot.whole)
    page.close()


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
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the demonstration did not start")


if __name__ == "__main__":
    sys.exit(main())
