"""Which States answer a clause how, as its page tells it."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.domain.pledges.reading import published
from pledge_site.domain.states import State, all_states
from pledge_site.web.edge.locale import language
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.labels import by_name, direction_of
from pledge_site.web.public.pledge_parts import paragraphs

Facts = dict[str, Any]
_SHOWN = ("deposited", "announced")


def answered(campaign: Shown, clause_id: str) -> Facts:
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
