"""One reader's stream, from where the reader stopped. It holds no connection while it waits."""

import random
import time
from collections.abc import Callable, Iterator

from pledge_site.web.edge.current import CurrentSnapshot, SnapshotView
from pledge_site.web.live.feed import Feed
from pledge_site.web.live.signs import BEAT, HEARTBEAT, LOOK

# Seconds. Random ones keep thousands of readers from coming back in the same moment.
LIFE = (300.0, 600.0)
RETRY = (2.0, 15.0)

# Waits in the place of a stream, from a position and so many seconds at most, and may tell it what
# comes meanwhile; returns the position reached, None: nobody reads any more.
Hold = Callable[[int, float], int | None]


def tell(
    kept: CurrentSnapshot,
    feed: Feed,
    position: int | None,
    has_gone: Callable[[], bool] | None = None,
    hold: Hold | None = None,
) -> Iterator[bytes]:
    """Yield everything behind a position, in order, then what comes; end after some minutes.

    :param position: the snapshot that the reader has; None: the one that stands is told at once.
    :param has_gone: tells that nobody reads any more, so that the place is free again soon.
    :param hold: waits instead of the stream, where one voice speaks to all.
    """
    position = _start(kept, position)
    ends = time.monotonic() + random.uniform(*LIFE)  # noqa: S311  spreads load, hides nothing
    retry = round(1000 * random.uniform(*RETRY))  # noqa: S311
    # An id alone tells the reader where it stands, and is no event.
    yield f"retry: {retry}\nid: {position}\n\n".encode()
    while not kept.closed and (left := ends - time.monotonic()) > 0:
        if hold is None:
            newer = _wait(kept, position, min(HEARTBEAT, left), has_gone)
        elif (reached := hold(position, left)) is not None:
            position, newer = reached, kept.newer_than(reached)
        else:
            return
        if newer is not None:
            events = feed.after(position, newer.number)
            yield from (event for _, event in events)
            position = events[-1][0] if events else newer.number
        elif hold is None:
            yield BEAT
            if has_gone is not None and has_gone():
                return


def _wait(
    kept: CurrentSnapshot, position: int, longest: float, has_gone: Callable[[], bool] | None
) -> SnapshotView | None:
    """Wait for a newer snapshot, no longer than a heartbeat or than the reader stays."""
    if has_gone is None:
        return kept.wait_newer(position, longest)
    until = time.monotonic() + longest
    while not kept.closed and (left := until - time.monotonic()) > 0:
        newer = kept.wait_newer(position, min(LOOK, left))
        if newer is not None or has_gone():
            return newer
    return None


def _start(kept: CurrentSnapshot, position: int | None) -> int:
    view = kept.get()
    newest = view.number if view else 0
    if position is None:
        return max(0, newest - 1)
    # Behind a restored database a reader may know of more than there is.
    return min(position, newest)
