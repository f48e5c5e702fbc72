"""Finds the names of schools, and addresses. What the words for them are is each language's."""

import re
from collections.abc import Iterator
from itertools import chain

from pledge_site.domain.workshops.detecting.folding import Folded
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.names import no_name
from pledge_site.domain.workshops.detecting.words import ALL, zh
from pledge_site.domain.workshops.detecting.words.shape import rule, words

# Latin and Cyrillic words start at a boundary; Arabic and Chinese patterns bring their own.
_START = r"(?<![a-zA-Zа-яА-Я\d])"


def _spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    for match in rule(_START + f"(?:{pattern})").finditer(text):
        parts = match.groupdict()
        name = parts.get("part") or parts.get("head")
        if name and all(no_name(word) for word in re.split(r"[\s-]+", name)):
            continue
        if parts.get("stem") in words(zh.COMMON_PLACES):
            continue
        yield match.span("part") if parts.get("part") else match.span()


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for kind, patterns in (
        ("school", chain.from_iterable(known.schools for known in ALL)),
        ("address", chain.from_iterable(known.addresses for known in ALL)),
    ):
        for pattern in patterns:
            yield from (Mark(kind, *read.span(*place)) for place in _spans(pattern, read.text))
