"""Joint pledges, for a State that is asked: read, confirm exactly these words, decline, leave."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.pledges import versions
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.partners import joint_lists, partnership
from pledge_site.domain.pledges.partners.counted import counted_states, has_joined
from pledge_site.domain.pledges.reading import withdrawal
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page, say, typed
from pledge_site.web.edge.sentences import status_of
from pledge_site.web.edge.words import joined
from pledge_site.web.portal.asking import PortalForm, words
from pledge_site.web.portal.blueprint import blueprint
from pledge_site.web.portal.joint import name_of
from pledge_site.web.portal.version import whole

JOINT = "/joint/<int(max=2147483647):pledge_id>/"


class LeaveForm(PortalForm):
    """Why a State leaves a joint pledge."""

    reason = words(
        N_("Why does your State leave this pledge?"),
        N_("It is published with the pledge."),
        most=2000,
        needed=True,
        rows=3,
    )


@blueprint.get(JOINT)
@needs(Permission.PLEDGE_DRAFT)
def asked_to_join(pledge_id: int) -> ResponseReturnValue:
    """Show the whole of a joint pledge to a State that is asked to confirm it."""
    return _show(pledge_id)


@blueprint.post(JOINT + "confirm/")
@needs(Permission.PLEDGE_DRAFT)
def confirm_joint(pledge_id: int) -> ResponseReturnValue:
    """Confirm exactly the words that were read."""
    try:
        with write():
            stands = partnership.confirm(
                the_actor(), pledge_id, seen=typed("fingerprint"), at=clock.now()
            )
    except Refused as refusal:
        return _again(pledge_id, refusal)
    if stands:
        flash(gettext("Confirmed. Your State stands by exactly these words."), "success")
    else:
        flash(gettext("Your word is with the secretariat. A reviewer has to agree."), "success")
    return redirect(url_for("portal.asked_to_join", pledge_id=pledge_id), code=303)


@blueprint.post(JOINT + "decline/")
@needs(Permission.PLEDGE_DRAFT)
def decline_joint(pledge_id: int) -> ResponseReturnValue:
    """Say no, or take a word back that is not public yet."""
    try:
        with write():
            partnership.decline(the_actor(), pledge_id, at=clock.now())
    except Refused as refusal:
        return _again(pledge_id, refusal)
    flash(gettext("Your State has said no. It can still change its mind."), "success")
    return redirect(url_for("portal.asked_to_join", pledge_id=pledge_id), code=303)


@blueprint.route(JOINT + "leave/", methods=["GET", "POST"])
@needs(Permission.PLEDGE_DRAFT)
def leave_joint(pledge_id: int) -> ResponseReturnValue:
    """Ask why a State leaves the published pledge, and hand that to the reviewers."""
    pledge, partner = partnership.pledge_for(the_actor(), pledge_id)
    if not has_joined(partner) or versions.live_version(pledge) is None:
        return redirect(url_for("portal.asked_to_join", pledge_id=pledge_id), code=303)
    form = LeaveForm()
    shown: dict[str, Any] = {"form": form, "pledge": pledge, "drafter": name_of(pledge.state)}
    if request.method != "POST":
        return page("portal/joint/leave.html", problems=[], **shown)
    if not form.validate():
        return page("portal/joint/leave.html", 422, problems=form.problems(), **shown)
    with write():
        partnership.ask_to_leave(the_actor(), pledge_id, reason=form.reason.data, at=clock.now())
    flash(gettext("Your request is with the secretariat. A reviewer has to confirm it."), "success")
    return redirect(url_for("portal.asked_to_join", pledge_id=pledge_id), code=303)


def _again(pledge_id: int, refusal: Refused) -> ResponseReturnValue:
    """Show the words that stand now, and why it could not be done."""
    if status_of(refusal) in (403, 404):
        raise refusal
    return _show(pledge_id, status_of(refusal), say(refusal.code))


def _show(pledge_id: int, status: int = 200, refused: str = "") -> ResponseReturnValue:
    db.session.rollback()
    pledge, partner = partnership.pledge_for(the_actor(), pledge_id)
    version = partnership.offered(pledge, partner)
    code = partnership.why_not(version, partner)
    live = versions.live_version(pledge)
    shown = whole(version)
    # The file of the letter is the drafter's own.
    shown.update(letter=None, given=shown.pop("answers"))
    return page(
        "portal/joint/asked.html",
        status,
        **shown,
        pledge=pledge,
        drafter=name_of(pledge.state),
        together=joined(sorted(name_of(code) for code in counted_states(pledge))),
        answer=joint_lists.answer(pledge, partner),
        answers=joint_lists.ANSWERS,
        confirmed=partnership.confirmed(version, partner),
        why_not=say(code) if code else "",
        fingerprint=content_hash(version),
        is_public=live is version,
        may_leave=has_joined(partner) and live is not None,
        refused=refused,
        refusal=withdrawal.refused_partner(pledge, partner.state),
    )
