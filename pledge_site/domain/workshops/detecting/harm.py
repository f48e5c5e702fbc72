"""Finds words that may tell of harm done to a child: a hint that a person reads first."""

import re
from functools import cache

from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.words.harm import HINTS


@cache
def _pattern() -> re.Pattern[str]:
    joined = "|".join(HINTS).replace(" ", r"\s{1,3}")
    return re.compile(fold(rf"(?<![a-zа-я])(?:{joined})"), re.IGNORECASE)


def hints(read: Folded, text: str) -> tuple[str, ...]:
    """Return the words that were met, as they stand in the original, each once, in their order."""
    met = (read.span(*match.span()) for match in _pattern().finditer(read.text))
    return tuple(dict.fromkeys(text[start:end] for start, end in met))
