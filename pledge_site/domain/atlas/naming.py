"""Writes the names of States on the map: as many as find room, none across another. Pure.

Which names, and in which language, is the caller's; a name that finds no room is left to the
small card, the title and the table.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from pledge_site.domain.atlas.shapes import Frame, Mark

# All in units of the drawing.
_SIZE = 9
_LEADING = 10
_LETTER = 0.56 * _SIZE
# How far a name may reach out of its shape on either side.
_OUT = 14
_DISC = 5
# Letters. A longer line is broken where words meet, sooner where it finds no room; a name of more
# lines is not written.
_LONGEST = (13, 8)
_LINES = 3
_RING = re.compile(r"m([^mz]+)z")


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class _Place(NamedTuple):
    """Where a name is centred, and how wide it may be. `area` is the larger, the sooner."""

    x: float
    y: float
    room: float
    area: float


def written(
    marks: Sequence[Mark],
    names: Mapping[str, str],
    size: tuple[int, int],
    frames: Iterable[Frame] = (),
) -> str:
    """Return the names of these States as one group of text, unseen by who listens.

    :param names: by code; a State that has none here is left unnamed.
    :param size: width and height of the drawing, which no name leaves.
    :param frames: what stands on the drawing, and over its names.
    """
    wanted = [(mark, _place(mark)) for mark in marks if mark.iso3 in names]
    wanted.sort(key=lambda each: -each[1].area)
    taken = [_disc(mark.circle) for mark in marks if mark.circle]
    taken += [_framed(frame) for frame in frames]
    found = []
    for mark, place in wanted:
        for box, lines in _tries(mark, place, names[mark.iso3]):
            inside = box.left >= 0 and box.right <= size[0] and box.bottom <= size[1]
            if inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                found.append(_text(box, lines))
                break
    return f'<g class="map__names" aria-hidden="true">{"".join(found)}</g>' if found else ""


def _tries(mark: Mark, place: _Place, name: str) -> Iterator[tuple[_Box, list[str]]]:
    """Yield where a name may stand, the best first: in its shape, or round its circle."""
    for longest in _LONGEST:
        lines = _lines(name, longest)
        wide, high = max(map(_width, lines)), _LEADING * len(lines)
        if len(lines) > _LINES or wide > place.room:
            continue
        yield _box(place.x, place.y, wide, high), lines
        if mark.circle:
            aside, above = _DISC + 2 + wide / 2, _DISC + 1 + high / 2
            for x, y in ((aside, 0), (-aside, 0), (0, above), (0, -above)):
                yield _box(mark.circle[0] + x, mark.circle[1] + y, wide, high), lines


def _lines(name: str, longest: int) -> list[str]:
    """Break a name into lines; one that says its long form in brackets is cut there."""
    return wrap(name.partition(" (")[0], longest, break_long_words=False, break_on_hyphens=False)


def _box(x: float, y: float, wide: float, high: float) -> _Box:
    return _Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _width(line: str) -> float:
    return sum(_SIZE if unicodedata.east_asian_width(each) == "W" else _LETTER for each in line)


def _text(box: _Box, lines: Sequence[str]) -> str:
    x, first = (box.left + box.right) / 2, box.top + _SIZE * 0.85
    return "".join(
        f'<text x="{x:.0f}" y="{first + _LEADING * row:.0f}">{escape(line, quote=False)}</text>'
        for row, line in enumerate(lines)
    )


def _disc(middle: tuple[int, int]) -> _Box:
    return _box(*middle, 2 * _DISC, 2 * _DISC)


def _framed(frame: Frame) -> _Box:
    (left, top), (width, height) = frame.at, frame.size
    return _Box(left, top, left + width, top + height)


@cache
def _place(mark: Mark) -> _Place:
    """Return the middle of a State's largest part, or the place under its circle."""
    if mark.circle or not mark.path:
        left, top = mark.circle or (0, 0)
        return _Place(left, top, float("inf"), 0)
    area, ring = max((_area(ring), ring) for ring in _rings(mark.path))
    across = [x for x, _ in ring]
    x, y = _middle(ring, area)
    return _Place(x, y, max(across) - min(across) + 2 * _OUT, area)


def _rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the rings of a path; each begins where the one before it began, and a step further."""
    x = y = 0
    for part in _RING.findall(path):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = x + steps[0][0], y + steps[0][1]
        yield list(_walked((x, y), steps[1:]))


def _walked(start: tuple[int, int], steps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    x, y = start
    yield start
    for across, down in steps:
        x, y = x + across, y + down
        yield x, y


def _crossed(ring: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield for each side twice its signed area with the origin, and the sum of its ends."""
    for (x, y), (u, v) in pairwise([*ring, ring[0]]):
        yield x * v - u * y, x + u, y + v


def _area(ring: list[tuple[int, int]]) -> float:
    return abs(sum(each for each, _, _ in _crossed(ring))) / 2


def _middle(ring: list[tuple[int, int]], area: float) -> tuple[float, float]:
    if not area:
        return ring[0]
    sides = list(_crossed(ring))
    whole = 3 * sum(each for each, _, _ in sides)
    return (
        sum(each * x for each, x, _ in sides) / whole,
        sum(each * y for each, _, y in sides) / whole,
    )
