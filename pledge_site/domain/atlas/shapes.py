"""Reads ``shapes.json``, the geometry that ``tools/atlas`` builds, and puts the States in order.

Colours, patterns and elements are not here: see :mod:`pledge_site.domain.atlas.svg`.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pledge_site.domain.states import State, all_states
from pledge_site.kernel.languages import N_

_FILE = Path(__file__).with_name("shapes.json")

INSETS = MappingProxyType(
    {
        "caribbean": N_("Caribbean"),
        "europe": N_("Small States of Europe"),
        "pacific": N_("Pacific"),
    }
)
"""The framed insets, in keyboard order, with the words for their frames (English msgids).

A frame is narrow: a translation longer than some 24 letters does not fit."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one State is drawn: its path text or "", and the centre of its circle or None."""

    iso3: str
    path: str
    circle: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Frame:
    """An inset: where its frame stands in units of the main map, its marks, and a coast."""

    key: str
    at: tuple[int, int]
    size: tuple[int, int]
    coast: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole map. `marks` are the States outside the insets; `land` is everything else."""

    width: int
    height: int
    land: str
    marks: tuple[Mark, ...]
    frames: tuple[Frame, ...]

    def every_mark(self) -> Iterator[Mark]:
        """Yield the 195 once each, in keyboard order."""
        yield from self.marks
        for frame in self.frames:
            yield from frame.marks


def _ordered(states: Iterable[State], circled: Collection[str]) -> list[State]:
    """Sort by region, then States with a shape alone before circles, then English short name.

    A region's circles come after its shapes, so that no neighbour is painted over a circle.
    """
    return sorted(states, key=lambda state: (state.region, state.iso3 in circled, state.name("en")))


def _mark(iso3: str, paths: dict[str, str], circles: dict[str, Any]) -> Mark:
    place = circles.get(iso3)
    return Mark(iso3, paths.get(iso3, ""), (place[0], place[1]) if place else None)


@cache
def atlas() -> Atlas:
    """Return the map, its marks in keyboard order."""
    raw = json.loads(_FILE.read_text(encoding="utf-8"))
    paths, circles, insets = raw["paths"], raw["circles"], raw["insets"]
    codes = [state.iso3 for state in _ordered(all_states(), circles)]
    framed = {iso3 for inset in insets.values() for iso3 in inset["circles"]}
    frames = tuple(
        Frame(
            key=key,
            at=(insets[key]["at"][0], insets[key]["at"][1]),
            size=(insets[key]["size"][0], insets[key]["size"][1]),
            coast=insets[key]["coast"],
            marks=tuple(
                _mark(iso3, {}, insets[key]["circles"])
                for iso3 in codes
                if iso3 in insets[key]["circles"]
            ),
        )
        for key in INSETS
    )
    marks = tuple(_mark(iso3, paths, circles) for iso3 in codes if iso3 not in framed)
    _, _, width, height = raw["viewBox"]
    return Atlas(width, height, raw["land"], marks, frames)
