"""The hatchings that set standings apart without colour, and the disc of a small State.

Colours are not here: the page's style sheet or the picture's palette gives them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class _Hatch:
    """A square tile in user units: its side, its turn, and the lines drawn on its ground."""

    side: int
    turned: int
    lines: str
    thickness: int


HATCHES: Mapping[str, _Hatch] = {
    "announced": _Hatch(side=5, turned=-45, lines="M0 2h5", thickness=2),
    "on_hold": _Hatch(side=5, turned=0, lines="M2 2h0", thickness=3),
    "withdrawn": _Hatch(side=5, turned=45, lines="M0 2h5M2 0v5", thickness=1),
}
"""By standing; `deposited` is solid and needs none. A line of no length is a round dot."""

_MORE: Mapping[str, _Hatch] = {
    "statement": _Hatch(side=6, turned=0, lines="M0 3h6", thickness=1),
    "group-2": _Hatch(side=5, turned=0, lines="M0 2h5", thickness=1),
    "group-3": _Hatch(side=5, turned=0, lines="M2 2h0", thickness=2),
    "group-4": _Hatch(side=5, turned=90, lines="M0 2h5", thickness=2),
}
"""Of other colourings: a map has those that it draws with."""


def disc(prefix: str) -> str:
    """Return the definition of a small State's circle, with a larger, unseen target round it."""
    return (
        f'<g id="{escape(prefix)}disc"><circle r="9" fill="none" stroke="none" '
        f'pointer-events="all"/><circle r="5"/></g>'
    )


def patterns(
    prefix: str,
    colours: Mapping[str, tuple[str, str]] | None = None,
    also: Collection[str] = (),
) -> str:
    """Return the ``<pattern>`` elements, with ids such as ``m-announced``.

    `colours` gives ground and line by standing; without it the style sheet colours the first and
    the last child of each pattern. `also` names looks of other colourings.
    """
    more = {look: hatch for look, hatch in _MORE.items() if look in also}
    return "".join(
        _pattern(f"{escape(prefix)}{standing}", hatch, (colours or {}).get(standing))
        for standing, hatch in {**HATCHES, **more}.items()
    )


def _pattern(name: str, hatch: _Hatch, colours: tuple[str, str] | None) -> str:
    side = hatch.side
    ground, line = (f' fill="{colours[0]}"', f' stroke="{colours[1]}"') if colours else ("", "")
    turn = f' patternTransform="rotate({hatch.turned})"' if hatch.turned else ""
    return (
        f'<pattern id="{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse"{turn}>'
        f'<path d="M0 0h{side}v{side}h-{side}z" stroke="none"{ground}/>'
        f'<path d="{hatch.lines}" fill="none" stroke-width="{hatch.thickness}" '
        f'stroke-linecap="round"{line}/></pattern>'
    )
