"""What differs between two versions of a text, clause by clause and word by word. Pure.

A word is what `share` counts as one, so that Chinese is compared by character. How a difference is
shown is in ``templates/components/difference.html``.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol

from pledge_site.domain.texts import markup, share

SAME, GONE, COME = "same", "gone", "come"
_PIECES = re.compile(rf"{share.WORD.pattern}|\s+|.", re.DOTALL)


class Piece(NamedTuple):
    """Some words, and whether both versions have them, or only the one before or after."""

    kind: str
    words: str


class ClauseWords(NamedTuple):
    """A clause in one language, its body without marks."""

    key: str
    heading: str
    body: str


class Difference(NamedTuple):
    """What became of a clause.

    :ivar what: ``new``, ``gone``, ``changed`` (its words), ``same``.
    :ivar place: where it stands now, counted from 1; 0 when it is gone. `before`: where it stood.
    :ivar is_moved: the clauses that both have stand in another order around it.
    """

    key: str
    what: str
    place: int
    before: int
    is_moved: bool
    heading: tuple[Piece, ...]
    body: tuple[Piece, ...]


class _Clause(Protocol):
    @property
    def key(self) -> str: ...


class _Version(Protocol):
    headings: dict[str, str]
    bodies: dict[str, str]

    @property
    def clause(self) -> _Clause: ...


def in_language(clauses: Sequence[_Version], language: str) -> list[ClauseWords]:
    """Return the words of clauses in a language; what isn't worded in it is empty."""
    return [
        ClauseWords(
            each.clause.key,
            each.headings.get(language, ""),
            markup.plain(each.bodies.get(language, "")),
        )
        for each in clauses
    ]


def by_word(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts as one: without what came it is the first, without what went the second."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if kind == "equal":
            found.append(Piece(SAME, gone))
        else:
            found += [each for each in (Piece(GONE, gone), Piece(COME, come)) if each.words]
    return _joined(found)


def by_clause(
    before: Sequence[ClauseWords], after: Sequence[ClauseWords]
) -> tuple[Difference, ...]:
    """Return what became of every clause: those of now in their order, then those that are gone."""
    then = {each.key: (place, each) for place, each in enumerate(before, start=1)}
    now = {each.key for each in after}
    stayed = _in_order([e.key for e in before if e.key in now], [e.key for e in after])
    found = []
    for place, clause in enumerate(after, start=1):
        was, held = then.get(clause.key, (0, ClauseWords(clause.key, "", "")))
        what = "new" if not was else "same" if held == clause else "changed"
        moved = bool(was) and clause.key not in stayed
        found.append(_difference(what, held, clause, (place, was), moved))
    for was, held in then.values():
        if held.key not in now:
            found.append(_difference("gone", held, ClauseWords(held.key, "", ""), (0, was), False))
    return tuple(found)


def _difference(
    what: str, held: ClauseWords, clause: ClauseWords, places: tuple[int, int], moved: bool
) -> Difference:
    heading = by_word(held.heading, clause.heading)
    return Difference(clause.key, what, *places, moved, heading, by_word(held.body, clause.body))


def _in_order(before: list[str], after: list[str]) -> set[str]:
    """Return the keys that kept their order; the others have moved past them."""
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in before[block.a : block.a + block.size]}


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join changes that only a space holds apart: a phrase reads better than a row of words."""
    found: list[Piece] = []
    gone = come = ""
    for place, (kind, words) in enumerate(pieces):
        if kind == GONE:
            gone += words
        elif kind == COME:
            come += words
        elif not words.strip() and (gone or come) and place + 1 < len(pieces):
            gone, come = gone + words, come + words
        else:
            found += [*_changed(gone, come), Piece(SAME, words)]
            gone = come = ""
    return tuple(found + _changed(gone, come))


def _changed(gone: str, come: str) -> list[Piece]:
    return [each for each in (Piece(GONE, gone), Piece(COME, come)) if each.words]
