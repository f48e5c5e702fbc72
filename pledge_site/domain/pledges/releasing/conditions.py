"""What a conditional pledge waits for, and which of those that wait may become public. Pure.

A condition says: when so many of these States have deposited. The States are named, or they are a
regional group of the United Nations. It is the State's own and never public. A pledge's own States
don't count toward its own condition.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pledge_site.domain import states
from pledge_site.kernel.refusals import Invalid


class Condition(NamedTuple):
    """When `needed` of these States have deposited."""

    needed: int
    states: frozenset[str]


class Said(NamedTuple):
    """A condition as it is said in a form: of a group, or of named States."""

    needed: int | None
    group: str = ""
    states: tuple[str, ...] = ()


class Waiting(NamedTuple):
    """A pledge that is cleared: the States it counts for, whether as a deposit, and its condition.

    Without a condition it waits for nothing.
    """

    states: frozenset[str]
    deposits: bool
    condition: Condition | None


def read(stored: Mapping[str, Any] | None) -> Condition | None:
    """Read a condition as a version holds it: ``needed``, and ``group`` or ``states``."""
    if not stored:
        return None
    if group := stored.get("group"):
        named = frozenset(each.iso3 for each in states.members() if each.group == group)
    else:
        named = frozenset(stored["states"])
    return Condition(stored["needed"], named)


def checked(said: Said, own: frozenset[str]) -> dict[str, Any]:
    """Return a condition as a version holds it.

    :raises Invalid: by field: ``needed``, ``group``, ``states``.
    """
    named = set(said.states) - own
    faults: dict[str, list[str]] = {}
    if said.group and said.group not in states.GROUPS:
        faults["group"] = ["choice"]
    elif not said.group and not all(states.exists(each) for each in named):
        faults["states"] = ["choice"]
    elif not said.group and not named:
        faults["states"] = ["required"]
    if faults:
        raise Invalid(faults)
    stored = {"group": said.group} if said.group else {"states": sorted(named)}
    found = read({"needed": 1, **stored})
    most = len(found.states - own) if found else 0
    if said.needed is None or not 1 <= said.needed <= most:
        raise Invalid({"needed": ["condition.needed"]})
    return {"needed": said.needed, **stored}


def count(condition: Condition, own: frozenset[str], deposited: frozenset[str]) -> int:
    """Return how many of the States of a condition have deposited."""
    return len((condition.states - own) & deposited)


def is_met(condition: Condition | None, own: frozenset[str], deposited: frozenset[str]) -> bool:
    """Say whether a condition holds; no condition always does."""
    return condition is None or count(condition, own, deposited) >= condition.needed


def greatest(waiting: Mapping[int, Waiting], deposited: frozenset[str]) -> frozenset[int]:
    """Return the largest set of what waits that, published together, meets all its conditions.

    It begins with all and takes away whatever is not met until nothing changes: so pledges that
    wait for each other come out together.
    """
    kept = frozenset(waiting)
    while True:
        there = deposited.union(*(waiting[key].states for key in kept if waiting[key].deposits))
        met = frozenset(
            key for key in kept if is_met(waiting[key].condition, waiting[key].states, there)
        )
        if met == kept:
            return kept
        kept = met
