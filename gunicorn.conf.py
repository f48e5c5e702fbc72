"""How the program is served: one threaded process by default, sized by the settings.

What stands in front of it (nginx, certificates) is in deploy/ and docs/operations.md.
"""

import os
from pathlib import Path
from typing import Any

from pledge_site import settings as settings_room
from pledge_site.web.edge.current import keeper_of
from pledge_site.web.live import draining

_settings = settings_room.read()
# A live stream holds a thread for as long as it lasts. Beyond this a pool of its own serves /live.
_MOST_STREAMS = 1_000
_OTHERS = 24

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = _settings.web_concurrency
threads = min(_settings.live_max_viewers, _MOST_STREAMS) + _OTHERS
worker_connections = threads + 1_000
backlog = 2_048
timeout = 60
graceful_timeout = 5
keepalive = 5
# Heartbeats are written here: in memory where there is such a place, out of a slow disk's reach.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
forwarded_allow_ips = "127.0.0.1,::1" if _settings.trusted_hops else ""
control_socket_disable = True
# Addresses of readers are not kept. The program logs what it needs to, without them.
accesslog = None
errorlog = "-"
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """Let a process that is told to end close its live streams first."""
    draining.install(worker.wsgi)


def worker_int(worker: Any) -> None:
    """Close the streams at Ctrl-C too, which gunicorn takes for a wish to end at once."""
    keeper_of(worker.wsgi).end()
