"""One version: the list of tasks while it is open, and the whole of it to read and print."""

from typing import Any, NamedTuple

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges import completeness, document, queries, versions
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.states import find
from pledge_site.kernel.languages import LANGUAGES, N_
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.portal import saving
from pledge_site.web.portal.blueprint import VERSION, blueprint
from pledge_site.web.portal.clauses import texts
from pledge_site.web.portal.words import ANSWERS, FIRMNESS, INSTRUMENTS, MISSING, PAGES, TAGS


class Task(NamedTuple):
    """One line of the list: its page, its title, how far it is, what is missing, what was asked."""

    endpoint: str
    title: str
    state: str
    missing: list[str]
    requests: list[Any]


_TITLES: dict[str, str] = {
    "portal.message": N_("The message"),
    "portal.clauses": N_("The clauses of the text"),
    "portal.commitments": N_("The commitments"),
    "portal.instrument": N_("The document and its file"),
}


def missing(version: PledgeVersion) -> dict[str, list[str]]:
    """Return what is missing, as messages, by the page that asks for it."""
    found: dict[str, list[str]] = {}
    faults = completeness.faults(version, frozenset(versions.clause_ids(version)))
    for part, codes in faults.items():
        found.setdefault(PAGES[part], []).extend(MISSING[code] for code in codes)
    return found


def tasks_of(version: PledgeVersion) -> list[Task]:
    """Return the tasks of a version in their order."""
    left = missing(version)
    begun = {
        "portal.message": bool(version.message or version.child_readable),
        "portal.clauses": bool(version.answers),
        "portal.commitments": bool(version.commitments),
        "portal.instrument": bool(version.instrument_kind or version.instrument_on),
    }
    made = []
    for endpoint, title in _TITLES.items():
        requests = saving.asked(version, endpoint)
        if requests:
            state = "wrong"
        elif endpoint not in left:
            state = "done"
        else:
            state = "begun" if begun[endpoint] else "todo"
        made.append(Task(endpoint, title, state, left.get(endpoint, []), requests))
    return made


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
    }


@blueprint.get(VERSION + "tasks/")
@needs(Permission.PLEDGE_DRAFT)
def tasks(version_id: int) -> ResponseReturnValue:
    """Show what is left to do."""
    version = saving.open_version(version_id)
    return page("portal/tasks.html", version=version, tasks=tasks_of(version))


@blueprint.get(VERSION)
@needs(Permission.PLEDGE_DRAFT)
def version(version_id: int) -> ResponseReturnValue:
    """Show the whole of a version, to read and to print."""
    return page("portal/version.html", **whole(queries.own_version(the_actor(), version_id)))
