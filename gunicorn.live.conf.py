"""How ``/live`` is served where thousands watch: one process on gevent, which only reads.

Run as ``gunicorn --config gunicorn.live.conf.py wsgi_live:app``, on LIVE_PORT. Pages come from the
processes of gunicorn.conf.py, whose settings hold here too where nothing else is said; how a proxy
parts the two is in docs/operations.md.
"""

import os

# Before all else: what is imported earlier would wait by threads.
from gevent import monkey

monkey.patch_all()

import runpy  # noqa: E402
from pathlib import Path  # noqa: E402

from pledge_site.settings import read  # noqa: E402

# Beyond the streams: readers who are refused, and those who look whether it is well.
_OTHERS = 1_000

globals().update(
    (name, value)
    for name, value in runpy.run_path(str(Path(__file__).with_name("gunicorn.conf.py"))).items()
    if not name.startswith("_") and name != "threads"
)
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('LIVE_PORT', '8001')}"
worker_class = "gevent"
# The cap counts the streams of one process.
workers = 1
worker_connections = read().live_max_viewers + _OTHERS
backlog = 4_096
