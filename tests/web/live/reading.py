"""Reads event streams as a browser would, over a plain socket or from chunks."""

import json
import socket
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit


class Event(NamedTuple):
    """One event: its id, its name (empty for an id alone) and its data."""

    id: int
    name: str
    data: dict


def events(chunks: Iterable[bytes]) -> Iterator[Event]:
    """Yield events, and ids that stand alone, from the pieces of a stream."""
    buffer = b""
    for chunk in chunks:
        buffer += chunk
        while b"\n\n" in buffer:
            block, buffer = buffer.split(b"\n\n", 1)
            fields = dict(
                line.split(": ", 1)
                for line in block.decode().split("\n")
                if not line.startswith(":")
            )
            if "id" in fields:
                data = json.loads(fields.get("data", "{}"))
                yield Event(int(fields["id"]), fields.get("event", ""), data)


class Stream:
    """A stream that is open on a socket."""

    def __init__(
        self, address: str, path: str = "/live", *, timeout: float = 30, **headers: str
    ) -> None:
        parts = urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout)
        asked = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{asked}\r\n".encode())
        self._file = self.socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        self.headers = {}
        while (line := self._file.readline().strip()) != b"":
            name, _, value = line.decode().partition(": ")
            self.headers[name.lower()] = value

    def chunks(self) -> Iterator[bytes]:
        """Yield what the server sends, until it ends the stream."""
        while size := int(self._file.readline() or b"0", 16):
            yield self._file.read(size)
            self._file.readline()

    def close(self) -> None:
        self._file.close()
        self.socket.close()
