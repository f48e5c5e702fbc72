"""How the facts of a workshop and rows of what was said are read from a form and shown again.

Which facts there are, and what is wrong with them, the domain says (`domain/workshops/facts.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import gettext

from pledge_site.domain.states import roll
from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.facts import Said
from pledge_site.kernel import clock, ids, text
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge import tongues
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, typed
from pledge_site.web.workshops.words import FIELDS, LABELS

# In the order of the form, which is that of its summary of faults.
FACTS = (
    "country", "month", "language", "age_band", "size_band", "method", "partner", *bands.SCOPES,
    "consent_until", "attested",
)  # fmt: skip
_TICKS = (*bands.SCOPES, "attested")
_MONTHS = 61
FIRST_ROWS = 5
# All of them filled in to the brim still fit into one form (`edge/params.py`).
MOST_ROWS = 30
ROW = ("kind", "language", "words", "translation_language", "translation", "harm", "key")

Values = dict[str, str]


def typed_facts() -> Values:
    """Return what was typed into the form of a workshop."""
    values = {name: text.clean(typed(name)) for name in FACTS}
    return values | {"partner": values["partner"].upper()}


def facts_of(values: Mapping[str, str], key: str) -> dict[str, Any]:
    """Return the facts that the domain takes."""
    return {
        **values,
        **{name: bool(values[name]) for name in _TICKS},
        "language": tongues.code_of(values["language"]),
        "consent_until": day_of(values["consent_until"]),
        "key": key,
        "origin": "page",
    }


def day_of(value: str) -> date:
    """Return a day as it is typed; what is none lies so far back that no rule takes it."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return date.min


def problems_of(refusal: Invalid, values: Mapping[str, str]) -> Problems:
    """Return what is wrong with facts, in the order of the form; what is empty is just missing."""
    problems, faults = Problems(), dict(refusal.faults)
    for name in FACTS:
        codes = faults.pop(name, [])
        is_missing = codes and not values[name] and name not in _TICKS
        problems.take({name: ["required"] if is_missing else codes})
    for codes in faults.values():
        problems.take({"": codes})
    return problems


def choices() -> dict[str, Any]:
    """Return what the form of a workshop has to choose from."""
    spoken = language().code
    states = ((each.iso3, each.name(spoken)) for each in roll.all_states())
    return {
        "countries": sorted(states, key=lambda choice: text.fold(choice[1])),
        "months": _months(clock.today()),
        "ages": _words(bands.AGES),
        "sizes": _words(bands.SIZES),
        "methods": _words(bands.METHODS),
        "languages_spoken": tongues.offered(),
    }


def month_name(month: str) -> str:
    """Write a month: September 2026."""
    return format_date(date.fromisoformat(f"{month}-01"), "LLLL y", language().locale)


def row_choices() -> dict[str, Any]:
    """Return what a row has to choose from."""
    return {
        "kinds": _words(bands.KINDS),
        "translation_languages": [(each.code, each.own_name) for each in LANGUAGES.values()],
        "languages_spoken": tongues.offered(),
    }


def empty_rows(spoken: str, count: int = FIRST_ROWS) -> list[Values]:
    """Return rows with nothing in them but the language of the group, each under its own key."""
    return [dict.fromkeys(ROW, "") | {"language": tongues.name_of(spoken), "key": ids.public_id()}
            for _ in range(count)]  # fmt: skip


def typed_rows() -> list[Values]:
    """Return the rows as they were sent, empty ones included."""
    count = typed("rows")
    last = min(int(count), MOST_ROWS) if count.isascii() and count.isdecimal() else FIRST_ROWS
    return [
        {name: text.clean(typed(f"{name}_{place}")) for name in ROW} for place in range(1, last + 1)
    ]


def said_in(rows: Sequence[Values]) -> dict[int, Said]:
    """Return what was said, by the number of its row; rows without words are left out."""
    return {
        place: Said(
            row["kind"],
            tongues.code_of(row["language"]),
            row["words"],
            key=row["key"],
            translation_language=row["translation_language"] if row["translation"] else "",
            translation=row["translation"],
            is_harm=bool(row["harm"]),
        )
        for place, row in enumerate(rows, 1)
        if row["words"] or row["translation"] or row["harm"]
    }


def named(problems: Problems) -> list[tuple[str, str]]:
    """List what is wrong for the summary on top, each with the field or row that it is of."""
    return [(field, _with_label(field, sentence)) for field, sentence in problems.listed()]


def row_problems(refusal: Invalid, places: Sequence[int]) -> Problems:
    """Return what is wrong with rows: at ``words_3``, each sentence with the row that it is of."""
    problems = Problems()
    for name, codes in refusal.faults.items():
        _, place, field = [*name.split("."), "", ""][:3]
        where = f"{field}_{places[int(place) - 1]}" if field in FIELDS else ""
        problems.take({where: codes})
    return problems


def _with_label(field: str, sentence: str) -> str:
    name, _, place = field.rpartition("_")
    if name in FIELDS:
        labels = [gettext(FIELDS[name]), gettext("Row %(number)s", number=place)]
    else:
        labels = [gettext(LABELS[field])] if field in LABELS else []
    for label in labels:
        sentence = gettext("%(field)s: %(problem)s", field=label, problem=sentence)
    return sentence


def _months(today: date) -> list[tuple[str, str]]:
    first = today.year * 12 + today.month - 1
    found = (f"{each // 12}-{each % 12 + 1:02}" for each in range(first, first - _MONTHS, -1))
    return [(month, month_name(month)) for month in found]


def _words(table: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, gettext(words)) for code, words in table.items()]
