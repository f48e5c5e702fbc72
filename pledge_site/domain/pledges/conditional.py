"""What a focal point says of the deposits that its pledge depends on: private until they are there.

It is no part of the public content of the pledge; reviewers see it.
"""

from datetime import datetime

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import conditions, drafting
from pledge_site.domain.pledges.conditions import Said
from pledge_site.domain.pledges.counted import counted_states
from pledge_site.domain.pledges.models import PledgeVersion


def save_condition(
    actor: Actor, version_id: int, said: Said, *, expected: int, at: datetime
) -> PledgeVersion:
    """Save which States have to deposit before the pledge becomes public.

    :raises Invalid: by field: ``needed``, ``group``, ``states``.
    """
    version = drafting.open_part(actor, version_id, expected)
    version.condition = conditions.checked(said, counted_states(version.pledge))
    return drafting.save_part(version, actor, at, "condition")


def drop_condition(actor: Actor, version_id: int, *, expected: int, at: datetime) -> PledgeVersion:
    """Let the pledge depend on nobody."""
    version = drafting.open_part(actor, version_id, expected)
    version.condition = None
    return drafting.save_part(version, actor, at, "condition")
