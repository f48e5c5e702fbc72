"""What a mark is, and which of several marks on one place stands. How they are found isn't here."""

from collections.abc import Iterable
from typing import NamedTuple

# Where two marks meet, the one of the kind that stands first here is kept.
KINDS: tuple[str, ...] = (
    "email",
    "link",
    "birthday",
    "school",
    "handle",
    "phone",
    "number",
    "address",
    "name",
)
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


class Mark(NamedTuple):
    """A place in a text, from `start` up to `end`, that could lead to a person; one of `KINDS`."""

    kind: str
    start: int
    end: int


def _one_address(first: Mark, second: Mark, text: str) -> bool:
    """Tell whether two marks are parts of one address, such as a street and a flat."""
    between = text[first.end : second.start]
    return first.kind == second.kind == "address" and not between.strip(" ,،，")


def settled(found: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """Return the marks in order, none over another, and nothing that was marked left bare.

    Of two that meet, the stronger kind takes both places; the parts of an address are one.
    """
    kept: list[Mark] = []
    for mark in sorted(set(found), key=lambda m: (m.start, -m.end)):
        last = kept[-1] if kept else None
        if last and (mark.start < last.end or _one_address(last, mark, text)):
            kind = min(last.kind, mark.kind, key=_RANKS.__getitem__)
            kept[-1] = Mark(kind, last.start, max(last.end, mark.end))
        else:
            kept.append(mark)
    return tuple(kept)
