"""Who is acting: the small value that services take instead of a user or a session."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the rules see one: the roles that hold now, and the State, if any."""

    user_id: int
    roles: frozenset[str]
    state: str | None
    language: str

    def has(self, role: str) -> bool:
        """Say whether the person holds a role now."""
        return role in self.roles
