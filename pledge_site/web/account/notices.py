"""What a person was told by mail, as a list on their own pages, in the language of the page.

The words are those of the mails' subjects: see `jobs/writing.py`.
"""

from typing import NamedTuple

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.notices import queries, service
from pledge_site.domain.notices.models import Mail
from pledge_site.jobs.writing import line
from pledge_site.kernel import clock
from pledge_site.web.account.blueprint import blueprint
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page, typed

_ON_A_PAGE = 30


class Notice(NamedTuple):
    """One line of the list: what it says, where it leads, and whether it is new."""

    mail: Mail
    words: str
    path: str


@blueprint.get("/notices/")
@needs(Permission.ACCOUNT_OWN)
def notices() -> ResponseReturnValue:
    """List what the person was told, the newest first."""
    before = request.args.get("before")
    found = queries.of(
        the_actor().user_id,
        before=None if before is None else _number(before),
        limit=_ON_A_PAGE + 1,
    )
    shown = found[:_ON_A_PAGE]
    # Held until all are in words, so that each is read from the database once.
    held = queries.versions_of(shown)
    listed = [notice for mail in shown if (notice := _notice(mail))]
    del held
    return page(
        "account/notices.html",
        notices=listed,
        newest=shown[0].id if shown else 0,
        older=shown[-1].id if len(found) > _ON_A_PAGE else None,
        first=before is None,
    )


@blueprint.post("/notices/read/")
@needs(Permission.ACCOUNT_OWN)
def read_notices() -> ResponseReturnValue:
    """Mark one notice as read, or all that were shown."""
    one, up_to = typed("number"), typed("up_to")
    with write():
        service.mark_read(
            the_actor().user_id,
            one=_number(one) if one else None,
            up_to=_number(up_to) if up_to else None,
            at=clock.now(),
        )
    return redirect(url_for("account.notices"), code=303)


def _number(value: str) -> int:
    """Read a number of our own making; anything else is 400."""
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        abort(400)
    return int(value)


def _notice(mail: Mail) -> Notice | None:
    told = line(mail, language().code, at=clock.now())
    if told is None:
        return None
    base = current_app.config["SETTINGS"].public_base_url
    return Notice(mail, told.words, told.link.removeprefix(base))
