"""Tiny questions about an actor and a thing. No table, no query, no clock."""

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.accounts.roles import FOCAL_POINT


def speaks_for(actor: Actor, state: str) -> bool:
    """Say whether the actor is a focal point of this State."""
    return actor.has(FOCAL_POINT) and actor.state == state


def is_oneself(actor: Actor, user_id: int | None) -> bool:
    """Say whether a user is the actor."""
    return user_id is not None and actor.user_id == user_id
