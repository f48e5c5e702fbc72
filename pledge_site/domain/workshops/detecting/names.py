"""Finds names of people in scripts with capitals, by what stands before them. Others are beside."""

import re
from collections.abc import Iterator
from functools import cache

from pledge_site.domain.states.roll import all_states
from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import en, es, fr, ru
from pledge_site.domain.workshops.detecting.words.capitals import PUBLIC, WORDS_TOO
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
_NEAR = 30
_ENDS = ".!?:;…\n-"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    free = r"(?=(?P<name>NAME|[^\W\d_]{2,20}(?![^\W_])))"
    made = [("said", rule(rf"(?P<name>{_PATRONYMIC})"))]
    for known in _CASED:
        for sort, pattern in (
            ("said", rf"{known.introductions}){_OPEN}{free}"),
            ("said", rf"{known.greetings}){_OPEN}{free}"),
            ("known", rf"{known.groups}){_OPEN}{free}"),
            ("known", rf"{known.people}){_OPEN}{free}"),
            ("known", rf"(?P<lead>(?:{known.titles})\.?))\s{{1,3}}{free}"),
            ("said", rf"{known.being}) (?P<name>NAME){_GOES_ON}"),
            ("called", rf"{known.called}){_OPEN}(?P<name>NAME)"),
        ):
            made.append((sort, rule(rf"{_START}(?i:{pattern}")))
    return tuple(made)


@cache
def _things() -> re.Pattern[str]:
    """Return what says, shortly before, that it is a thing that has the name."""
    listed = "|".join(known.things for known in _CASED)
    return re.compile(fold(rf"(?<!\w)(?:{listed})(?!\w)"), re.IGNORECASE)


@cache
def _further() -> re.Pattern[str]:
    """Return what follows a name when it is the first of several: "…, Sam and little Kwesi"."""
    return rule(
        r"(?P<more>(?:, WORD){0,6}),? (?:and|y|e|et|и|&) (?:[^\W\d_]{2,12} ){0,2}(?P<last>NAME)"
    )


@cache
def never() -> frozenset[str]:
    """Return words that are no person's name: of States, of days, and what languages list."""
    states = " ".join(name for state in all_states() for name in state.names.values())
    listed = words(re.sub(r"[^\w\s-]", " ", states))
    ours = listed.union(*(words(known.not_names) for known in _CASED))
    return ours - given() - words("san santa saint sainte new nueva nouvelle isla")


@cache
def given() -> frozenset[str]:
    """Return the known given names of all languages with capitals, Russian ones in their cases."""
    cases = (form for name in words(ru.WORDS.given) for form in _russian_cases(name))
    return frozenset(cases).union(*(words(known.given) for known in _CASED))


def _russian_cases(name: str) -> tuple[str, ...]:
    stem = name[:-1]
    if name.endswith("а"):
        return tuple(stem + end for end in ("ы", "и", "е", "у", "ой"))
    if name.endswith("я"):
        return tuple(stem + end for end in ("и", "е", "ю", "ей"))
    if name.endswith(("и", "ь")):  # Folding has taken the breve of the last letter.
        return tuple(stem + end for end in ("я", "ю", "ем", "е"))
    return tuple(name + end for end in ("а", "у", "ом", "е"))


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
            before = read.text[max(0, match.start() - _NEAR) : match.start()]
            if sort == "called" and _things().search(before):
                continue
            yield match.start("name"), match.start("name") + len(name)


@cache
def _unmistakable() -> frozenset[str]:
    return given() - words(WORDS_TOO)


def _alone(read: Folded) -> Iterator[tuple[int, int]]:
    """Find known given names that stand by themselves, and with a capital what follows them."""
    for match in rule(rf"{_START}(?:NAME|[^\W\d_]{{3,20}}(?![^\W_]))").finditer(read.text):
        for word in re.finditer(r"[\w'-]+", match[0]):
            name = _trimmed(match[0][word.start() :])
            if name and word[0].casefold() in _unmistakable():
                start = match.start() + word.start()
                yield start, start + len(name)
                break


def _pairs(read: Folded) -> Iterator[tuple[int, int]]:
    """Find words with a capital in a row within a sentence, none of an office, a day or a place."""
    for match in rule(rf"{_START}WORD(?: (?:(?:al|el|bin|ben|van|von) )?WORD){{1,3}}").finditer(
        read.text
    ):
        before = read.text[max(0, match.start() - 3) : match.start()].rstrip(" \"'«(")
        said = re.findall(r"[\w']+", match[0])
        if not before or before[-1] in _ENDS:
            continue
        if not any(no_name(word) or word.casefold() in words(PUBLIC) for word in said):
            yield match.span()


def _added(read: Folded) -> Iterator[tuple[int, int]]:
    """Find one word with a capital that a sentence adds as it adds a name: ", Zuri,", "is Zuri"."""
    for pattern in (
        r"(?<=[^\W\d_]), (?P<name>WORD)(?=,)",
        rf"{_START}(?i:is|was|es|era|fue|c'est|c'était|это|был|была|сделал|сделала) (?P<name>WORD)"
        r"(?=,|[.!]|\s(?i:from|de|d'|с|из|who|que|qui)\s)",
    ):
        for match in rule(pattern).finditer(read.text):
            said = re.findall(r"[\w']+", match["name"])
            if not any(no_name(word) or word.casefold() in words(PUBLIC) for word in said):
                yield match.span("name")


def _listed(read: Folded, end: int) -> Iterator[tuple[int, int]]:
    """Find the names that a list goes on with, after one that ends here."""
    match = _further().match(read.text, end)
    if match is None or no_name(re.split(r"\s", match["last"])[0]):
        return
    for word in re.finditer(r"[^\s,]+", match["more"]):
        if not no_name(word[0]):
            yield match.start("more") + word.start(), match.start("more") + word.end()
    yield match.start("last"), match.start("last") + len(_trimmed(match["last"]))


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    met = {*_in_context(read), *_alone(read)}
    taken = {place for start, end in met for place in range(start, end)}
    for rule_ in (_pairs, _added):
        met.update(span for span in rule_(read) if taken.isdisjoint(range(*span)))
    for _, end in tuple(met):
        met.update(_listed(read, end))
    for start, end in met:
        yield Mark("name", *read.span(start, end))
