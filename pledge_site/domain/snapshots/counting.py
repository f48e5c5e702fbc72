"""How States are counted: by standing, Member States apart from observers, and by group. Pure."""

from collections.abc import Mapping

from pledge_site.domain.states import GROUPS, all_states

NOTHING = "nothing"
COUNTED = ("deposited", "announced", "on_hold", "withdrawn", NOTHING)


def by_standing(standings: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Count the Member States and, apart from them, the observers.

    :param standings: the standing of each State that has one, by code.
    """
    found = {"counts": dict.fromkeys(COUNTED, 0), "observers": dict.fromkeys(COUNTED, 0)}
    for state in all_states():
        place = "counts" if state.is_member else "observers"
        found[place][standings.get(state.iso3, NOTHING)] += 1
    return found


def by_group(standings: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Count the Member States of each regional group."""
    found = {group: dict.fromkeys(COUNTED, 0) for group in GROUPS}
    for state in all_states():
        if state.is_member:
            found[state.group][standings.get(state.iso3, NOTHING)] += 1
    return found
