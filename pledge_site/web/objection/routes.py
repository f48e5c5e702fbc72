"""The page behind the link in a contact's mail: what is public, and a button that objects to it.

Open to whoever has the link; it meets no session. The form is held to our own pages. Looking at the
page does nothing, since scanners open links; what an objection does is in `domain/contacts`.
"""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from pledge_site.db import write
from pledge_site.domain.contacts import links, queries, service
from pledge_site.domain.states import roll
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import keep_private
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.origin import from_our_pages
from pledge_site.web.edge.reading import Problems, keys, page, say, typed
from pledge_site.web.edge.sentences import status_of

blueprint = Blueprint("objection", __name__, url_prefix="/<lang>/objection")
blueprint.after_request(keep_private)
# What the page says instead of the form.
_CLOSED = ("objection.early", "objection.late", "objection.over", "objection.made")


@blueprint.get("/<token>/")
def show(token: str) -> ResponseReturnValue:
    """Show what the link is for, and the button while the time runs."""
    return _page(token, "", Problems())


@blueprint.post("/<token>/")
@from_our_pages
def make(token: str) -> ResponseReturnValue:
    """Object: the pledge is under verification from this moment."""
    reason = typed("reason")
    try:
        with write():
            service.make_objection(token, reason=reason, keys=keys(), at=clock.now())
    except Invalid as refusal:
        problems = Problems()
        problems.take(refusal.faults)
        return _page(token, reason, problems, 422)
    except Refused as refusal:
        if refusal.code not in _CLOSED:
            raise
        return _page(token, "", Problems(), status_of(refusal))
    return redirect(url_for(".show", token=token), code=303)


def _page(token: str, reason: str, problems: Problems, status: int = 200) -> ResponseReturnValue:
    contact, version = links.find(token, keys())
    closed, until = "", None
    try:
        until = queries.openness(contact, version, at=clock.now())
    except Refused as refusal:
        closed = refusal.code
    state = roll.find(version.pledge.state)
    return page(
        "objection/objection.html",
        status,
        state_name=state.name(language().code) if state else version.pledge.state,
        office=contact.office,
        campaign_title=version.pledge.campaign.titles[language().code],
        reference=version.pledge.reference or "",
        made=closed == "objection.made",
        closed=say(closed) if closed else "",
        held=version.standing == "on_hold",
        until=until,
        reason=reason,
        problems=problems,
    )
