"""What the page of a version says of its release: cleared by whom, until when, on which terms."""

from typing import NamedTuple

from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners.counted import counted_states
from pledge_site.domain.pledges.releasing import standing_now
from pledge_site.web.edge.releases import Depends, depends, said_aloud
from pledge_site.web.edge.words import moment


class Cleared(NamedTuple):
    """A clearing in words: the decision, by whom, when, the release time, the place."""

    decision: str
    by: str
    at: str
    release_at: str
    place: int | None


def cleared(version: PledgeVersion) -> Cleared | None:
    """Return the clearing of a version that is not public yet, if there is one."""
    if version.standing != workflow.ACCEPTED or version.cleared_action is None:
        return None
    by = accounts.names([version.cleared_by or 0]).get(version.cleared_by or 0, "–")
    return Cleared(
        version.cleared_action,
        by,
        moment(version.cleared_at) if version.cleared_at else "",
        said_aloud(version.release_at) if version.release_at else "",
        version.run_order,
    )


def condition(version: PledgeVersion) -> Depends | None:
    """Return what a version depends on, as long as that is open."""
    if version.standing not in workflow.OPEN or not version.condition:
        return None
    deposited = standing_now.deposited(version.pledge.campaign_id)
    return depends(version.condition, counted_states(version.pledge), deposited)
