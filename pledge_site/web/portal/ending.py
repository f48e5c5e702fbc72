"""Steps that need a second thought: cancel, change what is published, ask to withdraw it."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.pledges import completeness, queries, workflow
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.portal.asking import PortalForm, words
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.home import held


class AmendForm(PortalForm):
    """Why the published pledge changes."""

    reason = words(
        N_("Why does the pledge change?"),
        N_("It is published with the new version, so that nobody has to guess."),
        most=2000,
        needed=True,
        rows=3,
    )


class WithdrawForm(PortalForm):
    """Why the published pledge is taken back."""

    reason = words(
        N_("Why is the pledge withdrawn?"),
        N_("It is published beside the word “withdrawn”."),
        most=2000,
        needed=True,
        rows=3,
    )


@blueprint.route(VERSION + "cancel/", methods=["GET", "POST"])
@needs(Permission.PLEDGE_DRAFT)
def cancel(version_id: int) -> ResponseReturnValue:
    """Ask whether to give a version up, and do it."""
    version = queries.own_version(the_actor(), version_id)
    workflow.step(version.standing, "cancel")
    if request.method != "POST":
        return page("portal/cancel.html", version=version, amends=completeness.amends(version))
    with write():
        submission.cancel(the_actor(), version_id, at=clock.now())
    flash(gettext("It is cancelled. Nothing of it was or will be published."), "success")
    return redirect(url_for("portal.home"), code=303)


@blueprint.route("/amend/", methods=["GET", "POST"])
@needs(Permission.PLEDGE_DRAFT)
def amend() -> ResponseReturnValue:
    """Ask why the published pledge changes, and begin its next version."""
    mine = held()
    if mine.open is not None:
        return redirect(url_for("portal.tasks", version_id=mine.open.id), code=303)
    if mine.live is None or mine.live.standing == workflow.ON_HOLD:
        standing = mine.live.standing if mine.live else workflow.NONE
        raise Refused("pledge.not_now", standing=standing, action="amend")
    form, campaign = AmendForm(), mine.campaign.id
    shown: dict[str, Any] = {"form": form, "version": mine.live}
    if request.method != "POST":
        return page("portal/amend.html", problems=[], **shown)
    if not form.validate():
        return page("portal/amend.html", 422, problems=form.problems(), **shown)
    with write():
        version = drafting.begin(the_actor(), campaign, at=clock.now(), reason=form.reason.data)
        version_id = version.id
    return redirect(url_for("portal.tasks", version_id=version_id), code=303)


@blueprint.route(VERSION + "withdraw/", methods=["GET", "POST"])
@needs(Permission.PLEDGE_DRAFT)
def withdraw(version_id: int) -> ResponseReturnValue:
    """Ask why the published pledge is withdrawn, and hand that to the reviewers."""
    version = queries.own_version(the_actor(), version_id)
    workflow.step(version.standing, "withdraw")
    form = WithdrawForm()
    if request.method != "POST":
        return page("portal/withdraw.html", form=form, version=version, problems=[])
    if not form.validate():
        return page(
            "portal/withdraw.html", 422, form=form, version=version, problems=form.problems()
        )
    with write():
        submission.ask_withdrawal(the_actor(), version_id, reason=form.reason.data, at=clock.now())
    flash(gettext("Your request is with the secretariat. A reviewer has to confirm it."), "success")
    return redirect(url_for("portal.home"), code=303)
