"""Draws the map as a picture that stands alone: for the press kit, and for PNG through resvg.

Colours are written into it, since a picture has no style sheet. It holds no links.
"""

import unicodedata
from collections.abc import Mapping
from html import escape
from typing import Literal

from pledge_site.domain.atlas.palettes import PALETTES, Palette
from pledge_site.domain.atlas.patterns import disc, patterns
from pledge_site.domain.atlas.shapes import Frame, Mark, atlas
from pledge_site.domain.atlas.svg import refuse_unknown

Scheme = Literal["light", "dark", "print"]
NOTHING = "nothing"
"""The legend's key for a State that has done nothing yet; other keys are standings."""

_AIR = 24
_MARGIN = 8
_BELOW = 24
_HEAD = 68
_ROW = 26
_COLUMNS = 3
_LARGE, _SMALL, _SMALLEST = (f'font-size="{size}"' for size in (26, 13, 9))
_FONTS = "Noto Sans,Noto Sans Arabic,Amiri,Noto Sans SC,DejaVu Sans,sans-serif"


def draw_picture(
    standings: Mapping[str, str],
    *,
    titles: Mapping[str, str],
    heading: str,
    scheme: Scheme,
    labels: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> str:
    """Return a whole SVG document, 1,008 units wide: heading, map, insets, legend and notes.

    `titles` is as for :func:`pledge_site.domain.atlas.svg.draw`. `labels` holds the legend by
    standing (and :data:`NOTHING`), in the order in which it is shown, and the insets' names by
    key; what it lacks is not shown. `notes` are lines of small print: the snapshot, the credit,
    that this is a demonstration. Text is escaped; Arabic is set from the right.

    :raises ValueError: a standing that can't be drawn, or a code that is not on the list.
    """
    refuse_unknown(standings)
    whole, palette, words = atlas(), PALETTES[scheme], labels or {}
    legend = [(key, text) for key, text in words.items() if key in palette.legend]
    rows = -(-len(legend) // _COLUMNS)
    below = _HEAD + whole.height + _BELOW
    height = below + _ROW * (rows + len(notes)) + (_BELOW if legend or notes else 0)
    wide = whole.width + 2 * _AIR
    pen = _Pen(standings, titles, palette)
    lines = "".join(
        _text(note, whole.width, below + _ROW * (rows + i) + 14, _SMALL)
        for i, note in enumerate(notes)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{_AIR} 0 {wide} {height}" '
        f'width="{wide}" height="{height}" role="img" aria-label="{escape(heading)}" '
        f'font-family="{_FONTS}" font-size="15" fill="{palette.ink}">'
        f"<defs>{patterns('p-', palette.hatches)}{disc('p-')}</defs>"
        f'<rect x="-{_AIR}" width="{wide}" height="{height}" fill="{palette.paper}"/>'
        f"{_text(heading, whole.width, 44, _LARGE)}"
        f'<g transform="translate(0 {_HEAD})" fill-rule="evenodd" stroke-linejoin="round">'
        f'<path d="{whole.land}" fill="{palette.land}"/>'
        f"{''.join(pen.state(mark) for mark in whole.marks)}"
        f"{''.join(pen.frame(frame, words.get(frame.key, '')) for frame in whole.frames)}</g>"
        f"{_legend(legend, palette, whole.width, below)}{lines}</svg>\n"
    )


class _Pen:
    """Writes States and frames in one palette."""

    def __init__(
        self, standings: Mapping[str, str], titles: Mapping[str, str], palette: Palette
    ) -> None:
        self._standings = standings
        self._titles = titles
        self._palette = palette

    def state(self, mark: Mark) -> str:
        """Return one State: its title, its shape, its circle."""
        standing = self._standings.get(mark.iso3, NOTHING)
        title = escape(self._titles.get(mark.iso3, mark.iso3), quote=False)
        shape = f'<path d="{mark.path}"/>' if mark.path else ""
        if mark.circle:
            shape += f'<use href="#p-disc" x="{mark.circle[0]}" y="{mark.circle[1]}"/>'
        return (
            f'<g fill="{self._palette.fill(standing)}" stroke="{self._palette.edge(standing)}" '
            f'stroke-width=".6"><title>{title}</title>{shape}</g>'
        )

    def frame(self, frame: Frame, label: str) -> str:
        """Return one inset in its place on the map."""
        (left, top), (width, height) = frame.at, frame.size
        text = _text(label, width, 16, _SMALLEST, margin=8) if label else ""
        clip = f"p-{frame.key}"
        return (
            f'<g transform="translate({left} {top})"><clipPath id="{clip}">'
            f'<path d="M0 0h{width}v{height}h-{width}z"/></clipPath>'
            f'<rect width="{width}" height="{height}" fill="{self._palette.paper}" '
            f'stroke="{self._palette.line}"/>'
            f'<path clip-path="url(#{clip})" d="{frame.coast}" fill="none" '
            f'stroke="{self._palette.line}" stroke-opacity=".5" stroke-width=".75"/>'
            f"{text}{''.join(self.state(mark) for mark in frame.marks)}</g>"
        )


def _is_rtl(text: str) -> bool:
    """Say whether the first strong letter of a text runs from right to left."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _text(text: str, width: int, y: int, style: str, *, margin: int = _MARGIN) -> str:
    """Return a line of text from the edge where its script starts.

    Renderers of pictures ignore ``direction``: Arabic hangs from its end, embedded by marks.
    """
    plain = escape(text, quote=False)
    if _is_rtl(text):
        return (
            f'<text x="{width - margin}" y="{y}" text-anchor="end" {style}>'
            f"\u202b{plain}\u202c</text>"
        )
    return f'<text x="{margin}" y="{y}" {style}>{plain}</text>'


def _legend(legend: list[tuple[str, str]], palette: Palette, width: int, top: int) -> str:
    """Return the legend in rows of three; from the right when its words run so."""
    step = (width - 2 * _MARGIN) // _COLUMNS
    items = []
    for place, (key, text) in enumerate(legend):
        rtl = _is_rtl(text)
        column, y = place % _COLUMNS * step, top + place // _COLUMNS * _ROW
        left = width - _MARGIN - column - step if rtl else _MARGIN + column
        box = left + step - 18 if rtl else left
        items.append(
            f'<rect x="{box}" y="{y}" width="18" height="18" fill="{palette.fill(key)}" '
            f'stroke="{palette.edge(key, alone=True)}"/><g transform="translate({left} 0)">'
            f"{_text(text, step, y + 14, '', margin=26)}</g>"
        )
    return "".join(items)
