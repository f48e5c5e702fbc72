"""What a reader would still ask of a commitment. Pure; it marks and never blocks.

Only codes live here: the questions in words are the edge's.
"""

from collections.abc import Callable, Mapping
from typing import Any

# In the order in which a reader asks: who, by when, from what, to what, how one could check.
_ANSWERED: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "who": lambda v: bool(v.get("lead_ministry")),
    "by_when": lambda v: bool(v.get("ends_on") or v.get("target_year")),
    "from_what": lambda v: bool(v.get("baseline_value")),
    "to_what": lambda v: bool(v.get("target_value")),
    "how_seen": lambda v: bool(v.get("indicator")),
}
QUESTIONS: tuple[str, ...] = tuple(_ANSWERED)


def hints(values: Mapping[str, Any]) -> list[str]:
    """Return the questions that a commitment leaves open, in the order of `QUESTIONS`.

    :param values: by the names of `models.FIELDS`; what is missing counts as empty.
    """
    return [code for code, answered in _ANSWERED.items() if not answered(values)]
