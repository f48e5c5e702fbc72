"""What a reader would still ask of a commitment. Pure; it marks and never blocks.

Only codes live here: the questions in words are the edge's.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pledge_site.domain.commitments.vague import vague_words

# In the order in which a reader asks: who, by when, from what, to what, how one could check.
_ANSWERED: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "who": lambda v: bool(v.get("lead_ministry")),
    "by_when": lambda v: bool(v.get("ends_on") or v.get("target_year")),
    "from_what": lambda v: bool(v.get("baseline_value")),
    "to_what": lambda v: bool(v.get("target_value")),
    "how_seen": lambda v: bool(v.get("indicator")),
}
QUESTIONS: tuple[str, ...] = tuple(_ANSWERED)
# The field beside which a question stands.
_FIELDS: dict[str, str] = {
    "who": "lead_ministry",
    "by_when": "ends_on",
    "from_what": "baseline_value",
    "to_what": "target_value",
    "how_seen": "indicator",
}
_PROSE = ("title", "action")
MARKS: tuple[str, ...] = (*QUESTIONS, "source", "vague")


class Mark(NamedTuple):
    """A hint at a field: one of `MARKS`, and the words that it is about, if any."""

    field: str
    code: str
    words: tuple[str, ...] = ()


def hints(values: Mapping[str, Any]) -> list[str]:
    """Return the questions that a commitment leaves open, in the order of `QUESTIONS`.

    :param values: by the names of `models.FIELDS`; what is missing counts as empty.
    """
    return [code for code, answered in _ANSWERED.items() if not answered(values)]


def marks(values: Mapping[str, Any], language: str) -> list[Mark]:
    """Return all that the coach would say of a commitment, each at the field that it concerns.

    ``source``: a value at the start that nobody can look up; ``vague``: a verb that can't be
    checked.

    :param values: as for `hints`.
    :param language: the language in which the commitment is written.
    """
    said = [Mark(_FIELDS[code], code) for code in hints(values)]
    if values.get("baseline_value") and not values.get("baseline_source"):
        said.append(Mark("baseline_source", "source"))
    for field in _PROSE:
        if words := vague_words(str(values.get(field) or ""), language):
            said.append(Mark(field, "vague", tuple(words)))
    return said
