"""`make run`: prepares the database, then serves the pages and runs the worker, until Ctrl-C.

The two are one group: when one ends the other is ended, and none outlives this process.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from tools import messages

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 30.0
"""Seconds that the two have to end by themselves: a step of the worker is finished first."""


def main() -> int:
    """Prepare and serve; return the exit code."""
    # Set by hand, since a shell starts what runs in its background with Ctrl-C ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    shown = f"[{host}]" if ":" in host else host
    os.environ.update(HOST=shown, PORT=port)
    reached = "127.0.0.1" if host == "0.0.0.0" else shown  # noqa: S104
    address = f"http://{reached}:{port}"
    os.environ.setdefault("PUBLIC_BASE_URL", address)
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
        print("setting PORT: is not a whole number from 1 to 65535")
        return 1
    if taken(reached, port):
        print(f"make run: something listens on {address} already (PORT= names another port)")
        return 1
    try:
        prepare()
        return serve(address)
    except KeyboardInterrupt:
        return 0
    except subprocess.CalledProcessError as error:
        print(f"make run: {' '.join(map(str, error.cmd[1:]))} ended with {error.returncode}")
        return error.returncode


def taken(host: str, port: str) -> bool:
    """Tell whether somebody listens there: it would answer in our place."""
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=2).close()
    except OSError:
        return False
    return True


def prepare() -> None:
    """Compile the catalogues, bring the database up to date, and fill it if it is new."""
    messages.compile_all()
    flask("db", "upgrade")
    if demonstration():
        flask("demo", "load", "--if-empty")
    else:
        flask("pledges", "prepare")


def demonstration() -> bool:
    """Tell whether this start serves the demonstration, rather than a real register."""
    return os.environ.get("DEMO", "1").lower() not in ("0", "false", "no", "")


def flask(*words: str) -> None:
    """Run one command of the program. :raises CalledProcessError: it refused."""
    command: list[str | Path] = [BIN / "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, check=True)


def serve(address: str) -> int:
    """Serve until told to stop, or until one of the two ends; return the exit code."""
    started = [
        start(BIN / "gunicorn", "--config", ROOT / "gunicorn.conf.py", "wsgi:app"),
        start(BIN / "flask", "--app", "wsgi", "worker"),
    ]
    try:
        if _wait_until_ready(address, started):
            _tell(address)
        while all(each.poll() is None for each in started):
            time.sleep(0.2)
        ended = next(each for each in started if each.poll() is not None)
        print(f"make run: {Path(ended.args[0]).name} ended; stopping")  # type: ignore[index,arg-type]
        return ended.returncode or 1
    except KeyboardInterrupt:
        print("\nmake run: stopping")
        return 0
    finally:
        end(started)


def start(*command: str | Path) -> subprocess.Popen[bytes]:
    """Start a part of the program in this process group; it ends when this process does."""
    return subprocess.Popen(command, cwd=ROOT, preexec_fn=end_with_parent)  # noqa: PLW1509


def end(started: list[subprocess.Popen[bytes]]) -> None:
    """End the parts: asked first, made to after some seconds, or at once by a second Ctrl-C."""
    for each in started:
        if each.poll() is None:
            each.terminate()
    deadline = time.monotonic() + PATIENCE
    for each in started:
        try:
            each.wait(max(0.1, deadline - time.monotonic()))
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            each.kill()
            each.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed outright (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _wait_until_ready(address: str, started: list[subprocess.Popen[bytes]]) -> bool:
    while all(each.poll() is None for each in started):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def _tell(address: str) -> None:
    print(f"\n  {address}\n")
    if demonstration():
        print("  This is a demonstration: no State has made these pledges.")
        print("  Its accounts: .venv/bin/flask --app wsgi demo accounts")
    else:
        print("  The first two administrators: DEMO=0 .venv/bin/flask --app wsgi accounts invite")
        print("    --role administrator --email name@example.org")
    print("  Ctrl-C ends it.\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
