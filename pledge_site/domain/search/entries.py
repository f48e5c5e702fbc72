"""From a pledge in a snapshot, and what its version says, to what can be found of it. Pure.

What is withdrawn stays in the list by its State and its reference; its words are not found.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.workflow import WITHDRAWN
from pledge_site.domain.search.models import COMMITMENT, PLEDGE
from pledge_site.domain.search.tokens import tokens
from pledge_site.domain.states import State, find
from pledge_site.kernel.canonical import digest

Document = dict[str, Any]
# Grows when entries are made in another way, so that all of them are made anew.
_RULES = 1
_TAGS = {"outcome": "outcomes", "capability": "capabilities", "domain": "domains"}
FACETS = ("state", "group", "standing", "firmness", *_TAGS)
# A facet that every entry has: what counts by it counts entries.
ALL = "all"
_WORDS = tuple(
    field
    for field in FIELDS
    if field not in ("starts_on", "ends_on", "firmness", "restates", *_TAGS.values())
)
_LAST_DAY = 99_999_999


class Made(NamedTuple):
    """A row to be written, and its tags by facet."""

    values: Document
    tags: list[tuple[str, str]]


def mark_of(campaign: str, pledge: Document) -> str:
    """Return the hash of all that the entries of a pledge are made from.

    The words of a version never change, and its translations stand in the snapshot by their time.
    Earlier versions are no part of it.
    """
    shown = {name: value for name, value in pledge.items() if name not in ("versions", "earlier")}
    return digest({"rules": _RULES, "campaign": campaign, "pledge": shown})


def place_of(day: str, reference: str, position: int) -> str:
    """Return what sorts an entry: the latest day first, then by reference."""
    turned = _LAST_DAY - int(day.replace("-", ""))
    return f"{turned:08d}.{reference}.{position:03d}"


def entries(campaign: str, pledge: Document, said: Document) -> Iterator[Made]:
    """Make the entries of a pledge: its own, then one for each commitment.

    :param pledge: as the snapshot has it (`standing.pledges_in`).
    :param said: the public document of the version that is shown.
    """
    shown = {} if pledge["standing"] == WITHDRAWN else said
    commitments: list[Document] = shown.get("commitments", [])
    states = [state for code in pledge["states"] if (state := find(code))]
    names = [pledge["reference"], *(name for state in states for name in _names(state))]
    head = {
        "campaign": campaign,
        "reference": pledge["reference"],
        "day": pledge["since"][:10],
        "mark": mark_of(campaign, pledge),
    }
    common = [(ALL, ""), *_tags_of_states(states), ("standing", pledge["standing"])]
    texts = list(_texts(shown))
    every = [*names, *(text for _, text in texts), *(w for each in commitments for w in _of(each))]
    own = {"kind": PLEDGE, "said": {"texts": texts}, **_sorted(head, 0), "tokens": tokens(every)}
    yield Made(own, [*common, *_tags_of(commitments)])
    for position, each in enumerate(commitments, 1):
        values = {
            "kind": COMMITMENT,
            "said": {"language": said["language"], **each},
            **_sorted(head, position),
            "tokens": tokens([*names, *_of(each)]),
        }
        yield Made(values, [*common, *_tags_of([each])])


def _sorted(head: Document, position: int) -> Document:
    place = place_of(head["day"], head["reference"], position)
    return {**head, "position": position, "place": place}


def _names(state: State) -> Iterable[str]:
    return (state.iso3, state.formal_en, *state.names.values())


def _texts(said: Document) -> Iterator[tuple[str, str]]:
    """Yield what a pledge says, each with its language: what an excerpt is taken from."""
    language = said.get("language", "")
    for given in (said, *said.get("translations", [])) if said else ():
        for text in (given["message"], given["child_readable"]):
            if text:
                yield given["language"], text
    for answer in said.get("answers", []):
        if answer["statement"]:
            yield language, answer["statement"]
    for commitment in said.get("commitments", []):
        yield language, commitment["title"]
        yield language, commitment["action"]


def _of(commitment: Document) -> list[str]:
    return [str(commitment[field]) for field in _WORDS if commitment[field]]


def _tags_of_states(states: list[State]) -> list[tuple[str, str]]:
    groups = sorted({state.group for state in states if state.is_member})
    return [*(("state", state.iso3) for state in states), *(("group", each) for each in groups)]


def _tags_of(commitments: list[Document]) -> list[tuple[str, str]]:
    found = {("firmness", each["firmness"]): None for each in commitments}
    for facet, field in _TAGS.items():
        found.update({(facet, code): None for each in commitments for code in each[field]})
    return list(found)


def is_day(value: str) -> bool:
    """Say whether a text is a day, as 2027-02-09."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
