"""Joint pledges, for the State that drafts one: begin it, ask partner States, amend it."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.pledges import queries, versions, workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.partners import joining, joint, joint_lists
from pledge_site.domain.states import State, all_states, find
from pledge_site.domain.texts.queries import current_version
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, NotFound, Refused
from pledge_site.kernel.text import fold
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page, say, typed
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.ending import AmendForm


@blueprint.get("/joint/")
@needs(Permission.PLEDGE_DRAFT)
def joint_pledges() -> ResponseReturnValue:
    """List the joint pledges that the State drafts and those that it is asked to join."""
    campaign = campaigns.current()
    if campaign is None:
        raise Refused("text.none")
    return page(
        "portal/joint/list.html",
        campaign=campaign,
        drafted=joint_lists.drafted(the_actor(), campaign.id),
        asked=joint_lists.asked(the_actor(), campaign.id),
        has_text=current_version(campaign.id) is not None,
        answers=joint_lists.ANSWERS,
        name_of=name_of,
    )


@blueprint.post("/joint/begin/")
@needs(Permission.PLEDGE_DRAFT)
def begin_joint() -> ResponseReturnValue:
    """Begin a joint pledge."""
    campaign = campaigns.current()
    if campaign is None:
        raise Refused("text.none")
    campaign_id = campaign.id
    with write():
        version_id = joint.begin(the_actor(), campaign_id, at=clock.now()).id
    return redirect(url_for("portal.partners", version_id=version_id), code=303)


@blueprint.get(VERSION + "partners/")
@needs(Permission.PLEDGE_DRAFT)
def partners(version_id: int) -> ResponseReturnValue:
    """Show who was asked, and what each has answered."""
    return _partners(version_id)


@blueprint.post(VERSION + "partners/")
@needs(Permission.PLEDGE_DRAFT)
def ask_partner(version_id: int) -> ResponseReturnValue:
    """Ask a State to join, or ask it once more."""
    _joint(version_id)
    try:
        with write():
            joint.ask(the_actor(), version_id, typed("state"), at=clock.now())
    except Invalid:
        return _partners(version_id, 422, [("state", say("state.needed"))])
    flash(gettext("Asked. Its focal points get a mail."), "success")
    return redirect(url_for("portal.partners", version_id=version_id), code=303)


@blueprint.post(VERSION + "partners/remove/")
@needs(Permission.PLEDGE_DRAFT)
def take_partner_off(version_id: int) -> ResponseReturnValue:
    """Ask a State no longer."""
    _joint(version_id)
    try:
        with write():
            joint.take_off(the_actor(), version_id, typed("state"), at=clock.now())
    except NotFound:
        # It was taken off before; the page shows who is left.
        return redirect(url_for("portal.partners", version_id=version_id), code=303)
    except Refused as refusal:
        return _partners(version_id, 409, [("", say(refusal.code))])
    flash(gettext("Taken off. It sees this pledge no longer."), "success")
    return redirect(url_for("portal.partners", version_id=version_id), code=303)


@blueprint.route(VERSION + "amend/", methods=["GET", "POST"])
@needs(Permission.PLEDGE_DRAFT)
def amend_joint(version_id: int) -> ResponseReturnValue:
    """Ask why a published joint pledge changes, and begin its next version."""
    version = _joint(version_id)
    form = AmendForm()
    shown: dict[str, Any] = {"form": form, "version": version}
    if not form.is_submitted():
        return page("portal/joint/amend.html", problems=[], **shown)
    if not form.validate():
        return page("portal/joint/amend.html", 422, problems=form.problems(), **shown)
    with write():
        made = joint.amend(the_actor(), version_id, reason=form.reason.data, at=clock.now()).id
    return redirect(url_for("portal.tasks", version_id=made), code=303)


def _joint(version_id: int) -> PledgeVersion:
    version = queries.own_version(the_actor(), version_id)
    if not joining.is_joint(version):
        raise NotFound()
    return version


def _partners(
    version_id: int, status: int = 200, problems: list[tuple[str, str]] | None = None
) -> ResponseReturnValue:
    db.session.rollback()
    version = _joint(version_id)
    pledge = version.pledge
    known = {pledge.state, *(each.state for each in pledge.partners)}
    return page(
        "portal/joint/partners.html",
        status,
        version=version,
        pledge=pledge,
        live=versions.live_version(pledge),
        open=versions.open_version(pledge),
        rows=[
            (each, find(each.state), joint_lists.answer(pledge, each)) for each in pledge.partners
        ],
        answers=joint_lists.ANSWERS,
        may_ask=version.standing in workflow.OPEN | workflow.LIVE,
        offered=[
            (state.iso3, state.name(language().code))
            for state in _by_name()
            if state.iso3 not in known
        ],
        problems=problems or [],
    )


def _by_name() -> list[State]:
    code = language().code
    return sorted(all_states(), key=lambda state: fold(state.name(code)))


def name_of(code: str) -> str:
    """Return the name of a State in the language of the page."""
    state = find(code)
    return state.name(language().code) if state else code
