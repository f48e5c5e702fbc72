"""The page where a focal point makes links to a draft for colleagues, and takes them back.

What such a link opens is in `previewing.py`.
"""

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.pledges import queries, workflow
from pledge_site.domain.pledges.writing import previews
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid
from pledge_site.settings import Settings
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.portal.blueprint import VERSION, blueprint

_LIST = VERSION + "previews/"


@blueprint.get(_LIST, endpoint="previews")
@needs(Permission.PLEDGE_DRAFT)
def links(version_id: int) -> ResponseReturnValue:
    """Show the links of a version, and a form for a new one while it is not public."""
    return _page(version_id, Problems())


@blueprint.post(_LIST)
@needs(Permission.PLEDGE_DRAFT)
def make_preview(version_id: int) -> ResponseReturnValue:
    """Make a link; it is shown in this answer and never again."""
    days = typed("days")
    try:
        with write():
            _, secret = previews.make(
                the_actor(),
                version_id,
                days=int(days) if days in map(str, previews.DAYS) else 0,
                at=clock.now(),
            )
    except Invalid as refusal:
        problems = Problems()
        problems.take(refusal.faults)
        return _page(version_id, problems, status=422)
    settings: Settings = current_app.config["SETTINGS"]
    return _page(
        version_id,
        Problems(),
        made=f"{settings.public_base_url}{url_for('preview.door')}#{secret}",
    )


@blueprint.post(_LIST + "<int:link_id>/revoke/")
@needs(Permission.PLEDGE_DRAFT)
def revoke_preview(version_id: int, link_id: int) -> ResponseReturnValue:
    """Take a link back: from now on it opens nothing."""
    with write():
        previews.revoke(the_actor(), version_id, link_id, at=clock.now())
    flash(gettext("The link is taken back. It opens nothing more."), "success")
    return redirect(url_for("portal.previews", version_id=version_id), code=303)


def _page(
    version_id: int, problems: Problems, *, made: str = "", status: int = 200
) -> ResponseReturnValue:
    version = queries.own_version(the_actor(), version_id)
    return page(
        "portal/previews.html",
        status,
        version=version,
        rows=previews.of_version(version, clock.now()),
        is_open=version.standing in workflow.OPEN,
        days=previews.DAYS,
        made=made,
        problems=problems,
    )
