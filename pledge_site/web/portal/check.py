"""Check everything on one page, and submit it once. The receipt is in `receipts.py`."""

import re

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.pledges import queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import submission
from pledge_site.kernel import clock, ids
from pledge_site.kernel.refusals import Invalid, Stale
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page, say, typed
from pledge_site.web.portal import saving
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.task_list import can_submit, missing
from pledge_site.web.portal.version import whole

_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")


@blueprint.get(VERSION + "check/")
@needs(Permission.PLEDGE_DRAFT)
def check(version_id: int) -> ResponseReturnValue:
    """Show everything that will be submitted."""
    return _page(saving.open_version(version_id))


@blueprint.post(VERSION + "check/")
@needs(Permission.PLEDGE_DRAFT)
def submit(version_id: int) -> ResponseReturnValue:
    """Submit; the same form sent again leads to the same receipt."""
    key, edit = typed("key"), saving.expected_edit()
    if not _KEY.fullmatch(key):
        abort(400)
    try:
        with write():
            submission.submit(the_actor(), version_id, expected=edit, key=key, at=clock.now())
    except Invalid:
        return _page(queries.own_version(the_actor(), version_id), status=422)
    except Stale:
        version = queries.own_version(the_actor(), version_id)
        return _page(version, status=409, problem=say("pledge.stale"))
    return redirect(url_for("portal.receipt", version_id=version_id), code=303)


def _page(version: PledgeVersion, *, status: int = 200, problem: str = "") -> ResponseReturnValue:
    left = missing(version)
    problems = [("", problem)] if problem else []
    if status == 422:
        problems += [
            (endpoint.rpartition(".")[2], gettext(sentence))
            for endpoint, sentences in left.items()
            for sentence in sentences
        ]
    return page(
        "portal/check.html",
        status,
        problems=problems,
        missing=left,
        key=ids.token(),
        can_submit=can_submit(version),
        **whole(version),
    )
