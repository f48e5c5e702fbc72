"""A mail server of our own that can refuse, hang, or drop a mail after it has taken it."""

import email
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from typing import BinaryIO

WELL, REFUSES, HANGS, DROPS = "well", "refuses", "hangs", "drops"
FAULTS = (REFUSES, HANGS, DROPS)


class PostOffice:
    """Speaks as much SMTP as it takes; `how` may be changed while it runs."""

    def __init__(self) -> None:
        self.how = WELL
        self.calls = 0
        self.taken: list[EmailMessage] = []
        self.dropped: list[EmailMessage] = []
        self.ended = threading.Event()
        self.hanging = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def close(self) -> None:
        """Let go of whoever waits, and answer nobody any more."""
        if self.ended.is_set():
            return
        self.ended.set()
        # Whoever waits in `accept` is woken: else one more caller would come in.
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _open(self) -> None:
        while not self.ended.is_set():
            try:
                caller, _ = self._door.accept()
            except OSError:
                return
            self.calls += 1
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller, caller.makefile("rwb", buffering=0) as line:
            if self.how == HANGS:
                self.hanging.set()
                self.ended.wait()
                return
            try:
                self._talk(line)
            except OSError:
                return

    def _talk(self, line: BinaryIO) -> None:
        line.write(b"220 here\r\n")
        while word := line.readline()[:4].upper().strip():
            if word == b"QUIT":
                line.write(b"221 bye\r\n")
                return
            if word == b"DATA" and not self._take(line):
                return
            if word == b"MAIL" and self.how == REFUSES:
                line.write(b"451 not now\r\n")
            elif word != b"DATA":
                line.write(b"250 yes\r\n")

    def _take(self, line: BinaryIO) -> bool:
        line.write(b"354 go on\r\n")
        lines: list[bytes] = []
        while (each := line.readline()) not in (b".\r\n", b""):
            lines.append(each)
        mail = email.message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        if self.how == DROPS:
            self.dropped.append(mail)
            return False
        self.taken.append(mail)
        line.write(b"250 taken\r\n")
        return True


@contextmanager
def opened() -> Iterator[PostOffice]:
    """Run a mail server for as long as a test takes."""
    office = PostOffice()
    try:
        yield office
    finally:
        office.close()
