"""The text of the pledge as its pages show it: a version, a clause, and who has adopted it."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext, ngettext

from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.domain.pledges.reading import published
from pledge_site.domain.states import State, all_states
from pledge_site.domain.texts import markup, queries
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, number
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import by_name, direction_of, language_words
from pledge_site.web.public.pledge_parts import paragraphs

Facts = dict[str, Any]
_SHOWN = ("deposited", "announced")


def text_view(campaign: Shown, number_asked: int | None = None) -> Facts | None:
    """Return a version of the campaign's text, the newest by default; None before the first.

    A version that does not exist is 404.
    """
    newest = campaign.document["text"]
    if newest is None:
        return None
    versions = _versions(newest["version_id"])
    wanted = newest["number"] if number_asked is None else number_asked
    version = next((each for each in versions if each.number == wanted), None)
    if version is None:
        abort(404)
    code = language().code
    return {
        "title": version.titles[code],
        "preamble": paragraphs(version.preambles[code]),
        "number": version.number,
        "is_newest": version.number == newest["number"],
        "reason": version.reason,
        "published": day(version.published_at) if version.published_at else "",
        "drafted_in": language_words(version.drafted_in),
        "clauses": [_clause(each, campaign) for each in queries.clauses(version.id)],
        "versions": [
            {
                "number": each.number,
                "day": day(each.published_at) if each.published_at else "",
                "url": url_for("public.text_version", number=each.number),
            }
            for each in versions
        ],
    }


def clause_view(campaign: Shown, clause_id: str) -> Facts:
    """Return a clause of the present text, with the States by what they answer; 404: no such."""
    newest = campaign.document["text"]
    clauses = queries.clauses(newest["version_id"]) if newest else []
    found = next((each for each in clauses if each.clause.key == clause_id), None)
    if found is None:
        abort(404)
    place = clauses.index(found)
    return {
        **_clause(found, campaign),
        **_answered(campaign, clause_id),
        "previous": _neighbour(clauses[place - 1]) if place else None,
        "next": _neighbour(clauses[place + 1]) if place + 1 < len(clauses) else None,
    }


def _versions(version_id: int) -> list[TextVersion]:
    newest = queries.version(version_id)
    if newest is None:
        abort(404)
    return sorted(
        (each for each in newest.text.versions if each.published_at),
        key=lambda each: each.number,
        reverse=True,
    )


def _clause(clause: ClauseVersion, campaign: Shown) -> Facts:
    counted = campaign.document["clauses"].get(clause.clause.key, {})
    adopted = counted.get("adopt", 0) + counted.get("adopt_with_statement", 0)
    code = language().code
    return {
        "key": clause.clause.key,
        "number": number(clause.position),
        "heading": clause.headings[code],
        "body": paragraphs(markup.plain(clause.bodies[code])),
        "url": url_for("public.clause", clause_id=clause.clause.key),
        "adopted": ngettext(
            "%(num)s Member State has adopted it.",
            "%(num)s Member States have adopted it.",
            adopted,
        ),
    }


def _neighbour(clause: ClauseVersion) -> Facts:
    return {
        "heading": clause.headings[language().code],
        "url": url_for("public.clause", clause_id=clause.clause.key),
    }


def _answered(campaign: Shown, clause_id: str) -> Facts:
    """Return the States with a live pledge by what they answer: those counted, and the others.

    Counted is what the snapshot counts: deposited pledges of Member States.
    """
    shown = {
        iso3: entry["version_id"]
        for iso3, entry in campaign.states.items()
        if entry["standing"] in _SHOWN
    }
    # The States of a joint pledge share its answers.
    rows = published.answers_to(campaign.slug, clause_id, set(shown.values()))
    answered = {row.version_id: row for row in rows}
    given = {iso3: answered[number] for iso3, number in shown.items() if number in answered}
    ordered = by_name([state for state in all_states() if state.iso3 in given])
    counted = [
        state
        for state in ordered
        if state.is_member and campaign.states[state.iso3]["standing"] == "deposited"
    ]
    others = [state for state in ordered if state not in counted]
    return {"counted": _by_answer(counted, given), "others": _by_answer(others, given)}


def _by_answer(states: list[State], given: dict[str, published.Answer]) -> list[Facts]:
    """Return some States by what they answer, in the order of the answers; none left empty."""
    groups = (
        (words, [state for state in states if given[state.iso3].answer == code])
        for code, words in ANSWERS.items()
    )
    return [
        {
            "words": gettext(words),
            "states": [_answering(state, given[state.iso3]) for state in chosen],
            "has_statements": any(given[state.iso3].statement.strip() for state in chosen),
        }
        for words, chosen in groups
        if chosen
    ]


def _answering(state: State, given: published.Answer) -> Facts:
    return {
        "name": state.name(language().code),
        "url": url_for("public.state", iso3=state.iso3),
        "statement": paragraphs(given.statement),
        "language": given.language,
        "direction": direction_of(given.language),
    }
