"""Draws the three charts. What they count is in `series.py`, their marks in `pen.py`."""

from collections.abc import Callable, Sequence
from datetime import date

from pledge_site.domain.atlas.charts.pen import MARGIN, WIDTH, Pen, Words, whole, wrapped
from pledge_site.domain.atlas.charts.series import Capability, Day, Share
from pledge_site.domain.commitments.codes import FIRMNESS

_PLOT = WIDTH - 2 * MARGIN
_BOTTOM, _TALL = 236, 180
_LEFT = 34
_CELL, _ROW = 40, 30


def over_time(days: Sequence[Day], target: int | None, words: Words, *, alone: bool) -> str:
    """Draw how many had deposited, and had deposited or announced, against the target.

    `words.labels` holds `deposited`, `either`, `target`, and `from` and `to`, the two days.
    """
    pen = Pen("c-time", words.rtl)
    most = max([target or 0, 1, *(each.deposited + each.announced for each in days)])
    step = _step(most)
    top = -(-most // step) * step
    for place, code in enumerate(("deposited", "either")):
        x = MARGIN + place * _PLOT / 2
        pen.line([(x, 12), (x + 18, 12)], code)
        pen.text((x + 24, 17), words.labels[code])

    def at(value: float) -> float:
        return _BOTTOM - value / top * _TALL

    for value in range(0, top + 1, step):
        pen.line([(_LEFT, at(value)), (WIDTH - MARGIN, at(value))], "rule")
        pen.text((_LEFT - 5, at(value) + 4), words.number(value), anchor="end", size=11)
    pen.line(_steps(days, at, announced=True), "either")
    pen.line(_steps(days, at, announced=False), "deposited")
    if target:
        pen.line([(_LEFT, at(target)), (WIDTH - MARGIN, at(target))], "target")
        pen.text((_LEFT + 4, at(target) - 5), words.labels["target"], size=11)
    pen.text((_LEFT, _BOTTOM + 18), words.labels["from"], size=11)
    pen.text((WIDTH - MARGIN, _BOTTOM + 18), words.labels["to"], anchor="end", size=11)
    return whole(pen, words, _BOTTOM + 26, alone=alone)


def _steps(
    days: Sequence[Day], at: Callable[[float], float], *, announced: bool
) -> list[tuple[float, float]]:
    """Return the corners of a line that goes up on the day itself, not slowly before it."""
    first, last = days[0].day, days[-1].day
    points: list[tuple[float, float]] = []
    for each in days:
        value = each.deposited + (each.announced if announced else 0)
        x = _LEFT + _share(first, each.day, last) * (WIDTH - MARGIN - _LEFT)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, at(value)))
    return points


def _share(first: date, day: date, last: date) -> float:
    return (day - first).days / ((last - first).days or 1)


def _step(most: int) -> int:
    """Return a round step that parts a scale into five at most."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        if most <= 5 * step:
            return step
    return 500


def by_group(shares: Sequence[Share], words: Words, *, alone: bool) -> str:
    """Draw for each regional group which share of its members has deposited and announced.

    `words.labels` holds `deposited`, `announced`, and a line of words for each group.
    """
    pen = Pen("c-group", words.rtl)
    for place, code in enumerate(("deposited", "announced")):
        x = MARGIN + place * _PLOT / 2
        pen.bar((x, 6), (16, 12), code)
        pen.text((x + 22, 17), words.labels[code])
    y = 44.0
    for share in shares:
        for line in wrapped(words.labels[share.group], _PLOT, 13):
            pen.text((MARGIN, y), line)
            y += 16
        y -= 8
        unit = _PLOT / (share.members or 1)
        pen.bar((MARGIN, y), (_PLOT, 16), "frame")
        pen.bar((MARGIN, y), (unit * share.deposited, 16), "deposited")
        at = MARGIN + unit * share.deposited
        pen.bar((at, y), (unit * share.announced, 16), "announced")
        y += 40
    return whole(pen, words, y - 16, alone=alone)


def by_capability(rows: Sequence[Capability], words: Words, *, alone: bool) -> str:
    """Draw how many commitments work on each capability, by how firm they are.

    `words.labels` holds a label for each capability and each firmness.
    """
    pen = Pen("c-capability", words.rtl)
    most = max((count for row in rows for count in row.counts), default=0) or 1
    start = WIDTH - MARGIN - _CELL * len(FIRMNESS)
    y = 16.0 * len(FIRMNESS) + 12
    # The headings stand as stairs, each above its column, so that any language has room and no
    # line runs through a word.
    for place, code in enumerate(FIRMNESS):
        x, high = start + _CELL * (place + 0.5), 16.0 * (len(FIRMNESS) - place)
        pen.text((x - 5, high), words.labels[code], anchor="end", size=12)
        pen.line([(x, high - 8), (x, y)], "rule")
    for row in rows:
        lines = wrapped(words.labels[row.code], start - 2 * MARGIN, 12)
        first = y + _ROW / 2 + 4 - 7 * (len(lines) - 1)
        for place, line in enumerate(lines):
            pen.text((MARGIN, first + 14 * place), line, size=12)
        for place, count in enumerate(row.counts):
            x = start + _CELL * place
            pen.cell((x, y), (_CELL, _ROW), count / most)
            if count:
                at = (x + _CELL / 2, y + _ROW / 2 + 5)
                pen.text(at, words.number(count), anchor="middle")
        y += _ROW
    return whole(pen, words, y + MARGIN, alone=alone)
