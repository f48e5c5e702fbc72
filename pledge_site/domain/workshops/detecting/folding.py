"""Brings a text to the one form that the rules read, and leads each place back to the original.

Accents, vowel marks and invisible characters are gone, fullwidth forms and the digits of every
script are ASCII, the forms of alif are one. Case stays: it tells names from words. What is looked
for is not known here.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TATWEEL = "\u0640"
# Signs that mean the same, whichever key they were typed with.
_SIGNS_ALIKE = {
    **dict.fromkeys("’ʼ‘´", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("｡", "。"),
    "٬": ",",
    "،": ",",
    "ى": "ي",
}


class Folded(NamedTuple):
    """A folded text with, for each of its characters, where it came from (start and end)."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Lead a part of the folded text back to the original, without the blanks around it."""
        part = self.text[start:end]
        end -= len(part) - len(part.rstrip())
        start += len(part) - len(part.lstrip())
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Return what a character is read as; nothing, when it is a mark or can't be seen."""
    if character in _SIGNS_ALIKE:
        return _SIGNS_ALIKE[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf") or character == _TATWEEL:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    read = [c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)]
    return "".join(_SIGNS_ALIKE.get(c, c) for c in read)


def folded(text: str) -> Folded:
    """Fold a text whole."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(text):
        read = fold_character(character)
        if not read and ends:
            ends[-1] = place + 1
        letters.extend(read)
        starts.extend([place] * len(read))
        ends.extend([place + 1] * len(read))
    return Folded("".join(letters), tuple(starts), tuple(ends))


def fold(text: str) -> str:
    """Fold words, or a pattern of words, so that they meet a folded text."""
    return "".join(fold_character(character) for character in text)
