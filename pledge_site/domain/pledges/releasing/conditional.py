"""What a focal point says of the deposits that its pledge depends on: private until they are there.

It is no part of the public content of the pledge; reviewers see it.
"""

from datetime import datetime

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.releasing import conditions
from pledge_site.domain.pledges.releasing.conditions import Said
from pledge_site.domain.pledges.writing import drafting


def save_condition(
    actor: Actor, version_id: int, said: Said | None, *, expected: int, at: datetime
) -> PledgeVersion:
    """Save which States have to deposit before the pledge becomes public; None: it depends on none.

    :raises Invalid: by field: ``needed``, ``group``, ``states``.
    """
    version = drafting.open_part(actor, version_id, expected)
    own = counted_states(version.pledge)
    version.condition = conditions.checked(said, own) if said else None
    return drafting.save_part(version, actor, at, "condition")
