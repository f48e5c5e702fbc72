"""Finds phone numbers, other numbers of a person, and birthdays, in the digits of any script.

Counts, years and dates of events are let be.
"""

import re
from collections.abc import Iterator
from functools import cache

from pledge_site.domain.workshops.detecting.folding import Folded, fold
from pledge_site.domain.workshops.detecting.marking import Mark
from pledge_site.domain.workshops.detecting.words import ALL

# A run never holds a comma: that parts counts, or items of a list.
_RUN = re.compile(r"[+(]{0,2}\d(?:[ .\-/()]{0,3}\d){3,}")
_LETTERED = re.compile(
    r"(?<![A-Za-zА-Яа-я0-9])(?:[A-ZА-Я]{1,4}[ -]?|[a-zа-я]{1,2})\d(?:[ .\-/]{0,2}\d){3,}"
    r"(?:[ -]?[A-ZА-Я]{1,8}\d{0,2}\b)?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"{_YEAR}(?P<a>[-./]){_MONTH}(?P=a){_DAY}|{_DAY}(?P<b>[-./]){_MONTH}(?P=b){_YEAR}"
    rf"|{_YEAR} ?[-/] ?{_YEAR}|{_YEAR}"
)
# "1 200 000": a count; "612 345 678" is none.
_ROUND = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3}){0,3}(?:[ .]000)|[1-9]\d{0,6}000")
_GROUPED = re.compile(r"[1-9]\d{0,2} \d{3}")
_COUNTED = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,3}|\d{5,6}")
_HAN_DIGITS = re.compile("[〇零一二三四五六七八九幺]{7,}")
_LONGEST_PHONE = 15
_SHORTEST_PHONE = 7
_NEAR = 34


def _near(words: str) -> re.Pattern[str]:
    return re.compile(fold(rf"(?<![a-zа-я])(?:{words})"), re.IGNORECASE)


@cache
def _before() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what says: a number of a person; a phone; a day of birth."""
    return (
        _near("|".join(w.identity for w in ALL)),
        _near("|".join(w.telephone for w in ALL)),
        _near("|".join(w.birth for w in ALL)),
    )


@cache
def _birthday() -> re.Pattern[str]:
    month = rf"(?:{'|'.join(known.months for known in ALL)})\w{{0,4}}"
    return re.compile(
        fold(
            r"[12]\d{3}年\d{1,2}月\d{1,2}[日号]?|\d{1,2}月\d{1,2}[日号]"
            rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|°|-го)?\.? (?:of |de )?{month}\.?,?(?: de| del)?"
            rf"(?: [12]\d{{3}})?|{month} \d{{1,2}}(?:st|nd|rd|th)?(?:,? [12]\d{{3}})?"
            r"|[12]\d{3}[-./][01]?\d[-./][0-3]?\d|[0-3]?\d[-./][01]?\d[-./](?:[12]\d{3}|\d{2})"
        ),
        re.IGNORECASE,
    )


@cache
def _spoken() -> re.Pattern[str]:
    digits = "|".join(w.digits for w in ALL if w.digits)
    return re.compile(
        fold(rf"(?<!\w)(?:(?:{digits})[ ,.-]{{1,3}}){{6,}}(?:{digits})(?!\w)"), re.IGNORECASE
    )


def _last(pattern: re.Pattern[str], text: str, end: int) -> int:
    """Return where the pattern was met last, shortly before a place; -1 where it wasn't."""
    places = [m.start() for m in pattern.finditer(text, max(0, end - _NEAR), end)]
    return places[-1] if places else -1


def _harmless(run: str) -> bool:
    return bool(_DATE.fullmatch(run) or _ROUND.fullmatch(run))


def _kind(read: Folded, start: int, end: int) -> str | None:
    text = read.text
    run = text[start:end].strip(" .-/()")
    count = sum(c.isdigit() for c in run)
    identity, telephone, _ = (_last(pattern, text, start) for pattern in _before())
    if _harmless(run) and not run.startswith("+"):
        return None
    if telephone < 0 and count <= _SHORTEST_PHONE - 1 and _GROUPED.fullmatch(run):
        return None
    if max(identity, telephone) >= 0 and not _unit(text, end):
        return "number" if identity > telephone else "phone"
    if (run.startswith("+") and count > 4) or _SHORTEST_PHONE <= count <= _LONGEST_PHONE:
        return "phone"
    if count > _LONGEST_PHONE or (count in (5, 6) and not _COUNTED.fullmatch(run)):
        return "number"
    return None


def _unit(text: str, end: int) -> bool:
    """Tell whether a short run is followed by what it counts."""
    return bool(
        re.match(r" ?(?:%|km|hours?|horas|heures|час|ساعة|小时|个|名)", text[end : end + 8])
    )


def _numbers(read: Folded) -> Iterator[tuple[str, int, int]]:
    for match in _RUN.finditer(read.text):
        if kind := _kind(read, *match.span()):
            yield kind, *match.span()
    for match in _HAN_DIGITS.finditer(read.text):
        yield "phone", *match.span()
    for match in _spoken().finditer(read.text):
        yield "phone", *match.span()


def _lettered(read: Folded) -> Iterator[tuple[str, int, int]]:
    """Find numbers that letters lead, such as those of passports, where words say so."""
    identity = _before()[0]
    for match in _LETTERED.finditer(read.text):
        if _last(identity, read.text, match.start()) >= 0:
            yield "number", *match.span()


def _birthdays(read: Folded) -> Iterator[tuple[str, int, int]]:
    born = _before()[2]
    for match in _birthday().finditer(read.text):
        after = born.match(read.text, match.end())
        if _last(born, read.text, match.start()) >= 0 or after:
            yield "birthday", *match.span()


def found(read: Folded) -> Iterator[Mark]:
    """Find all of them, in any order; some may lie over others."""
    for rule in (_numbers, _lettered, _birthdays):
        for kind, start, end in rule(read):
            yield Mark(kind, *read.span(start, end))
