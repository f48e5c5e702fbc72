"""What groups of children said, as pages tell it: who, in which words, and what became of it.

What may be told at all, and how coarsely, is in `domain/workshops/showing.py`; nothing is added.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask_babel import gettext

from pledge_site.domain.states import find
from pledge_site.domain.workshops import bands, cells
from pledge_site.domain.workshops.showing import Shown
from pledge_site.kernel.languages import N_
from pledge_site.web.edge import tongues
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import joined
from pledge_site.web.public.labels import by_name

Facts = dict[str, Any]

_SOMEWHERE = N_("A group of children")
_REGIONS: dict[str, str] = {
    "Africa": N_("A group of children in Africa"),
    "Americas": N_("A group of children in the Americas"),
    "Asia": N_("A group of children in Asia"),
    "Europe": N_("A group of children in Europe"),
    "Oceania": N_("A group of children in Oceania"),
}


def told(said: Iterable[Shown]) -> list[Facts]:
    """Return what groups said, word for word first; what two links lead to is told once."""
    order = (*bands.LINKED, "")
    found: dict[tuple[Any, ...], Facts] = {}
    for each in sorted(said, key=lambda one: (order.index(one.fate), not one.span)):
        key = (each.clause, each.words, each.language, each.cell, each.kind)
        found.setdefault(key, _voice(each))
    _name_once(list(found.values()))
    return list(found.values())


def _name_once(those: list[Facts]) -> None:
    """Leave an id to the first whose words a span is: several groups may have said the same."""
    named: set[str] = set()
    for each in those:
        each["id"] = "" if each["id"] in named else each["id"]
        named.add(each["id"])


def places(said: Iterable[Shown]) -> str:
    """Return where those live who are told of, as a list; nothing when none may be told."""
    codes = {each.cell.country for each in said}
    names = [state.name(language().code) for state in by_name(list(filter(None, map(find, codes))))]
    return joined(names) if names else ""


def _voice(said: Shown) -> Facts:
    reader = language().code
    own = said.language.split("-")[0]
    shown_in = reader if reader in said.translations else "en"
    translation = "" if own == reader else said.translations.get(shown_in, "")
    why_in = next((code for code in (reader, own, "en") if code in said.reasons), "")
    return {
        "id": f"{said.clause}-{said.span}" if said.span else "",
        "kind": gettext(bands.KINDS[said.kind]),
        "words": said.words,
        "language": said.language,
        "direction": tongues.direction_of(said.language),
        "language_words": tongues.name_of(said.language),
        "translation": translation,
        "translated_in": shown_in,
        "translation_direction": tongues.direction_of(shown_in),
        "where": _where(said.cell),
        "details": _details(said),
        "is_own": said.fate == "word_for_word",
        "fate": gettext(bands.FATES[said.fate]) if said.fate else "",
        "reason": said.reasons.get(why_in, ""),
        "reason_in": why_in or reader,
        "reason_direction": tongues.direction_of(why_in or reader),
        "is_aloud": said.may_read_aloud,
    }


def _where(cell: cells.Cell) -> str:
    state = find(cell.country) if cell.country else None
    return state.name(language().code) if state else gettext(_REGIONS.get(cell.region, _SOMEWHERE))


def _details(said: Shown) -> list[str]:
    """Return what else may be told of a group; nothing of one that no label fits."""
    cell = said.cell
    found = [
        gettext(bands.AGES[cell.age_band]) if cell.age_band else "",
        gettext(bands.SIZES[said.size_band]) if said.size_band else "",
        _when(cell.time) if cell.time else "",
        gettext(bands.METHODS[said.method]) if said.method else "",
        said.partner,
    ]
    return [each for each in found if each]


def _when(time: str) -> str:
    """Write a month, a quarter or a year."""
    year, _, part = time.partition("-")
    if not part:
        return year
    month = int(part[1]) * 3 if part.startswith("Q") else int(part)
    skeleton = "yQQQQ" if part.startswith("Q") else "yMMMM"
    return format_skeleton(skeleton, date(int(year), month, 1), locale=language().locale)
