"""What the detector says of words, for the page on which a person decides: pieces, hints, ways out.

Finding is `domain/workshops/safeguards.py`; what marks are called is shared with facilitators.
"""

from typing import NamedTuple

from flask_babel import gettext

from pledge_site.domain.workshops import safeguards
from pledge_site.web.edge.tongues import direction_of
from pledge_site.web.workshops.words import MARKS


class Piece(NamedTuple):
    """A piece of some words; `kind` says in words what it looks like, if it was marked."""

    text: str
    kind: str


class Marked(NamedTuple):
    """Some words with what was found in them: pieces, what may tell of harm, a suggestion."""

    language: str
    direction: str
    words: str
    pieces: list[Piece]
    harm: tuple[str, ...]
    suggested: str

    @property
    def found(self) -> list[Piece]:
        """What was marked, each once."""
        return list(dict.fromkeys(each for each in self.pieces if each.kind))


def marked(words: str, language: str) -> Marked:
    """Look at some words."""
    marks = safeguards.marks(words, language)
    pieces, place = [], 0
    for mark in marks:
        if mark.start > place:
            pieces.append(Piece(words[place : mark.start], ""))
        pieces.append(Piece(words[mark.start : mark.end], gettext(MARKS[mark.kind])))
        place = mark.end
    if place < len(words):
        pieces.append(Piece(words[place:], ""))
    return Marked(
        language,
        direction_of(language),
        words,
        pieces,
        safeguards.harm_hints(words, language),
        safeguards.redact(words, marks, language.split("-")[0]),
    )
