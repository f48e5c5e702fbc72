"""Mails that nobody took in the end: an administrator sees them, and has them tried again."""

from typing import NamedTuple

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.notices import queries, service
from pledge_site.domain.notices.models import Mail
from pledge_site.jobs.writing import line
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import page
from pledge_site.web.secretariat.blueprint import blueprint

# Why there was nobody to send a mail to, or nothing to say any more.
NOBODY: dict[str, str] = {
    "account.closed": N_("The account is closed."),
    "invitation.closed": N_("The invitation was closed before it could be sent."),
    "contact.ended": N_("The contact is no longer on record."),
    "contact.settled": N_("It was settled before the mail could be sent."),
    "safeguarding.taken": N_("Someone took it on before the mail could be sent."),
    "pledge.moved_on": N_("The pledge moved on before the mail could be sent."),
    "pledge.gone": N_("What it is about is no longer there."),
}  # fmt: skip


class Failed(NamedTuple):
    """A mail that was given up: to whom, its subject, why, and whether another try may help."""

    mail: Mail
    address: str
    words: str
    why: str
    may_help: bool


@blueprint.get("/mails/")
@needs(Permission.PEOPLE_MANAGE)
def mails() -> ResponseReturnValue:
    """List the mails that were given up, and say how many still wait for another try."""
    waiting, since = queries.put_off()
    failed = [_failed(each) for each in queries.given_up()]
    return page("secretariat/mails.html", failed=failed, waiting=waiting, since=since)


@blueprint.post("/mails/<int:mail_id>/again/")
@needs(Permission.PEOPLE_MANAGE)
def send_again(mail_id: int) -> ResponseReturnValue:
    """Make a mail due again; one that is no longer given up stays as it is."""
    with write():
        service.try_again(mail_id, actor=the_actor(), at=clock.now())
    flash(gettext("It will be tried again within a minute."), "success")
    return redirect(url_for(".mails"), code=303)


def _failed(mail: Mail) -> Failed:
    told = line(mail, language().code, at=clock.now())
    nobody = NOBODY.get(mail.last_error)
    return Failed(
        mail,
        told.address if told else "",
        told.words if told else mail.template,
        gettext(nobody) if nobody else mail.last_error,
        nobody is None and told is not None,
    )
