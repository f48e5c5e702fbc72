"""Taking words back as the group asked its facilitator to, and handing over what tells of harm.

Each is asked once more on a page of its own; what then happens is in the domain.
"""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.workshops import queries, recording, withdrawal
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.hiding import hide_now
from pledge_site.web.edge.reading import page
from pledge_site.web.workshops.about import heading_of
from pledge_site.web.workshops.blueprint import blueprint
from pledge_site.web.workshops.mine import ONE

_WORDS = "/words/<int:contribution_id>/"


@blueprint.route(ONE + "withdraw/", methods=["GET", "POST"])
@needs(Permission.WORKSHOP_RECORD)
def withdraw_all(workshop_id: int) -> ResponseReturnValue:
    """Ask whether to take back all that a group said, and do it."""
    workshop = queries.own(the_actor(), workshop_id)
    if request.method == "GET":
        return page("workshops/withdraw.html", workshop=workshop, heading=heading_of(workshop))
    return _do(
        lambda: withdrawal.by_facilitator(the_actor(), workshop_id, at=clock.now()),
        workshop_id,
        gettext("Withdrawn. Nothing of what the group said is shown any more."),
    )


@blueprint.route(_WORDS + "withdraw/", methods=["GET", "POST"])
@needs(Permission.WORKSHOP_RECORD)
def withdraw_one(contribution_id: int) -> ResponseReturnValue:
    """Ask whether to take back one thing that was said, and do it."""
    said = queries.own_contribution(the_actor(), contribution_id)
    if request.method == "GET":
        return _ask(said, "workshops/withdraw_one.html")
    workshop_id = said.workshop_id
    return _do(
        lambda: withdrawal.one_by_facilitator(the_actor(), contribution_id, at=clock.now()),
        workshop_id,
        gettext("Withdrawn. It is not shown any more."),
    )


@blueprint.route(_WORDS + "harm/", methods=["GET", "POST"])
@needs(Permission.WORKSHOP_RECORD)
def hand_over(contribution_id: int) -> ResponseReturnValue:
    """Ask whether something tells of harm, and hand it to the safeguarding officers."""
    said = queries.own_contribution(the_actor(), contribution_id)
    if said.standing != "to_check":
        raise Refused("contribution.not_now")
    if request.method == "GET":
        return _ask(said, "workshops/harm.html")
    workshop_id = said.workshop_id
    return _do(
        lambda: recording.tells_of_harm(the_actor(), contribution_id, at=clock.now()),
        workshop_id,
        gettext("It is with the safeguarding officers alone now."),
    )


def _ask(said: Contribution, template: str) -> Response:
    return page(template, said=said, workshop=said.workshop, heading=heading_of(said.workshop))


def _do(step: Callable[[], Any], workshop_id: int, words: str) -> Response:
    """Do a step, and let no page wait for the worker to hide what it took away."""
    with write():
        step()
    hide_now()
    flash(words, "success")
    return redirect(url_for(".one", workshop_id=workshop_id), code=303)  # type: ignore[return-value]
