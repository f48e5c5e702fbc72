"""When the map is seen on a slow line (400 ms there and back, 50 KB/s), and what that moves.

Run as ``.venv/bin/python -m bench.slow``. Reference, in the same run and the same browser: the same
map as a Plotly Dash page, with its topology from the same place; it runs in ``var/bench``, on what
bench/requirements.txt locks.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.pages import BIN, free_port, served
from pledge_site.domain.states import all_states
from pledge_site.settings import ROOT

LINE = {
    "offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000,
}  # fmt: skip
ROUNDS = 3
PLACE = ROOT / "var" / "bench"
PATIENCE = 180_000
# What is on the page once the map is: a State that has a shape.
OURS, DASH = "svg a path", "#map .choroplethlayer path"


@contextmanager
def dash(folder: Path) -> Iterator[int]:
    """Serve the Dash page; yield its port."""
    environ = {**os.environ, "PYTHONPATH": "", "PYTHONWARNINGS": "ignore"}
    python = PLACE / "bin" / "python"
    lock = ROOT / "bench" / "requirements.txt"
    subprocess.run(
        [BIN / "uv", "venv", "--quiet", "--allow-existing", "--python", sys.executable, PLACE],
        check=True,
    )
    subprocess.run(
        [BIN / "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock],
        check=True,
    )
    assets = folder / "assets"
    assets.mkdir()
    shutil.copy(ROOT / "static" / "vendor" / "world_50m.json", assets / "world_50m.json")
    port = free_port()
    codes = ",".join(state.iso3 for state in all_states())
    command = [python, ROOT / "bench" / "_dash_map.py", str(port), assets, codes]
    server = subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "it never came up"
            time.sleep(0.1)


def visit(browser: Browser, url: str, shown: str) -> tuple[float, int, int]:
    """Visit a page for the first time; return seconds until the map is seen, bytes, requests."""
    context = browser.new_context()
    page = context.new_page()
    line = context.new_cdp_session(page)
    moved: list[float] = []
    asked: list[str] = []
    line.on("Network.loadingFinished", lambda event: moved.append(event["encodedDataLength"]))
    line.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    began = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=PATIENCE)
    page.wait_for_selector(shown, state="visible", timeout=PATIENCE)
    seen = time.perf_counter() - began
    page.wait_for_load_state("load", timeout=PATIENCE)
    page.wait_for_timeout(1000)
    context.close()
    return seen, int(sum(moved)), sum(each.startswith("http") for each in asked)


def main() -> int:
    """Measure both, and print each figure beside its reference."""
    browser_path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    with (
        tempfile.TemporaryDirectory() as name,
        dash(Path(name)) as theirs,
        served(Path(name), "wsgi:app") as (port, _),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        ours = [visit(browser, f"http://127.0.0.1:{port}/en/", OURS) for _ in range(ROUNDS)]
        other = visit(browser, f"http://127.0.0.1:{theirs}/", DASH)
        browser.close()
    seconds = statistics.median(each[0] for each in ours)
    _, weight, requests = ours[0]
    ratio = other[0] / seconds
    rows = (
        ("map seen on the slow line, Dash ÷ ours", f"{ratio:.0f}",
         f"Dash {other[0]:.1f} s, ours {seconds:.2f} s", "≥ 40", ratio >= 40),
        ("first visit, bytes with headers", str(weight), f"Dash {other[1]}", "≤ 40000",
         weight <= 40_000),
        ("first visit, requests", str(requests), f"Dash {other[2]}", "", True),
    )  # fmt: skip
    for *said, good in rows:
        print(" | ".join([*said, "met" if good else "not met"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
