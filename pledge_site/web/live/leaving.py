"""Whether a reader has gone: asked of the connection itself, long before a write to it fails."""

import socket
from collections.abc import Callable, Mapping
from typing import Any

# Of Linux: the first byte of what the kernel knows of a TCP connection is its state.
_INFO = getattr(socket, "TCP_INFO", None)
_ESTABLISHED = 1


def watcher(environ: Mapping[str, Any]) -> Callable[[], bool] | None:
    """Return what tells whether the reader of a request has gone; None: nobody can tell here.

    It waits for nothing, under threads or gevent.
    """
    connection = environ.get("gunicorn.socket")
    if connection is None or _INFO is None or _state(connection) is None:
        return None
    return lambda: _state(connection) != _ESTABLISHED


def _state(connection: Any) -> int | None:
    try:
        state: int = connection.getsockopt(socket.IPPROTO_TCP, _INFO, 1)[0]
    except OSError:
        return None
    return state
