"""How much of a text is in children's own words: counted in the language of drafting. Pure.

A word is what Unicode's letters and digits hold together (with apostrophes and hyphens inside); in
Chinese, which sets no spaces, each character counts as one.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pledge_site.domain.texts import markup

_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Letters and digits, and the marks that Arabic and others write above and below them.
_LETTER = rf"(?:(?![{_CHINESE}])[\w\u0300-\u036f\u064b-\u065f\u0670])"
WORD = re.compile(rf"[{_CHINESE}]|{_LETTER}+(?:['’\-]{_LETTER}+)*")


class Share(NamedTuple):
    """Words of a text, and how many of them are children's own."""

    own: int
    all: int

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down: never more than it is."""
        return self.own * 100 // self.all if self.all else 0


def count(words: str) -> int:
    """Count the words of a text."""
    return len(WORD.findall(words))


def of_bodies(bodies: Iterable[str], live: Iterable[str]) -> Share:
    """Count the words of clauses, and those in spans that a live contribution stands behind."""
    kept = set(live)
    pieces = [piece for body in bodies for piece in markup.parse(body)]
    own = sum(count(piece.words) for piece in pieces if piece.span in kept)
    return Share(own, sum(count(piece.words) for piece in pieces))
