"""What mails about a group's words are filled with: which workshop it was. Never its words."""

from pledge_site.db import db
from pledge_site.domain.texts.models import TextVersion
from pledge_site.domain.workshops.models import Workshop
from pledge_site.jobs import telling as told
from pledge_site.jobs.rendering import day
from pledge_site.jobs.telling import NobodyThere, Telling, Values


def published(telling: Telling) -> Values:
    """Return which version of the text was published, and where groups see what became of theirs.

    :raises NobodyThere: the account is closed.
    """
    version = db.session.get(TextVersion, telling.number)
    if version is None:
        raise NobodyThere("workshop.gone")
    link = telling.page("text/receipt/")
    return {**told.person(telling), "number": version.number, "link": link}


def withdrawn(telling: Telling) -> Values:
    """Return when a workshop was recorded, and where its page is.

    :raises NobodyThere: the account is closed.
    """
    workshop = db.session.get(Workshop, telling.number)
    if workshop is None:
        raise NobodyThere("workshop.gone")
    return {
        **told.person(telling),
        "day": day(workshop.recorded_at.date(), telling.language),
        "link": telling.page(f"workshops/{workshop.id}/"),
    }
