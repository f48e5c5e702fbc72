"""The one evaluator of permissions."""

from datetime import datetime

from pledge_site.access.permissions import Permission
from pledge_site.access.policy import EVERYBODY, POLICY
from pledge_site.domain.accounts.actors import Actor
from pledge_site.kernel.refusals import Refused


def permissions(actor: Actor | None, now: datetime) -> frozenset[Permission]:
    """List what an actor may do at a moment; nothing for nobody, nothing after the last day."""
    if actor is None or (actor.last_day is not None and now.date() > actor.last_day):
        return frozenset()
    granted = (POLICY.get(role, frozenset()) for role in actor.roles)
    return EVERYBODY.union(*granted)


def may(actor: Actor | None, permission: Permission, now: datetime) -> bool:
    """Say whether an actor has a permission at a moment."""
    return permission in permissions(actor, now)


def require(actor: Actor | None, permission: Permission, now: datetime) -> None:
    """Refuse whoever lacks a permission.

    :raises Refused: permission.missing
    """
    if not may(actor, permission, now):
        raise Refused("permission.missing")
