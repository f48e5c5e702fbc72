"""The drafting desk's words: what is missing and where it is mended, what is told of a group."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from babel.dates import format_skeleton
from flask import url_for
from flask_babel import gettext, ngettext

from pledge_site.domain.states import roll
from pledge_site.domain.texts.finality import Gap
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.tongues import direction_of, name_of

REGIONS: dict[str, str] = {
    "Africa": N_("Africa"),
    "Americas": N_("The Americas"),
    "Asia": N_("Asia"),
    "Europe": N_("Europe"),
    "Oceania": N_("Oceania"),
}
STATUSES: dict[str, str] = {
    "unreviewed": N_("Nobody has looked at it yet"),
    "reviewed": N_("Looked at by a second person"),
    "authentic": N_("The text was drafted in this language"),
}
_OF_LANGUAGE: dict[str, str] = {
    "gap.title": N_("The title is missing in this language: %(language)s"),
    "gap.preamble": N_("The preamble is missing in this language: %(language)s"),
}
_OF_CLAUSE: dict[str, str] = {
    "gap.heading": N_("Clause %(number)s has no heading in this language: %(language)s"),
    "gap.body": N_("Clause %(number)s has no words in this language: %(language)s"),
    "gap.no_source": N_(
        "Nothing that children said is linked to clause %(number)s, and it does not say why adults"
        " wrote it"
    ),
    "gap.span_of_nobody": N_(
        "Clause %(number)s marks words as children’s own that no contribution is linked to"
    ),
    "gap.span_in_translation_only": N_(
        "Clause %(number)s has a mark that the language of drafting has not: %(language)s"
    ),
}


class Missing(NamedTuple):
    """A gap in words, and the page on which it is mended."""

    words: str
    url: str


def missing(gap: Gap, clauses: Sequence[ClauseVersion], drafted_in: str) -> Missing:
    """Put a gap into words."""
    if gap.code in _OF_LANGUAGE:
        field = "preamble" if gap.code == "gap.preamble" else "title"
        url = url_for("drafting.head", target=gap.where, _anchor=field)
        return Missing(gettext(_OF_LANGUAGE[gap.code], language=_own(gap.where)), url)
    if gap.code in _OF_CLAUSE:
        return _of_clause(gap, clauses, drafted_in)
    return Missing(_of_text(gap), _where_of_text(gap))


def _of_clause(gap: Gap, clauses: Sequence[ClauseVersion], drafted_in: str) -> Missing:
    key, _, code = gap.where.partition(".")
    clause = next(each for each in clauses if each.clause.key == key)
    field = {"gap.heading": "heading", "gap.no_source": "adults_reason"}.get(gap.code, "body")
    url = url_for(
        "drafting.clause", clause_version_id=clause.id, target=code or drafted_in, _anchor=field
    )
    facts = {"number": clause.position, "language": _own(code or drafted_in)}
    words = _OF_CLAUSE[gap.code]
    named = {name: value for name, value in facts.items() if f"%({name})s" in words}
    return Missing(gettext(words, **named), url)


def _of_text(gap: Gap) -> str:
    if gap.code == "gap.no_fate":
        return ngettext(
            "%(num)s contribution has no fate yet",
            "%(num)s contributions have no fate yet",
            gap.many,
        )
    if gap.code == "gap.no_longer_word_for_word":
        return ngettext(
            "%(num)s contribution is called word for word, but its words are no longer marked",
            "%(num)s contributions are called word for word, but their words are no longer marked",
            gap.many,
        )
    if gap.code == "gap.no_clause":
        return gettext("The draft has no clause")
    return gettext("The drafting round is still open: freeze it first")


def _where_of_text(gap: Gap) -> str:
    if gap.code == "gap.no_fate":
        return url_for("drafting.contributions", fate="none")
    if gap.code == "gap.no_longer_word_for_word":
        return url_for("drafting.contributions", fate="word_for_word")
    return url_for(
        "drafting.overview", _anchor="clauses" if gap.code == "gap.no_clause" else "round"
    )


def _own(code: str) -> str:
    return f"\u2068{LANGUAGES[code].own_name}\u2069" if code in LANGUAGES else code


def country_name(code: str) -> str:
    """Return the name of a country in the language of the page."""
    found = roll.find(code)
    return found.name(language().code) if found else code


def _month(month: str) -> str:
    day = date.fromisoformat(f"{month}-01")
    return format_skeleton("yMMMM", day, locale=language().locale)


def facts_of(said: Contribution) -> list[str]:
    """Return what drafters are told of the group that said something: bands, never more."""
    group = said.workshop
    return [
        gettext(bands.KINDS[said.kind]),
        country_name(group.country),
        _month(group.month),
        name_of(said.language),
        gettext(bands.AGES[group.age_band]),
        gettext(bands.SIZES[group.size_band]),
        gettext(bands.METHODS[group.method]),
    ]


def shown(said: Contribution, clauses: Sequence[ClauseVersion]) -> dict[str, Any]:
    """Return a contribution as the desk shows it."""
    numbers = {each.id: each for each in clauses}
    linked = [
        numbers[link.clause_version_id] for link in said.links if link.clause_version_id in numbers
    ]
    return {
        "id": said.id,
        "words": said.words or "",
        "language": said.language,
        "direction": direction_of(said.language),
        "translations": [
            {"words": each.words, "spoken": LANGUAGES[each.language]} for each in said.translations
        ],
        "facts": facts_of(said),
        "fate": gettext(bands.FATES[said.fate]) if said.fate else "",
        "reasons": said.reasons,
        "clauses": sorted({(each.position, each.id) for each in linked}),
        "is_lost": bool(numbers)
        and said.fate == "word_for_word"
        and not any(link.span for link in said.links if link.clause_version_id in numbers),
        "is_for_website": said.workshop.may_website,
        "waits": said.round_id is None,
    }
