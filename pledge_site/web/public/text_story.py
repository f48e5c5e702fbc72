"""How a text was made, as its page tells it: rounds, versions, how much is in children's words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from pledge_site.domain.opendata import children
from pledge_site.domain.texts import differences, rounds
from pledge_site.domain.texts.drafting_models import Round
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.workshops.showing import Shown
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, number

Facts = dict[str, Any]
Spans = Mapping[str, set[str]]
Item = tuple[str, str, str, str]

STATUSES: dict[str, str] = {
    "authentic": N_("This is the language in which the text was drafted."),
    "reviewed": N_("A translation that a second person has checked."),
    "unreviewed": N_("A translation that nobody has checked yet."),
}


def own_words(version: TextVersion, clauses: Sequence[ClauseVersion], live: Spans) -> Facts:
    """Return how much of a text is in children's own words, in the language of drafting."""
    row = children.share_row(children.own_words(version, clauses, live))
    return {name: number(value) for name, value in row.items()}


def story(campaign_id: int, versions: Sequence[TextVersion], said: Sequence[Shown]) -> list[Item]:
    """Return what happened in order: when, as ISO, what, and a note."""
    found: list[tuple[datetime, str, str]] = []
    for each in rounds.every(campaign_id):
        found += _of_round(each, versions[0])
    for version in versions:
        if version.published_at is None:
            continue
        heard = {one.words: one for one in said if one.version == version.number}
        found.append(
            (
                version.published_at,
                gettext("Version %(number)s is published", number=version.number),
                _heard(list(heard.values())),
            )
        )
    return [
        (day(when), when.date().isoformat(), what, note)
        for when, what, note in sorted(found, key=lambda item: item[0])
    ]


def changes(
    before: Sequence[ClauseVersion], after: Sequence[ClauseVersion]
) -> list[differences.Difference]:
    """Return what changed between two versions in the language of the page, clause by clause."""
    code = language().code
    found = differences.by_clause(
        differences.in_language(before, code), differences.in_language(after, code)
    )
    return [each for each in found if each.what != "same" or each.is_moved]


def statuses(known: Mapping[str, str]) -> list[Facts]:
    """Return how far each language of a version is to be trusted, the reader's first."""
    code = language().code
    return [
        {"language": row.own_name, "code": row.code, "words": gettext(STATUSES[known[row.code]])}
        for row in sorted(LANGUAGES.values(), key=lambda row: row.code != code)
        if row.code in known
    ]


def editions(version: TextVersion, newest: int) -> list[tuple[str, str]]:
    """Return the text as files: what each is, and its address."""
    of: Facts = {} if version.number == newest else {"number": version.number}
    made = (
        (gettext("The text as a PDF"), "text_pdf"),
        (gettext("A poster (A3, PDF)"), "text_poster"),
        (gettext("Plain text"), "text_plain"),
    )
    return [(words, url_for(f"public.{name}", **of)) for words, name in made]


def _of_round(each: Round, newest: TextVersion) -> list[tuple[datetime, str, str]]:
    """Return the steps of a round that has led to a version the reader can see."""
    until = newest.published_at
    if each.closed_at is None or until is None or each.closed_at > until:
        return []
    found = [
        (
            each.opened_at,
            gettext("Groups of children are asked"),
            gettext("Round %(number)s", number=each.number),
        )
    ]
    if each.frozen_at is not None:
        found.append((each.frozen_at, gettext("Adults word what the groups said"), ""))
    return found


def _heard(said: Sequence[Shown]) -> str:
    if not said:
        return ""
    return ngettext(
        "%(num)s thing that a group of children said went into it.",
        "%(num)s things that groups of children said went into it.",
        len(said),
    )
