"""Finds names of people in scripts with capitals, by what stands before them. Others are beside."""

import re
from collections.abc import Iterator
from functools import cache

from pledge_site.domain.states.roll import all_states
from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import en, es, fr, ru
from pledge_site.domain.workshops.detecting.words.online import PLATFORMS
from pledge_site.domain.workshops.detecting.words.shape import rule, words

_CASED = (en.WORDS, es.WORDS, fr.WORDS, ru.WORDS)
_START = r"(?<![^\W_])"
_OPEN = r"[\s:,\"'«„-]{1,4}"
# After "I am" a name is one when the sentence goes on as it does after a name.
_GOES_ON = r"(?=,|\.\s?$| (?i:and i|from|aged|y tengo|et j'ai|и мне|de|du|из)\b)"
_PATRONYMIC = (
    r"WORD [А-Я]\w{2,20}?(?:(?:ович|евич|ьич)(?:[ауе]|ем)?|(?:овн|евн|ичн)(?:[аыеу]|ой))(?!\w)"
)
# Titles that are written with a point; after others a point ends the sentence.
_SHORT = words("mr. mrs. ms. dr. prof. st. sr. sra. srta. dra. m. mme. mlle. г-н. г-жа.")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for known in _CASED:
        free = r"(?P<name>NAME|[^\W\d_]{2,20}(?![^\W_]))"
        made.append(("said", rule(rf"{_START}(?i:{known.introductions}){_OPEN}{free}")))
        made.append(("known", rule(rf"{_START}(?i:{known.people}){_OPEN}{free}")))
        made.append(("known", rule(rf"{_START}(?P<lead>(?i:{known.titles})\.?)\s{{1,3}}{free}")))
        made.append(("said", rule(rf"{_START}(?i:{known.being}) (?P<name>NAME){_GOES_ON}")))
    made.append(("said", rule(rf"(?P<name>{_PATRONYMIC})")))
    return tuple(made)


@cache
def never() -> frozenset[str]:
    """Return words that are no person's name: of States, of days, and what languages list."""
    states = " ".join(name for state in all_states() for name in state.names.values())
    listed = words(re.sub(r"[^\w\s-]", " ", states))
    ours = listed.union(*(known.not_names for known in _CASED))
    return ours - given() - words("san santa saint sainte new nueva nouvelle isla")


@cache
def given() -> frozenset[str]:
    """Return the known given names of all languages with capitals."""
    return frozenset().union(*(known.given for known in _CASED))


@cache
def _other() -> re.Pattern[str]:
    latin = "|".join(known.months for known in (en.WORDS, es.WORDS, fr.WORDS))
    months = rf"{latin}|(?:{ru.WORDS.months})\w{{0,3}}"
    return re.compile(fold(rf"(?:{PLATFORMS}|{months})$"), re.IGNORECASE)


def no_name(word: str) -> bool:
    """Tell whether a word is none of a person's, wherever it stands."""
    return word.casefold() in never() or bool(_other().match(word))


def _trimmed(name: str) -> str:
    """Cut off what follows a name in capitals and is none; all of it, where none is left."""
    kept: list[str] = []
    for word in re.split(r"(\s+)", name):
        if word.strip() and no_name(word):
            break
        kept.append(word)
    return "".join(kept).rstrip()


def _in_context(read: Folded) -> Iterator[tuple[int, int]]:
    for sort, pattern in _patterns():
        for match in pattern.finditer(read.text):
            name = _trimmed(match["name"])
            if not name:
                continue
            lead = (match.groupdict().get("lead") or "").casefold()
            if lead.endswith(".") and lead not in _SHORT:
                continue
            if sort == "known" and name[0].islower() and name.casefold() not in given():
                continue
            yield match.start("name"), match.start("name") + len(name)


def _alone(read: Folded) -> Iterator[tuple[int, int]]:
    """Find known given names that stand with a capital, and the names that follow them."""
    for match in rule(rf"{_START}NAME").finditer(read.text):
        words_ = list(re.finditer(r"[\w'-]+", match[0]))
        for word in words_:
            name = _trimmed(match[0][word.start() :])
            if name and word[0].casefold() in given():
                start = match.start() + word.start()
                yield start, start + len(name)
                break


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for rule_ in (_in_context, _alone):
        for start, end in rule_(read):
            yield Mark("name", *read.span(start, end))
