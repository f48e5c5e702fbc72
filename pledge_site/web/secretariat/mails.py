"""Mails that nobody took in the end: an administrator sees them, and has them tried again."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.notices import queries, service
from pledge_site.kernel import clock
from pledge_site.web.edge.guards import needs
from pledge_site.web.edge.reading import page
from pledge_site.web.secretariat.blueprint import blueprint


@blueprint.get("/mails/")
@needs(Permission.PEOPLE_MANAGE)
def mails() -> ResponseReturnValue:
    """List the mails that were given up."""
    return page("secretariat/mails.html", mails=queries.given_up())


@blueprint.post("/mails/<int:mail_id>/again/")
@needs(Permission.PEOPLE_MANAGE)
def send_again(mail_id: int) -> ResponseReturnValue:
    """Make a mail due again; one that is no longer given up stays as it is."""
    with write():
        service.try_again(mail_id, at=clock.now())
    flash(gettext("It will be tried again within a minute."), "success")
    return redirect(url_for(".mails"), code=303)
