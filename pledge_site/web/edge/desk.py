"""What the frame of a signed-in page shows: whose it is, and the rooms open to them.

On a page that asked for nobody it is silent, so that no public page meets the session.
"""

from typing import Any

from flask import current_app, g, request
from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from pledge_site.access.permissions import Permission
from pledge_site.access.permits import may
from pledge_site.domain.notices import queries as notices
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.origin import is_read_only

# Room to what it needs and what it is called, in the order of the bar.
ROOMS: tuple[tuple[str, Permission, str], ...] = (
    ("portal/", Permission.PLEDGE_DRAFT, N_("Your pledge")),
    ("workshops/", Permission.WORKSHOP_RECORD, N_("Your workshops")),
    ("secretariat/", Permission.SECRETARIAT_ENTER, N_("Queue")),
    ("secretariat/run-of-show/", Permission.PLEDGE_REVIEW, N_("Run of show")),
    ("secretariat/translations/", Permission.TRANSLATION_MANAGE, N_("Translations")),
    ("secretariat/drafting/", Permission.TEXT_DRAFT, N_("Drafting")),
    ("secretariat/words/", Permission.WORDS_CHECK, N_("Words to check")),
    ("secretariat/safeguarding/", Permission.SAFEGUARDING, N_("Safeguarding")),
    ("secretariat/campaigns/", Permission.CAMPAIGN_MANAGE, N_("Campaigns")),
    ("secretariat/people/", Permission.PEOPLE_MANAGE, N_("People")),
    ("secretariat/partners/", Permission.PEOPLE_MANAGE, N_("Partner organisations")),
    ("secretariat/contacts/", Permission.PEOPLE_MANAGE, N_("Contacts")),
    ("secretariat/press/", Permission.PRESS_MANAGE, N_("Press")),
    ("secretariat/audit/", Permission.LEDGER_READ, N_("Audit")),
    ("secretariat/switches/", Permission.SWITCHES_TURN, N_("Switches")),
    ("secretariat/mails/", Permission.PEOPLE_MANAGE, N_("Mails that failed")),
    ("account/notices/", Permission.ACCOUNT_OWN, N_("Notices")),
    ("account/", Permission.ACCOUNT_OWN, N_("Your account")),
)


def desk_context() -> dict[str, Any]:
    """Give the frame its name and its sections, if this request knows who is asking."""
    actor, person = g.get("actor"), g.get("person")
    if actor is None or person is None:
        return {"current_user_name": "", "sections": [], "read_only": False}
    now, root = clock.now(), f"/{language().code}/"
    rooms = [
        (root + path, _label(path, label, person.id))
        for path, permission, label in ROOMS
        if may(actor, permission, now) and _exists(root + path)
    ]
    inside = [url for url, _ in rooms if request.path.startswith(url)]
    here = max(inside, key=len, default="")
    return {
        "current_user_name": person.name,
        "sections": [(label, url, url == here) for url, label in rooms],
        "read_only": is_read_only(),
    }


def _label(path: str, label: str, user_id: int) -> str:
    """Return what a room is called; the notices with how many of them are new."""
    if path != "account/notices/":
        return gettext(label)
    try:
        unread = notices.unread(user_id)
    except SQLAlchemyError:
        # The page that says that the database is away has a frame, too.
        unread = 0
    return gettext("Notices (%(num)s new)", num=unread) if unread else gettext(label)


def _exists(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path)
    except HTTPException:
        return False
    return True
