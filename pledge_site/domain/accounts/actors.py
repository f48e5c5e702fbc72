"""Who is acting: the small value that services take instead of a user or a session."""

from dataclasses import dataclass
from datetime import date

from pledge_site.domain.accounts.roles import ADMINISTRATOR
from pledge_site.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the rules see one: the roles that hold now, and the State, if any.

    `last_day` is the last day (UTC) of the account, if it has one.
    """

    user_id: int
    roles: frozenset[str]
    state: str | None
    language: str
    last_day: date | None = None

    def has(self, role: str) -> bool:
        """Say whether the person holds a role now."""
        return role in self.roles


def only(actor: Actor, *roles: str) -> None:
    """Refuse whoever holds none of some roles.

    :raises Refused: permission.missing
    """
    if not any(actor.has(role) for role in roles):
        raise Refused("permission.missing")


def only_administrator(actor: Actor) -> None:
    """Refuse whoever is not an administrator.

    :raises Refused: permission.missing
    """
    only(actor, ADMINISTRATOR)
