"""Where a focal point starts: where the pledge stands, what happens next, its versions."""

from typing import NamedTuple

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges import queries, versions
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.partners import joint_lists
from pledge_site.domain.pledges.reading import receipts, withdrawal
from pledge_site.domain.pledges.reviewing import deadline
from pledge_site.domain.pledges.writing import drafting
from pledge_site.domain.states import find
from pledge_site.domain.texts.queries import current_version
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.portal.blueprint import blueprint


class Held(NamedTuple):
    """What a State has in a campaign: its pledge, the version on its way, the public one."""

    campaign: Campaign
    pledge: Pledge | None
    open: PledgeVersion | None
    live: PledgeVersion | None


def held() -> Held:
    """Return what the focal point's State has in the current campaign.

    :raises Refused: ``text.none``: there is no campaign to pledge in.
    """
    campaign = campaigns.current()
    if campaign is None:
        raise Refused("text.none")
    pledge = queries.own_pledge(the_actor(), campaign.id)
    if pledge is None:
        return Held(campaign, None, None, None)
    return Held(campaign, pledge, versions.open_version(pledge), versions.live_version(pledge))


@blueprint.get("/")
@needs(Permission.PLEDGE_DRAFT)
def home() -> ResponseReturnValue:
    """Show where the pledge stands and what can be done."""
    mine = held()
    live = mine.live
    return page(
        "portal/home.html",
        state=find(the_actor().state or ""),
        held=mine,
        due=mine.open and deadline.due(mine.open),
        has_text=current_version(mine.campaign.id) is not None,
        withdrawal=live and versions.open_proposal(live, "withdraw"),
        refusal=live and withdrawal.refused(live),
        asked=[
            row
            for row in joint_lists.asked(the_actor(), mine.campaign.id)
            if row.answer in ("asked", "again")
        ],
        receipts=receipts.of_pledge(mine.pledge) if mine.pledge else [],
    )


@blueprint.post("/begin/")
@needs(Permission.PLEDGE_DRAFT)
def begin() -> ResponseReturnValue:
    """Begin a pledge, or go on with the one that was begun."""
    campaign = held().campaign.id
    with write():
        version_id = drafting.begin(the_actor(), campaign, at=clock.now()).id
    return redirect(url_for("portal.tasks", version_id=version_id), code=303)
