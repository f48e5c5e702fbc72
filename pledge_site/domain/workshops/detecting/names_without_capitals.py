"""Finds names of people in Arabic and Chinese, where no capital tells a name from a word."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import ar, zh
from pledge_site.domain.workshops.detecting.words.shape import rule, words

_AR_START = r"(?<!\w)[وف]?"
_AR_WORD = r"[\u0621-\u064a\u0671-\u06d3]{2,20}"
_AR_LEADS = ("عبد", "ابو", "ام", "بن", "ابن", "بنت", "ال")
_AR_ENDS = re.compile(r"\s{0,2}(?:$|[.,;!?؛؟\n)]|و\w)")


@cache
def _arabic() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = ar.WORDS
    three = rf"(?P<name>{_AR_WORD}(?: {_AR_WORD}){{0,3}})"
    return (
        ("said", rule(rf"{_AR_START}(?:{known.introductions})[\s:]{{1,3}}(?={three})")),
        ("titled", rule(rf"{_AR_START}[لب]?(?:{known.titles}) (?={three})")),
        (
            "known",
            rule(rf"{_AR_START}[لب]?(?:{known.people}|{known.being})[\s,:]{{1,3}}(?={three})"),
        ),
    )


def _arabic_length(sort: str, text: str, start: int, said: list[re.Match[str]]) -> int:
    """Tell how many of the words that follow are the name; 0 for none."""
    known = ar.WORDS
    first = said[0][0]
    if first in words(known.not_names) or (sort == "titled" and first.startswith("ال")):
        return 0
    if sort == "known" and first not in words(known.given) and first not in _AR_LEADS:
        return 0
    length = 1
    for before, word in pairwise(said):
        if word[0] in words(known.not_names) or (len(word[0]) < 3 and word[0] not in _AR_LEADS):
            break
        led = before[0] in _AR_LEADS or word[0] in _AR_LEADS or word[0].startswith("ال")
        ends = _AR_ENDS.match(text, start + word.end()) and not word[0].startswith("و")
        if not (led or word[0] in words(known.given) or ends):
            break
        length += 1
        if sort != "said" and length == 2 and before[0] not in _AR_LEADS:
            break
    return length


def _arabic_names(read: Folded) -> Iterator[tuple[int, int]]:
    for sort, pattern in _arabic():
        for match in pattern.finditer(read.text):
            said = list(re.finditer(r"\S+", match["name"]))
            start = match.start("name")
            if length := _arabic_length(sort, read.text, start, said):
                yield start, start + said[length - 1].end()


@cache
def _chinese() -> tuple[re.Pattern[str], ...]:
    known = zh.WORDS
    surname = rf"(?:{'|'.join(zh.SURNAMES.split())})"
    letter = rf"[^\W\d_a-zA-Z{zh.GRAMMAR}今]"
    full = rf"(?P<name>{surname}{letter}{{1,2}}|[小阿][{zh.NICKNAMES}]{{1,2}})"
    ends = r"(?=$|[,。;.!?、\s)）的]|今年|是|来自|和|在|也|说|把|被|还|告诉|发|因为|住|就|,)"
    return tuple(
        re.compile(fold(pattern))
        for pattern in (
            rf"(?:{known.introductions}){full}",
            rf"(?:{known.introductions})(?P<name>{letter}{{1,4}}){ends}",
            rf"(?:{known.people}){full}",
            rf"(?:{known.being}){full}(?=$|[,。;.!?、\s])",
            rf"(?<![\u4e00-\u9fff])(?P<name>{surname}{letter}{{0,2}}?)(?:{known.titles})",
            rf"(?<=[和跟与给是向被让找了孩叫的])(?P<name>{surname}{letter}{{0,2}}?)(?:{known.titles})",
        )
    )


@cache
def _chinese_list() -> re.Pattern[str]:
    """Return several names in a row, of a group that tells who it is."""
    word = rf"[^\W\d_a-zA-Z{zh.GRAMMAR}]{{2,3}}"
    first = r"(?:我们是|小组是|组员是|组员有|我和|我叫)"
    return re.compile(fold(rf"{first}(?P<names>{word}(?:、{word}){{0,8}}(?:和{word}))"))


def _chinese_names(read: Folded) -> Iterator[tuple[int, int]]:
    for pattern in _chinese():
        for match in pattern.finditer(read.text):
            if match["name"] not in words(zh.WORDS.not_names):
                yield match.span("name")
    for match in _chinese_list().finditer(read.text):
        for word in re.finditer(r"[^、和]+", match["names"]):
            yield match.start("names") + word.start(), match.start("names") + word.end()


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for rule_ in (_arabic_names, _chinese_names):
        for start, end in rule_(read):
            yield Mark("name", *read.span(start, end))
