"""The second reviewer's decision, taken for later: clear a version for release, take that back."""

from datetime import UTC, date, datetime, time

from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges.releasing import clearing
from pledge_site.web.edge.guards import needs
from pledge_site.web.edge.reading import Problems, typed
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.cases import Sent
from pledge_site.web.secretariat.decisions import decide
from pledge_site.web.secretariat.reading import seen_edit, seen_standing

FIELDS = ("decision", "day", "time", "show")


@blueprint.post("/cases/<int:version_id>/clear/")
@needs(Permission.PLEDGE_REVIEW)
def clear(version_id: int) -> ResponseReturnValue:
    """Clear a version for its release."""
    problems = Problems()
    sent = Sent("clear", seen_standing(), seen_edit(), {name: typed(name) for name in FIELDS})
    until = clearing.Until(_moment(problems), sent.words["show"] == "y")
    return decide(
        version_id,
        sent,
        problems,
        lambda actor, edit, at: clearing.clear(
            actor, version_id, sent.words["decision"], until, expected=edit, at=at
        ),
    )


@blueprint.post("/cases/<int:version_id>/recall/")
@needs(Permission.PLEDGE_REVIEW)
def recall(version_id: int) -> ResponseReturnValue:
    """Take the clearance of a version back."""
    return decide(
        version_id,
        Sent("recall", seen_standing(), seen_edit()),
        Problems(),
        lambda actor, edit, at: clearing.recall(actor, version_id, expected=edit, at=at),
    )


def _moment(problems: Problems) -> datetime | None:
    """Read the day and the time, in UTC; nothing of both is no moment."""
    on, clock = typed("day"), typed("time")
    if not on and not clock:
        return None
    try:
        return datetime.combine(date.fromisoformat(on), time.fromisoformat(clock), UTC)
    except ValueError:
        problems.add("clear-release_at", "release.time")
        return None
