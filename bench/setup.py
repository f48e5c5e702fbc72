"""How long a fresh clone takes to its first page, beside installing what is locked and no more.

Run as ``.venv/bin/python -m bench.setup``. Both find the packages in the same cache of pip, filled
by a first installation that is not counted; nothing is fetched while the clock runs. What is cloned
is the last commit of this folder.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.serving import HOST, free_port, row
from pledge_site.settings import ROOT

GOAL, LONGEST, PATIENCE = 1.5, 480, 240.0


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing is known of this folder but the cache of pip."""
    kept = ("PATH", "HOME", "LANG", "TZ", "PIP_CACHE_DIR", "PIP_INDEX_URL", "SSL_CERT_FILE",
            "PIP_CONFIG_FILE", "REQUESTS_CA_BUNDLE", "https_proxy", "HTTPS_PROXY")  # fmt: skip
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return known | {"TMPDIR": str(folder), "PYTHONWARNINGS": "ignore"}


def install(folder: Path, environ: dict[str, str]) -> float:
    """Make a new environment with what the program's lock names; return the seconds."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, env=environ)
    subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "-qq",
         "--disable-pip-version-check", "--require-hashes", "--requirement",
         ROOT / "requirements.txt"],
        check=True, env=environ,
    )  # fmt: skip
    return time.perf_counter() - began


def clone_and_run(folder: Path, environ: dict[str, str]) -> float:
    """Clone, ``make run``, and ask for the first page; return the seconds until it is there."""
    port = free_port()
    began = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True, env=environ)
    run = subprocess.Popen(
        ["make", "--silent", "run"], cwd=folder, env=environ | {"PORT": str(port)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not _answers(port):
            assert run.poll() is None, "make run ended"
            assert time.perf_counter() < began + PATIENCE, "no page came"
            time.sleep(0.1)
        return time.perf_counter() - began
    finally:
        run.terminate()
        run.wait(40)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/en/", timeout=20) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def main() -> int:
    """Measure, and print the figure beside its reference."""
    signal.alarm(LONGEST)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = environment(folder)
        install(folder / "warm", environ)
        alone = install(folder / "alone", environ)
        first = clone_and_run(folder / "clone", environ)
    row(
        "make run on a fresh clone to the first page ÷ installing the lock alone",
        f"{first / alone:.2f}", f"{first:.0f} s ÷ {alone:.0f} s, the same cache", f"≤ {GOAL}",
        good=first <= GOAL * alone,
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
