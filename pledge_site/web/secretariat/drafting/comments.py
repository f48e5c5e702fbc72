"""Comments among drafters, on the draft as a whole; those on a clause stand on its page."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.texts import comments as service
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.guards import needs, own_path, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.drafting.blueprint import blueprint, clauses_of, the_draft
from pledge_site.web.secretariat.reading import whole_number


@blueprint.get("/comments/")
@needs(Permission.TEXT_DRAFT)
def comments() -> ResponseReturnValue:
    """Show what drafters said to each other about the draft."""
    return _page(Problems())


@blueprint.post("/comments/")
@needs(Permission.TEXT_DRAFT)
def comment() -> ResponseReturnValue:
    """Say something about the draft or one of its clauses."""
    draft, about = the_draft(), whole_number(typed("clause") or "0")
    try:
        with write():
            service.say(
                the_actor(),
                draft.id,
                typed("body"),
                clause_version_id=about or None,
                at=clock.now(),
            )
    except Invalid as refusal:
        db.session.rollback()
        problems = Problems()
        problems.take(refusal.faults)
        return _page(problems, 422)
    flash(gettext("Said. Only drafters read it."), "success")
    return _back()


@blueprint.post("/comments/<int:comment_id>/settle/")
@needs(Permission.TEXT_DRAFT)
def settle(comment_id: int) -> ResponseReturnValue:
    """Settle a comment."""
    with write():
        service.settle(the_actor(), comment_id, at=clock.now())
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(own_path(typed("back")) or url_for(".comments"), code=303)


def _page(problems: Problems, status: int = 200) -> ResponseReturnValue:
    draft = the_draft()
    said = service.of_draft(the_actor(), draft.id)
    return page(
        "secretariat/drafting/comments.html",
        status,
        comments=said,
        names=accounts.names({each.written_by for each in said}),
        numbers={each.clause_id: each.position for each in clauses_of(draft)},
        about=typed("clause"),
        body=typed("body"),
        problems=problems,
    )
