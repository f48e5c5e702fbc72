"""Finds the names that people go by on platforms, by a sign, their shape or what stands before."""

import re
from collections.abc import Iterator
from functools import cache

from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import online
from pledge_site.domain.workshops.detecting.words.shape import words

_HANDLE = re.compile(r"(?<![A-Za-z0-9_.@])@\s?\w[\w.-]{0,38}\w")
# Chinese parts no words: what begins in ASCII ends where ASCII does.
_ACCOUNT = (
    r"@?(?:[A-Za-z0-9_][A-Za-z0-9_.#-]{0,30}[A-Za-z0-9_](?![A-Za-z0-9_])"
    r"|(?![A-Za-z0-9])[^\W_][\w.#-]{0,30}\w)"
)
_CLAUSE_END = (
    r"(?=\s{0,2}(?:$|[.,;!?)؛؟。\n]|and\b|y\b|et\b|и\b|или\b|but\b|pero\b|mais\b|но\b|او\b|و\w))"
)
_SURE = re.compile(r"[\d_#]|\w\.\w|^@")
_LETTERS = re.compile(r"[^\W\d_]")
_CHARACTER = r"[^\W\u0590-\u08ff\u3000-\u9fff]"
_NEAR = 40


@cache
def _place() -> str:
    return rf"(?:{online.PLATFORMS}|{online.OWN})(?![a-zа-я\u0621-\u064a])"


@cache
def _shape() -> re.Pattern[str]:
    """Return what no word is shaped as: "night_wolf", "star2014x", "xXshadowXx"."""
    return re.compile(
        rf"(?<!{_CHARACTER})(?=[\w.]{{0,40}}[^\W\d_])(?:"
        rf"{_CHARACTER}{{1,20}}_{_CHARACTER}{{1,20}}|(?=[^\W\d_]{{2}}){_CHARACTER}{{2,20}}?\d{{3,8}}{_CHARACTER}{{0,6}}"
        rf"|[xX]{{2}}_?{_CHARACTER}{{2,20}}_?[xX]{{2}}{_CHARACTER}{{0,4}})(?!{_CHARACTER})"
    )


@cache
def _on_platform() -> re.Pattern[str]:
    join = rf"(?P<join>(?:{online.JOIN}|\s{{0,2}}{_place()}){{0,4}})"
    account = rf"\s{{0,2}}[:：]?\s{{0,2}}(?P<account>{_ACCOUNT})(?P<end>{_CLAUSE_END})?"
    begin = r"(?:(?<![^\W\d_])|(?<=[\u4e00-\u9fff])|(?<![^\W\d_])[وفبلك])"
    return re.compile(fold(begin + _place() + join + account), re.IGNORECASE)


@cache
def _mine() -> re.Pattern[str]:
    """Return what says that the platform's word is followed by someone's name on it."""
    return re.compile(fold(rf"(?<![a-zа-я])(?:{online.MINE})\s{{0,2}}$"), re.IGNORECASE)


@cache
def _dotted() -> re.Pattern[str]:
    return re.compile(
        r"(?<![A-Za-z0-9_.@-])[A-Za-z][A-Za-z0-9_]{1,20}(?:\.[A-Za-z0-9_]{1,20}){1,3}(?![A-Za-z0-9_@])"
    )


def _by_platform(read: Folded) -> Iterator[tuple[int, int]]:
    for match in _on_platform().finditer(read.text):
        account = match["account"]
        before = read.text[max(0, match.start() - 20) : match.start()]
        sure = _SURE.search(account)
        if not sure and not (match["end"] is not None and match["join"].strip()):
            continue
        if not sure and not _mine().search(before):
            continue
        if account.casefold() in words(online.COMMON) or (
            "\u4e00" <= account[0] <= "\u9fff" and not match["join"]
        ):
            continue
        if _LETTERS.search(account) or len(account) >= 5:
            yield match.span("account")


def _by_shape(read: Folded) -> Iterator[tuple[int, int]]:
    for match in _shape().finditer(read.text):
        if not online.SHAPED_ALIKE.match(match[0]):
            yield match.span()
    # With a dot alone it may be a file, or two sentences: only near an account.
    for match in _dotted().finditer(read.text):
        before = read.text[max(0, match.start() - _NEAR) : match.start()]
        if re.search(_place(), fold(before), re.IGNORECASE):
            yield match.span()


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for match in _HANDLE.finditer(read.text):
        yield Mark("handle", *read.span(*match.span()))
    for rule in (_by_platform, _by_shape):
        for start, end in rule(read):
            yield Mark("handle", *read.span(start, end))
