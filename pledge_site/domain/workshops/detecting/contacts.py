"""Finds e-mail addresses and links, plain or spelled out, in any script."""

import re
from collections.abc import Iterator
from functools import cache

from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import online

_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"
_DOMAIN = re.compile(r"[^\W_][\w-]{0,62}(?:[.。][\w-]{1,63}){1,30}")
_LOCAL_BACK = re.compile(_LOCAL + r"{1,64}$")
_LABEL = r"[^\W_][\w-]{0,40}?"


@cache
def _han_after() -> re.Pattern[str]:
    return re.compile(r"(?<=[\x21-\x7e])[\u4e00-\u9fff]")


@cache
def _han_before() -> re.Pattern[str]:
    return re.compile(r".*[\u4e00-\u9fff](?=[\x21-\x7e])")


@cache
def _handle_in_chinese() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fff]@[A-Za-z0-9]")


@cache
def _link() -> re.Pattern[str]:
    rest = r"[^\s<>\"'。、)\u3000-\u9fff]"
    return re.compile(
        rf"(?i:https?|hxxps?|ftp)\s?:\s?//{rest}{{2,2000}}"
        rf"|(?<![A-Za-z0-9_@.-])(?i:www)\s?[.]\s?{rest}{{2,2000}}"
        r"|(?<![A-Za-z0-9_@.-])(?i:(?:[a-z0-9-]{2,40}\.){1,4}"
        r"(?:com|org|net|info|app|io|me|co|gg|ru|cn|fr|es|mx|tv))(?![A-Za-z0-9_-])"
        rf"(?:/{rest}{{0,2000}})?"
    )


@cache
def _spelled() -> re.Pattern[str]:
    plain = r"[\w.+-]{1,64}"
    local = rf"(?<![A-Za-z0-9_])(?P<local>(?:[\w.+-]{{1,40}}{online.DOT_SAID}){{0,2}}{plain})"
    said = rf"{_LABEL}(?:{online.DOT}{_LABEL}){{0,3}}{online.DOT}"
    # After the sign itself a blank is no end of a sentence.
    signed = rf"{_LABEL}(?:\s{{0,2}}[.]\s{{0,2}}{_LABEL}){{0,3}}\s{{0,2}}[.]\s{{0,2}}"
    domain = rf"(?:{online.AT}{said}|{online.AT_SIGN}(?:{signed}|{said}))"
    return re.compile(fold(rf"{local}{domain}(?:{online.ENDINGS})(?![^\W_])"), re.IGNORECASE)


def _sentence_before(local: str) -> int:
    """Return how much of what stands before the sign is Chinese that nothing parts from it."""
    cut = _han_before().match(local)
    return cut.end() if cut else 0


def _sentence_after(domain: str) -> int:
    """Return how much of what follows the sign is Chinese that nothing parts from the address."""
    cut = _han_after().search(domain)
    return len(domain) - cut.start() if cut else 0


def _emails(read: Folded) -> Iterator[tuple[int, int]]:
    text = read.text
    place = text.find("@")
    while place >= 0:
        before = _LOCAL_BACK.search(text, max(0, place - 64), place)
        after = _DOMAIN.match(text, place + 1)
        if before and after and not _handle_in_chinese().match(text, place - 1):
            end = after.end() - _sentence_after(after[0])
            yield before.start() + _sentence_before(before[0]), end
        place = text.find("@", place + 1)
    for match in _spelled().finditer(text):
        yield match.start() + _sentence_before(match["local"]), match.end()


def _links(read: Folded) -> Iterator[tuple[int, int]]:
    for match in _link().finditer(read.text):
        yield match.start(), match.start() + len(match[0].rstrip(".,;:!?"))


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for kind, spans in (
        ("email", _emails(read)),
        ("link", _links(read)),
    ):
        for start, end in spans:
            yield Mark(kind, *read.span(start, end))
