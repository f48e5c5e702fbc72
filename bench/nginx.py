"""nginx with a file of the same bytes as the first page, beside hello and the page itself.

Run as ``.venv/bin/python -m bench.nginx``. nginx is looked for on the PATH, where Debian puts it,
by NGINX and under ``var/bench/nginx``; where there is none, the row says so. It is what an answer
costs when nobody has to think: there is no goal against it.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.serving import (
    answer,
    asked,
    connect,
    flask,
    free_port,
    hello,
    row,
    served,
    settings,
    status,
    wait_for,
)
from pledge_site.settings import ROOT

CLIENTS, SECONDS, ROUNDS, LONGEST = 8, 1.0, 3, 90
CONFIGURATION = """daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  access_log off; default_type text/html; keepalive_requests 1000000; sendfile on;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port}; root {folder}/root;
    location = / {{ index index.html; add_header Content-Encoding br; }}
  }}
}}
"""


def find() -> str | None:
    """Return the program, if there is one."""
    places = (os.environ.get("NGINX"), shutil.which("nginx"), "/usr/sbin/nginx",
              str(ROOT / "var" / "bench" / "nginx" / "usr" / "sbin" / "nginx"))  # fmt: skip
    return next((each for each in places if each and os.access(each, os.X_OK)), None)


@contextmanager
def static(program: str, folder: Path, content: bytes) -> Iterator[int]:
    """Serve some bytes by nginx; yield the port."""
    port, root = free_port(), folder / "root"
    root.mkdir()
    (root / "index.html").write_bytes(content)
    # Its worker may run as somebody else.
    for each in (folder, root):
        each.chmod(0o755)
    told = folder / "nginx.conf"
    told.write_text(CONFIGURATION.format(folder=folder, port=port))
    server = subprocess.Popen([program, "-c", told, "-p", folder], stderr=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def rate(port: int, path: str) -> float:
    """Return answers a second to some clients who ask one after the other, on open lines."""
    lines = [connect(port) for _ in range(CLIENTS)]
    request = asked(path, Accept_Encoding="br")
    done, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for line in lines:
            head, _, _ = answer(line, request)
            done += 1
    assert status(head) == 200, head
    for line in lines:
        line.close()
    return done / SECONDS


def measure(folder: Path, stack: ExitStack) -> None:
    """Print the rows."""
    program = find()
    if program is None:
        row("nginx, a static file of the first page's bytes", "no nginx here", "")
        return
    environ = settings(folder)
    flask(environ, "db", "upgrade")
    plain = stack.enter_context(hello(folder)).port
    ours = stack.enter_context(served("wsgi:app", environ)).port
    with connect(ours) as line:
        page = answer(line, asked("/en/", Accept_Encoding="br"))[1]
    file = stack.enter_context(static(program, folder, page))
    rates: list[list[float]] = [[], [], []]
    for _ in range(ROUNDS):
        for place, (port, path) in enumerate(((file, "/"), (plain, "/"), (ours, "/en/"))):
            rates[place].append(rate(port, path))
    by_nginx, by_hello, by_us = (statistics.median(each) for each in rates)
    said = f"nginx: {by_nginx:.0f} a second, {len(page)} bytes each"
    row("hello, requests a second ÷ nginx with a static file", f"{by_hello / by_nginx:.2f}", said)
    row("home, from the cache ÷ nginx with the same bytes", f"{by_us / by_nginx:.2f}", said)


def main() -> int:
    """Measure, and print each figure beside its reference; without nginx, say so."""
    signal.alarm(LONGEST)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        try:
            measure(Path(name), stack)
        except (AssertionError, OSError) as error:
            row("nginx, a static file of the first page's bytes", "it did not start", str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
