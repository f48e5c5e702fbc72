"""What one person proposed, and how another settles it."""

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.reviewing import settlement
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page, typed
from pledge_site.web.edge.sentences import sentence_of, status_of
from pledge_site.web.secretariat import cases, offers, sheet
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.cases import Sent
from pledge_site.web.secretariat.queue import state_name
from pledge_site.web.secretariat.reading import seen_edit, seen_standing


@blueprint.get("/proposals/<int:proposal_id>/")
@needs(Permission.PLEDGE_REVIEW)
def proposal(proposal_id: int) -> ResponseReturnValue:
    """Show a proposal: on the page of its version, if it has one."""
    found = queries.proposal(proposal_id)
    if found.version_id is not None:
        return redirect(url_for(".case", version_id=found.version_id), code=303)
    return _show(proposal_id)


@blueprint.post("/proposals/<int:proposal_id>/settle/")
@needs(Permission.PLEDGE_REVIEW)
def settle(proposal_id: int) -> ResponseReturnValue:
    """Confirm or refuse what another person proposed."""
    answer = typed("answer")
    if answer not in ("confirm", "refuse"):
        abort(400)
    version_id = queries.proposal(proposal_id).version_id
    edit = seen_edit() if version_id else None
    try:
        with write():
            settlement.settle(
                the_actor(),
                proposal_id,
                confirm=answer == "confirm",
                why=typed("reason"),
                expected=edit,
                at=clock.now(),
            )
    except Refused as refusal:
        return _refused(proposal_id, version_id, edit, refusal)
    done = gettext("Confirmed.") if answer == "confirm" else gettext("Refused. Nothing changes.")
    flash(done, "success")
    if version_id is None:
        return redirect(url_for(".queue"), code=303)
    return redirect(url_for(".case", version_id=version_id), code=303)


def _refused(
    proposal_id: int, version_id: int | None, edit: int | None, refusal: Refused
) -> Response:
    if version_id is not None:
        sent = Sent("settle", seen_standing(), edit or 0, {"reason": typed("reason")})
        return cases.refuse(version_id, sent, refusal)
    if status_of(refusal) == 404 or refusal.code == "role.missing":
        raise refusal
    db.session.rollback()
    return _show(proposal_id, status_of(refusal), sentence_of(refusal))


def _show(proposal_id: int, status: int = 200, refused: str = "") -> Response:
    """Show the proposal to record a statement; nothing but the proposal holds its words yet."""
    found = queries.proposal(proposal_id)
    said = found.content
    return page(
        "secretariat/proposal.html",
        status,
        state=state_name(found.state),
        proposal=offers.proposal(found, the_actor().user_id),
        open=found.outcome is None,
        refused=refused,
        language=said.get("language", ""),
        message=said.get("message", ""),
        rows=sheet.rows(said, but=("message",)),
    )
