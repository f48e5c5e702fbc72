"""The 193 Member States and 2 observers: a reviewed file, not a table."""

from pledge_site.domain.states.roll import GROUPS, State, all_states, exists, find, members

__all__ = ["GROUPS", "State", "all_states", "exists", "find", "members"]
