"""Finds e-mail addresses, links and names on platforms, plain or spelled out, in any script."""

import re
from collections.abc import Iterator
from functools import cache

from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import online

_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"
_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:[.。][\w-]{1,63}){1,30}")
_LOCAL_BACK = re.compile(_LOCAL + r"{1,64}$")
_HAN_BEFORE = re.compile(r".*[\u4e00-\u9fff](?=[\x21-\x7e])")
_LABEL = r"[^\W_][\w-]{0,40}?"
_LINK = re.compile(
    r"(?:https?|hxxps?|ftp)\s?:\s?//[^\s<>\"'。、)\u3000-\u9fff]{2,2000}"
    r"|(?<![\w@.-])www\s?[.]\s?[^\s<>\"'。、)\u3000-\u9fff]{2,2000}"
    r"|(?<![\w@.-])(?:[a-z0-9-]{2,40}\.){1,4}(?:com|org|net|info|app|io|me|co|gg|ru|cn|fr|es|mx|tv)"
    r"(?![\w-])(?:/[^\s<>\"'。、)\u3000-\u9fff]{0,2000})?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@\s?[\w](?:[\w.-]{0,38}[\w])")
_ACCOUNT = r"@?[^\W_][\w.#-]{0,30}[^\W]"
_CLAUSE_END = r"(?=\s{0,2}(?:$|[.,;!?)،؛؟。，；！\n]|and\b|y\b|et\b|и\b|или\b|أو\b))"
_SURE = re.compile(r"[\d_#]|\w\.\w|^@")
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _spelled() -> re.Pattern[str]:
    local = rf"(?<!\w)(?:[\w+-]{{1,40}}{online.DOT_SAID}){{0,2}}[\w.+-]{{1,64}}"
    domain = rf"{_LABEL}(?:{online.DOT}{_LABEL}){{0,3}}{online.DOT}(?:{online.ENDINGS})(?![^\W_])"
    return re.compile(fold(local + online.AT + domain), re.IGNORECASE)


@cache
def _on_platform() -> re.Pattern[str]:
    place = rf"(?:{online.PLATFORMS}|{online.OWN})(?![a-zа-я\u0621-\u064a])"
    join = rf"(?P<join>(?:{online.JOIN}|\s{{0,2}}{place}){{0,4}})"
    account = rf"\s{{0,2}}[:：]?\s{{0,2}}(?P<account>{_ACCOUNT})(?P<end>{_CLAUSE_END})?"
    # Chinese parts no words, so that a platform may stand right after any of its characters.
    begin = r"(?:(?<![^\W\d_])|(?<=[\u4e00-\u9fff]))"
    return re.compile(fold(begin + place + join + account), re.IGNORECASE)


def _sentence_before(local: str) -> int:
    """Return how much of what stands before the sign is Chinese that nothing parts from it."""
    cut = _HAN_BEFORE.match(local)
    return cut.end() if cut else 0


def _emails(read: Folded) -> Iterator[tuple[int, int]]:
    text = read.text
    place = text.find("@")
    while place >= 0:
        before = _LOCAL_BACK.search(text, max(0, place - 64), place)
        after = _DOMAIN.match(text, place + 1)
        if before and after:
            yield before.start() + _sentence_before(before[0]), after.end()
        place = text.find("@", place + 1)
    for match in _spelled().finditer(text):
        yield match.start() + _sentence_before(match[0].partition("@")[0]), match.end()


def _handles(read: Folded) -> Iterator[tuple[int, int]]:
    for match in _HANDLE.finditer(read.text):
        yield match.span()
    for match in _on_platform().finditer(read.text):
        account = match["account"]
        plain = not _SURE.search(account)
        if plain and (match["end"] is None or not match["join"].strip()):
            continue
        if account.casefold() in online.COMMON or not (
            _LETTERS.search(account) or len(account) >= 5
        ):
            continue
        yield match.span("account")


def _links(read: Folded) -> Iterator[tuple[int, int]]:
    for match in _LINK.finditer(read.text):
        yield match.start(), match.start() + len(match[0].rstrip(".,;:!?"))


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for kind, spans in (
        ("email", _emails(read)),
        ("link", _links(read)),
        ("handle", _handles(read)),
    ):
        for start, end in spans:
            yield Mark(kind, *read.span(start, end))
