"""How many streams are open in this process, and whether there is room for one more."""

import threading


class Viewers:
    """Counts streams up to a cap."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._open = 0

    @property
    def now(self) -> int:
        """How many streams are open."""
        return self._open

    def enter(self) -> bool:
        """Take a place; False when there is none."""
        with self._lock:
            if self._open >= self._most:
                return False
            self._open += 1
            return True

    def leave(self) -> None:
        """Give a place back."""
        with self._lock:
            self._open -= 1
