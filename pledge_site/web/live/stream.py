"""One reader's stream, from where the reader stopped. It holds no connection while it waits."""

import random
import time
from collections.abc import Iterator

from pledge_site.web.edge.current import CurrentSnapshot
from pledge_site.web.live.feed import Feed

# Seconds. Random ones keep thousands of readers from coming back in the same moment.
HEARTBEAT = 15.0
LIFE = (300.0, 600.0)
RETRY = (2.0, 15.0)


def tell(kept: CurrentSnapshot, feed: Feed, position: int | None) -> Iterator[bytes]:
    """Yield everything behind a position, in order, then what comes; end after some minutes.

    :param position: the snapshot that the reader has; None: the one that stands is told at once.
    """
    position = _start(kept, position)
    ends = time.monotonic() + random.uniform(*LIFE)  # noqa: S311  spreads load, hides nothing
    retry = round(1000 * random.uniform(*RETRY))  # noqa: S311
    # An id alone tells the reader where it stands, and is no event.
    yield f"retry: {retry}\nid: {position}\n\n".encode()
    while not kept.ending and (left := ends - time.monotonic()) > 0:
        newer = kept.wait_newer(position, min(HEARTBEAT, left))
        if newer is None:
            yield b": still here\n\n"
            continue
        events = feed.after(position, newer.number)
        yield from (event for _, event in events)
        position = events[-1][0] if events else newer.number


def _start(kept: CurrentSnapshot, position: int | None) -> int:
    view = kept.get()
    newest = view.number if view else 0
    if position is None:
        return max(0, newest - 1)
    # Behind a restored database a reader may know of more than there is.
    return min(position, newest)
