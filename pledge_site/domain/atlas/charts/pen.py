"""Draws lines, bars and words of a chart as SVG, from either side.

Every mark bears a class, for the page's style sheet, and its colour, for where there is none. Right
to left everything is mirrored here, so that a chart is written once.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from pledge_site.domain.atlas.palettes import PALETTES

Anchor = Literal["start", "middle", "end"]
WIDTH = 400
MARGIN = 8
_FONTS = "Noto Sans,Amiri,Noto Sans SC,DejaVu Sans,sans-serif"
_LIGHT = PALETTES["light"]
ACCENT = "#d99413"
FILLS: Mapping[str, str] = {
    "ink": _LIGHT.ink,
    "soft": "#4a5960",
    "deposited": _LIGHT.lines["deposited"],
    "line": _LIGHT.line,
    "paper": _LIGHT.paper,
}
_FLIPPED: Mapping[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_LINE_HEIGHT = 1.25
# Wide signs take a whole em; the others about this much of it.
_NARROW = 0.56


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says. `labels` are by code; `notes` stand below a chart that stands alone."""

    title: str
    description: str
    labels: Mapping[str, str]
    number: Callable[[float], str] = str
    rtl: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Pen:
    """Collects marks. Places are counted from the side where reading starts."""

    name: str
    rtl: bool
    width: int = WIDTH
    marks: list[str] = field(default_factory=list)

    def x(self, start: float, wide: float = 0) -> str:
        """Return the place of something `wide` that begins at `start`."""
        return _short(self.width - start - wide if self.rtl else start)

    def text(
        self, at: tuple[float, float], words: str, *, anchor: Anchor = "start", size: int = 13
    ) -> None:
        """Write a line. Renderers of pictures ignore ``direction``: marks embed the words."""
        turned = _FLIPPED[anchor] if self.rtl else anchor
        plain = escape(words, quote=False)
        said = f"\u202b{plain}\u202c" if self.rtl else plain
        kind = "ink" if size > 11 else "soft"
        self.marks.append(
            f'<text x="{self.x(at[0])}" y="{_short(at[1])}" text-anchor="{turned}" '
            f'font-size="{size}" class="chart__{kind}" fill="{FILLS[kind]}">{said}</text>'
        )

    def bar(self, at: tuple[float, float], size: tuple[float, float], kind: str) -> None:
        """Draw a bar, filled as a standing is."""
        if size[0] <= 0 or size[1] <= 0:
            return
        fill = f"url(#{self.name}-hatch)" if kind == "announced" else FILLS.get(kind, "none")
        edge = FILLS["line"] if kind in ("frame", "cell") else FILLS["deposited"]
        self.marks.append(
            f'<rect x="{self.x(at[0], size[0])}" y="{_short(at[1])}" width="{_short(size[0])}" '
            f'height="{_short(size[1])}" class="chart__{kind}" fill="{fill}" stroke="{edge}"/>'
        )

    def cell(self, at: tuple[float, float], size: tuple[float, float], share: float) -> None:
        """Draw a cell of a grid, the darker the larger its share of the largest."""
        self.bar(at, size, "cell")
        if share > 0:
            self.marks.append(
                f'<rect x="{self.x(at[0], size[0])}" y="{_short(at[1])}" '
                f'width="{_short(size[0])}" height="{_short(size[1])}" class="chart__deposited" '
                f'fill="{FILLS["deposited"]}" fill-opacity="{0.1 + 0.28 * share:.2f}"/>'
            )

    def line(self, points: list[tuple[float, float]], kind: str) -> None:
        """Draw a line through points: a `rule` (thin), `deposited`, `either` or `target`."""
        stroke, wide, dashes = {
            "rule": ("#d9d0bd", 1, ""),
            "deposited": (FILLS["deposited"], 2.5, ""),
            "either": (FILLS["deposited"], 1.5, "2 3"),
            "target": (ACCENT, 2, "8 4"),
        }[kind]
        path = "".join(
            f"{'L' if place else 'M'}{self.x(x)} {_short(y)}" for place, (x, y) in enumerate(points)
        )
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.marks.append(
            f'<path d="{path}" class="chart__path chart__path--{kind}" fill="none" '
            f'stroke="{stroke}" stroke-width="{wide}"{dashed}/>'
        )


def whole(pen: Pen, words: Words, height: float, *, alone: bool) -> str:
    """Return the chart as an SVG element; `alone` puts its title above it and its notes below."""
    head, foot = [], []
    top = 0.0
    if alone:
        frame = Pen(pen.name, pen.rtl, pen.width)
        for line in wrapped(words.title, pen.width - 2 * MARGIN, 17):
            top += 17 * _LINE_HEIGHT
            frame.text((MARGIN, top), line, size=17)
        top += MARGIN
        bottom = top + height
        for note in words.notes:
            for line in wrapped(note, pen.width - 2 * MARGIN, 10):
                bottom += 10 * _LINE_HEIGHT
                frame.text((MARGIN, bottom), line, size=10)
        head = frame.marks
        height = bottom + MARGIN if words.notes else bottom
        foot = [f'<rect width="{pen.width}" height="{_short(height)}" fill="{FILLS["paper"]}"/>']
    name = escape(pen.name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" direction="ltr" '
        f'viewBox="0 0 {pen.width} {_short(height)}" aria-labelledby="{name}-title {name}-said" '
        f'font-family="{_FONTS}">'
        f'<title id="{name}-title">{escape(words.title, quote=False)}</title>'
        f'<desc id="{name}-said">{escape(words.description, quote=False)}</desc>'
        f"{''.join(foot)}{_hatch(name)}{''.join(head)}"
        f'<g transform="translate(0 {_short(top)})">{"".join(pen.marks)}</g></svg>'
    )


def wrapped(words: str, room: float, size: int) -> list[str]:
    """Cut a text into lines that fit into so many units, by what its signs take about."""
    lines, line, taken = [], "", 0.0
    for piece in _pieces(words):
        wide = size * sum(_em(sign) for sign in piece)
        if line and taken + wide > room:
            lines.append(line.strip())
            line, taken = "", 0.0
        line += piece
        taken += wide
    return [*lines, line.strip()]


def _pieces(words: str) -> list[str]:
    """Return what may stand at the start of a line: words, or single signs where none part them."""
    pieces: list[str] = []
    for sign in words:
        if pieces and not pieces[-1].endswith(" ") and _em(sign) < 1 and _em(pieces[-1][-1]) < 1:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _em(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WF" else _NARROW


def _hatch(name: str) -> str:
    ground, line = _LIGHT.hatches["announced"]
    return (
        f'<defs><pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(-45)"><path d="M0 0h5v5h-5z" class="chart__ground" '
        f'fill="{ground}"/><path d="M0 2h5" class="chart__hatch" stroke="{line}" '
        f'stroke-width="2"/></pattern></defs>'
    )


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
