"""Whether a reader has gone: seen at the socket itself, long before a write to it fails."""

import socket
from collections.abc import Callable, Mapping
from typing import Any

_LOOK = socket.MSG_PEEK | socket.MSG_DONTWAIT


def watcher(environ: Mapping[str, Any]) -> Callable[[], bool] | None:
    """Return what tells whether the reader of a request has gone; None: nobody can tell here."""
    connection = environ.get("gunicorn.socket")
    # A stream of the gevent pool waits without a thread, and its sockets may not be looked at so.
    if type(connection) is not socket.socket:
        return None

    def has_gone() -> bool:
        try:
            return connection.recv(1, _LOOK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    return has_gone
