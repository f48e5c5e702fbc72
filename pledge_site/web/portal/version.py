"""One version: the list of tasks while it is open, and the whole of it to read and print."""

from typing import Any

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import document, queries
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.writing import translations
from pledge_site.domain.states import find
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.portal import company, saving
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.clauses import texts
from pledge_site.web.portal.task_list import can_submit, tasks_of
from pledge_site.web.portal.words import ANSWERS, FIRMNESS, INSTRUMENTS, TAGS


def whole(version: PledgeVersion) -> dict[str, Any]:
    """Return all that a page needs to show a whole version."""
    return {
        "version": version,
        "state": find(version.pledge.state),
        "clauses": texts(version),
        "answers": {row.clause.key: row for row in version.answers},
        "letter": document.current_letter(version, for_deposit=False),
        "later_letter": document.current_letter(version, for_deposit=True),
        "words": {"answers": ANSWERS, "instruments": INSTRUMENTS, "firmness": FIRMNESS, **TAGS},
        "written_in": LANGUAGES.get(version.language),
        "translations": [(LANGUAGES[row.language], row) for row in translations.own(version)],
    }


@blueprint.get(VERSION + "tasks/")
@needs(Permission.PLEDGE_DRAFT)
def tasks(version_id: int) -> ResponseReturnValue:
    """Show what is left to do."""
    version = saving.open_version(version_id, to_read=True)
    return page(
        "portal/tasks.html",
        version=version,
        tasks=tasks_of(version),
        company=company.colleagues(version_id),
        can_submit=can_submit(version),
    )


@blueprint.get(VERSION)
@needs(Permission.PLEDGE_DRAFT)
def version(version_id: int) -> ResponseReturnValue:
    """Show the whole of a version, to read and to print."""
    return page("portal/version.html", **whole(queries.own_version(the_actor(), version_id)))
