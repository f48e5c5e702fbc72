"""Cursors of lists: the place behind which a page begins, in a form that nobody takes for a place.

A cursor names a place, not a count: it stays good when rows come and go before or behind it.
"""

import base64
import binascii
import re

_PLACE = re.compile(r"[A-Z]{3}(:[A-Z0-9-]{1,40})?")
_MARK = "p1:"


class UnknownCursor(Exception):
    """What was sent as a cursor is none of ours."""


def written(place: str) -> str:
    """Write a place as a cursor."""
    return base64.urlsafe_b64encode(f"{_MARK}{place}".encode()).decode().rstrip("=")


def read(cursor: str | None) -> str:
    """Read the place from a cursor; none is before the first.

    :raises UnknownCursor: it is none of ours.
    """
    if cursor is None:
        return ""
    try:
        packed = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        place = base64.b64decode(packed, b"-_", validate=True).decode("ascii")
    except (UnicodeError, binascii.Error):
        raise UnknownCursor(cursor) from None
    place = place.removeprefix(_MARK)
    # One place has one cursor.
    if not _PLACE.fullmatch(place) or written(place) != cursor:
        raise UnknownCursor(cursor)
    return place
