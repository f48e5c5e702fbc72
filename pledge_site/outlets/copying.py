"""Makes words with marks come out of a PDF as they went in, letter by letter.

Typst writes a letter and its marks as one piece of replacement text (`ActualText`): among them the
Arabic word for pledge. PDFium, which Chrome copies and searches with, puts such a piece in a wrong
place. Here each glyph is told its own letter instead, wherever that says the same. How a PDF of
typst's is taken apart is in `pdf_parts.py`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pledge_site.outlets import pdf_parts
from pledge_site.outlets.pdf_parts import Glyph, Shown

Told = dict[Glyph, str]
_SHADDA = "\u0651"


def copied_right(data: bytes) -> bytes:
    """Return a PDF of typst's with the letters of its glyphs told one by one, where possible."""
    parts = pdf_parts.take_apart(data)
    pages = [[*zip(page.shown, _wanted(page.shown), strict=True)] for page in parts.pages]
    told = _told([each for page in pages for each in page])
    for page, shown in zip(parts.pages, pages, strict=True):
        held = {each.span for each, wanted in shown if wanted is None or told[each.glyph] != wanted}
        parts.unwrap(page, {place for place in page.spans if place not in held})
    parts.tell(told)
    return parts.written()


def _wanted(shown: Sequence[Shown]) -> list[str | None]:
    """Return what each glyph of a page should say; None where that can't be told."""
    wanted: list[str | None] = []
    for glyphs in _together(shown):
        wanted += _shared(glyphs[0].says, glyphs)
    return wanted


def _together(shown: Sequence[Shown]) -> Iterator[list[Shown]]:
    """Yield the glyphs that show the same text together: of one span, or beside it."""
    group: list[Shown] = []
    for each in shown:
        if group and not _belongs(each, group):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _belongs(each: Shown, group: Sequence[Shown]) -> bool:
    if each.says != group[0].says:
        return False
    if each.span is not None and each.span == group[-1].span:
        return True
    spans = {every.span for every in (*group, each)} - {None}
    is_whole = len({every.is_mark for every in group}) > 1
    return len(each.says) > 1 and not (len(spans) > 1 and is_whole)


def _shared(says: str, glyphs: Sequence[Shown]) -> list[str | None]:
    """Share out a text among the glyphs that together show it: letters, then their marks."""
    if len(says) < 2:
        return [says] if len(glyphs) == 1 else [None] * len(glyphs)
    marks = [char for char in says if unicodedata.category(char).startswith("M")]
    # Shaping puts it nearest to its letter, before the vowel that it comes after in text.
    marks.sort(key=lambda char: char != _SHADDA)
    letters = [char for char in says if not unicodedata.category(char).startswith("M")]
    is_rtl = any(unicodedata.bidirectional(char) in ("R", "AL") for char in says)
    logical = list(reversed(glyphs)) if is_rtl else list(glyphs)
    to_letters = _dealt(letters, sum(not each.is_mark for each in glyphs))
    to_marks = _dealt(marks, sum(each.is_mark for each in glyphs))
    if len(glyphs) == 1:
        return ["".join(marks) if glyphs[0].is_mark and marks else says]
    if to_letters is None or to_marks is None:
        return [None] * len(glyphs)
    dealt: list[str | None] = [
        (to_marks if each.is_mark else to_letters).pop(0) for each in logical
    ]
    return dealt[::-1] if is_rtl else dealt


def _dealt(chars: list[str], glyphs: int) -> list[str] | None:
    """Give each glyph its character, or the only one all of them."""
    if len(chars) == glyphs:
        return list(chars)
    return ["".join(chars)] if glyphs == 1 and chars else None


def _told(shown: Sequence[tuple[Shown, str | None]]) -> Told:
    """Decide what each glyph says by itself; what stands in no span binds it."""
    bare: dict[Glyph, set[str]] = defaultdict(set)
    spanned: dict[Glyph, set[str]] = defaultdict(set)
    before: Told = {}
    for each, wanted in shown:
        before[each.glyph] = each.alone
        if each.span is None:
            bare[each.glyph].add(each.alone if wanted is None else wanted)
        elif wanted is not None:
            spanned[each.glyph].add(wanted)
    told = {}
    for glyph, says in before.items():
        possible = bare[glyph] or spanned[glyph]
        told[glyph] = next(iter(possible)) if len(possible) == 1 else says
    return told
