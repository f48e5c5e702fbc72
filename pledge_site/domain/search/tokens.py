"""From a text to what is compared in a search, and back to where it stands. Pure.

Both databases hold these tokens and neither cuts or folds by itself: so they find the same. Without
case and accents; Arabic without vowel marks, the article and what is written on to it; Chinese by
two signs at a time. No stems: the beginning of a word finds it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pledge_site.kernel.text import fold

# Marks that stand inside a word: of Latin and Cyrillic, and the vowels of Arabic.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_HAN}]+|[^{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
_SIGNS = re.compile(r"[\W_]+")
# Letters that no decomposition takes apart, and forms that Arabic writes in more than one way.
_LETTERS = str.maketrans({
    "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i",
    "ـ": "", "ى": "ي", "ة": "ه",
})  # fmt: skip
_ARTICLE = re.compile("^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)")
# Longest token that is kept, and the most words of one search.
_LONGEST = 40
MOST_WORDS = 12


class Term(NamedTuple):
    """One thing to look for: a token, whole or as the beginning of one."""

    token: str
    is_start: bool


class Piece(NamedTuple):
    """A part of a text, and whether it was looked for."""

    text: str
    is_found: bool


def tokens(texts: Collection[str]) -> str:
    """Return the tokens of some texts, each once, sorted, with a space between."""
    found: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            for run in _runs(match[0]):
                # The last sign too, so that one sign alone is found wherever it stands.
                found.update([*_pairs(run), run[-1]] if _IS_HAN.match(run) else [run])
    return " ".join(sorted(found))


def terms(words: str) -> list[Term]:
    """Return what a reader's words look for; empty when there is nothing in them to look for."""
    found: dict[Term, None] = {}
    for match in _WORD.finditer(words):
        for run in _runs(match[0]):
            if len(run) > 1 and _IS_HAN.match(run):
                found.update(dict.fromkeys(Term(pair, False) for pair in _pairs(run)))
            else:
                # A short word is meant whole: the beginning of two letters is in every text.
                found[Term(run, len(run) > 2 or _IS_HAN.match(run) is not None)] = None
    return list(found)[:MOST_WORDS]


def is_in(wanted: Sequence[Term], text: str) -> bool:
    """Say whether any of the terms stands in a text."""
    return any(piece.is_found for piece in pieces(wanted, text))


def pieces(wanted: Sequence[Term], text: str) -> list[Piece]:
    """Cut a text where what was looked for begins and ends."""
    cut, after = [], 0
    for start, end in _joined(_spans(wanted, text)):
        cut += [Piece(text[after:start], False), Piece(text[start:end], True)]
        after = end
    return [piece for piece in (*cut, Piece(text[after:], False)) if piece.text]


def _runs(word: str) -> Iterator[str]:
    folded = _SIGNS.sub("", fold(word).translate(_LETTERS))
    for run in _RUNS.findall(folded):
        bare = _ARTICLE.sub("", run)[:_LONGEST]
        if len(bare) > 1 or bare.isdigit() or _IS_HAN.match(bare):
            yield bare


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _spans(wanted: Sequence[Term], text: str) -> Iterator[tuple[int, int]]:
    starts = tuple(term.token for term in wanted if term.is_start)
    whole = {term.token for term in wanted if not term.is_start}
    for match in _WORD.finditer(text):
        if not _IS_HAN.search(match[0]):
            if any(run.startswith(starts) or run in whole for run in _runs(match[0])):
                yield match.span()
            continue
        # Among signs, what was found is the signs themselves.
        for place in range(match.start(), match.end()):
            if text[place : place + 2] in whole:
                yield place, place + 2
            elif text[place] in starts:
                yield place, place + 1


def _joined(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begun: tuple[int, int] | None = None
    for start, end in spans:
        if begun is not None and start <= begun[1]:
            begun = begun[0], max(begun[1], end)
            continue
        if begun is not None:
            yield begun
        begun = start, end
    if begun is not None:
        yield begun
