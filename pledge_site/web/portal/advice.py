"""What the coach says of a commitment, in words: a list of questions, and marks beside fields."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from pledge_site.domain.commitments import coach
from pledge_site.domain.commitments.models import FIELDS
from pledge_site.web.edge.words import joined
from pledge_site.web.portal.words import QUESTIONS, SOURCE, VAGUE


def advice(values: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Return the coach's questions, each with whether it is answered."""
    still = coach.hints(values)
    return [(QUESTIONS[code], code not in still) for code in coach.QUESTIONS]


def marked(values: Mapping[str, Any], language: str) -> dict[str, list[str]]:
    """Return the coach's marks as sentences, by field; of nothing at all it says nothing.

    :param language: the language in which the commitment is written.
    """
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for mark in coach.marks(values, language) if values else ():
        found[mark.field].append(_sentence(mark))
    return found


def _sentence(mark: coach.Mark) -> str:
    if mark.code == "vague":
        # The words are in the language of the pledge: they keep its direction.
        words = joined([f"\u2068{word}\u2069" for word in mark.words])
        return gettext(VAGUE, words=words)
    sentence = SOURCE if mark.code == "source" else QUESTIONS[mark.code]
    return gettext(sentence)
