"""The run of show: what is released in the ceremony, in its order, by one button each.

The buttons are shown once the list is armed, by a link that changes nothing: none is hit by
accident, and in the ceremony each is one press. Pressed twice, or by two people, it is done once.
"""

from collections.abc import Sequence
from typing import Any

from babel.dates import format_timedelta
from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import release, running_order
from pledge_site.kernel import clock
from pledge_site.kernel.canonical import digest
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page, say, typed
from pledge_site.web.edge.releases import said_aloud
from pledge_site.web.edge.sentences import sentence_of, status_of
from pledge_site.web.secretariat import release_words
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.reading import whole_number

_STEPS = {"up": -1, "down": 1}


@blueprint.get("/run-of-show/")
@needs(Permission.PLEDGE_REVIEW)
def run_of_show() -> ResponseReturnValue:
    """Show what is to be released, and what is out already."""
    return _page(armed=bool(_is_armed()))


@blueprint.get("/run-of-show/changed/")
@needs(Permission.PLEDGE_REVIEW)
def show_changed() -> ResponseReturnValue:
    """Say whether the list is another one than was seen: a piece of a page, for a script."""
    campaign = campaigns.current()
    found = running_order.rows(campaign.id) if campaign else ()
    return page(
        "secretariat/show_changed.html",
        changed=_mark(found) != request.args.get("seen"),
        again=url_for(".run_of_show", armed=_is_armed() or None),
    )


@blueprint.post("/run-of-show/<int(max=2147483647):version_id>/move/")
@needs(Permission.PLEDGE_REVIEW)
def move_in_show(version_id: int) -> ResponseReturnValue:
    """Move one up or down."""
    step = _STEPS.get(typed("to")) or abort(400)
    seen = whole_number(typed("place"))
    try:
        with write():
            running_order.move(the_actor(), version_id, step, seen=seen, at=clock.now())
    except Refused as refusal:
        return _refused(refusal, armed=False)
    return redirect(url_for(".run_of_show", _anchor=f"v{version_id}"), code=303)


@blueprint.post("/run-of-show/<int(max=2147483647):version_id>/release/")
@needs(Permission.PLEDGE_REVIEW)
def release_now(version_id: int) -> ResponseReturnValue:
    """Release one, by hand."""
    try:
        with write():
            done = release.release(the_actor(), version_id, at=clock.now())
            state = db.session.get_one(PledgeVersion, version_id).pledge.state
    except Refused as refusal:
        return _refused(refusal, armed=True)
    name = state_name(state)
    if done:
        flash(gettext("%(state)s: released. It is public.", state=name), "success")
    else:
        flash(gettext("%(state)s: it was public already.", state=name), "information")
    return redirect(url_for(".run_of_show", armed=1, _anchor=f"v{version_id}"), code=303)


def _is_armed() -> int:
    return int(request.args.get("armed") == "1")


def _mark(found: Sequence[PledgeVersion]) -> str:
    """Return what tells one state of the list from the next."""
    return digest([[each.id, each.standing, each.run_order] for each in found])[:16]


def _refused(refusal: Refused, *, armed: bool) -> ResponseReturnValue:
    if status_of(refusal) == 404 or refusal.code == "role.missing":
        raise refusal
    db.session.rollback()
    return _page(armed=armed, status=status_of(refusal), refused=sentence_of(refusal))


def _page(*, armed: bool, status: int = 200, refused: str = "") -> ResponseReturnValue:
    campaign = campaigns.current()
    found = running_order.rows(campaign.id) if campaign else ()
    rows = [_row(each) for each in found]
    waiting = [each for each in rows if not each["done"]]
    return page(
        "secretariat/run_of_show.html",
        status,
        campaign=campaign,
        by_hand=[each for each in waiting if each["place"] is not None],
        by_itself=[each for each in waiting if each["place"] is None],
        out=[each for each in rows if each["done"]],
        armed=armed,
        mark=_mark(found),
        refused=refused,
    )


def _row(version: PledgeVersion) -> dict[str, Any]:
    done = version.standing != workflow.ACCEPTED
    why_not = None if done else release.why_not(version)
    now, due = clock.now(), version.release_at
    return {
        "id": version.id,
        "state": state_name(version.pledge.state),
        "reference": version.pledge.reference,
        "joint": version.pledge.kind == "joint",
        "standing": version.standing,
        "decision": version.cleared_action,
        "place": version.run_order,
        "due": said_aloud(due) if due else "",
        "in": _until((due - now).total_seconds()) if due and due > now and not done else "",
        "depends": release_words.condition(version),
        "done": done,
        "out_at": version.deposited_at or version.announced_at,
        "why_not": say(why_not) if why_not else "",
        "by_hand": not done and due is None and why_not is None,
    }


def _until(seconds: float) -> str:
    return str(
        format_timedelta(
            max(round(seconds), 60),
            granularity="minute",
            add_direction=True,
            locale=language().locale,
        )
    )
