"""Who of the State is at a version: noted when a part's form is opened, shown to colleagues.

Noting never gets in the way: it is done when the page is ready, in a transaction of its own, and
when it can't be done, nobody is told. What is noted: `domain/pledges/writing/presence.py`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import structlog
from flask import Response, abort, after_this_request, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.writing import presence
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.portal.blueprint import VERSION, blueprint

log = structlog.get_logger(__name__)

# What the parts are called, by the last part of their endpoints.
_PARTS = {
    "message": N_("The message"),
    "clauses": N_("The clauses of the text"),
    "commitments": N_("The commitments"),
    "instrument": N_("The document and its file"),
    "letter": N_("The signed document"),
    "child_readable": N_("The version for children"),
    "translations": N_("Translations"),
}


class Colleague(NamedTuple):
    """Somebody of the same State who is at the same version."""

    name: str
    part: str
    seen: str
    is_here: bool


def colleagues(version_id: int, part: str = "") -> list[Colleague]:
    """Return who else is at a version, as sentences.

    :param part: where the reader is, so that whoever is at the same part stands out.
    """
    now = clock.now()
    return [
        Colleague(
            who.name,
            gettext(_PARTS[who.part]) if who.part in _PARTS else "",
            _ago(who.seen_at, now),
            who.part == part,
        )
        for who in presence.others(version_id, the_actor().user_id, now)
    ]


def come(version_id: int, part: str) -> None:
    """Note, when the page is ready, that its reader is at this part of a version."""
    if request.method == "GET" and part in _PARTS:
        user_id = the_actor().user_id
        _afterwards(lambda: _note(version_id, user_id, part))


def go(version_id: int) -> None:
    """Note, when the answer is ready, that its reader is no longer at a version."""
    user_id = the_actor().user_id
    _afterwards(lambda: _leave(version_id, user_id))


@blueprint.get(VERSION + "presence/")
@needs(Permission.PLEDGE_DRAFT)
def company(version_id: int) -> ResponseReturnValue:
    """Show who else is at a version: a piece of a page, for a script that keeps it fresh."""
    version, part = queries.own_version(the_actor(), version_id), request.args.get("part", "")
    if part and part not in _PARTS:
        abort(404)
    if (version.standing, "edit") in workflow.TRANSITIONS:
        come(version_id, part)
    return page("portal/company_now.html", company=colleagues(version_id, part))


def _note(version_id: int, user_id: int, part: str) -> None:
    now = clock.now()
    if not presence.is_noted(version_id, user_id, part, now):
        with write():
            presence.touch(version_id, user_id, part, now)


def _leave(version_id: int, user_id: int) -> None:
    with write():
        presence.leave(version_id, user_id)


def _afterwards(act: Callable[[], None]) -> None:
    @after_this_request
    def quietly(response: Response) -> Response:
        try:
            if response.status_code < 400:
                act()
        except Refused:
            pass
        except SQLAlchemyError as error:
            db.session.rollback()
            log.warning("presence.unnoted", error=type(error).__name__)
        return response


def _ago(seen_at: datetime, now: datetime) -> str:
    minutes = int((now - seen_at).total_seconds()) // 60
    if minutes < 1:
        return gettext("Last seen a moment ago")
    return ngettext("Last seen %(num)s minute ago", "Last seen %(num)s minutes ago", minutes)
