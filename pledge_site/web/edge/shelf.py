"""A bounded shelf for things that cost something to make: made once, however many ask at once.

It knows nothing of pages or requests; what lies on it is told by its key and its size.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, NamedTuple, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def size(self) -> int: ...


Item = TypeVar("Item", bound=Sized)


class _Kept(NamedTuple, Generic[Item]):
    item: Item
    until: float


class Shelf(Generic[Item]):
    """Keeps the items that were asked for last, up to so many bytes. Safe across threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, _Kept[Item]] = OrderedDict()
        self._coming: dict[Hashable, Future[Item | None]] = {}

    def forget(self) -> None:
        """Empty the shelf."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def find(self, key: Hashable) -> Item | None:
        """Return what lies under a key, if it does and is still good."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.until < time.monotonic():
                return None
            self._kept.move_to_end(key)
            return kept.item

    def put(self, key: Hashable, item: Item, lasts: float | None = None) -> None:
        """Lay an item under a key, good for so many seconds; the oldest make room for it."""
        until = float("inf") if lasts is None else time.monotonic() + lasts
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += item.size - (before.item.size if before else 0)
            self._kept[key] = _Kept(item, until)
            while self._bytes > self._most_bytes and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.item.size

    def find_or_make(
        self, key: Hashable, make: Callable[[], Item | None], lasts: float | None = None
    ) -> Item | None:
        """Return what lies under a key; make it when missing, once, while the others wait.

        None from `make` is not kept: whoever waited for it is told None as well.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.until >= time.monotonic():
                self._kept.move_to_end(key)
                return kept.item
            waiting = self._coming.get(key)
            mine = waiting is None
            if waiting is None:
                waiting = self._coming[key] = Future()
        if not mine:
            return waiting.result()
        try:
            item = make()
            if item is not None:
                self.put(key, item, lasts)
            waiting.set_result(item)
        except BaseException as error:
            waiting.set_exception(error)
            raise
        finally:
            with self._lock:
                self._coming.pop(key, None)
        return item
