"""All rules together, and the words that may tell of harm; the first text compiles the patterns."""

from collections.abc import Iterator

from pledge_site.domain.workshops.detecting import (
    contacts,
    digits,
    handles,
    harm,
    names,
    names_without_capitals,
    places,
)
from pledge_site.domain.workshops.detecting.folding import Folded
from pledge_site.domain.workshops.detecting.marking import Mark

_RULES = (contacts, handles, digits, names, names_without_capitals, places)

hints = harm.hints


def found(read: Folded) -> Iterator[Mark]:
    """Find all that any rule finds, in any order; some marks may lie over others."""
    for room in _RULES:
        yield from room.found(read)
