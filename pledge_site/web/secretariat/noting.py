"""Internal notes: what a reviewer writes down for the others, on the page of a version."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.domain.pledges.reviewing import notes
from pledge_site.web.edge.guards import needs
from pledge_site.web.edge.reading import Problems
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.cases import Sent
from pledge_site.web.secretariat.decisions import decide
from pledge_site.web.secretariat.reading import paragraph, seen_edit, seen_standing


@blueprint.post("/cases/<int:version_id>/notes/")
@needs(Permission.PLEDGE_REVIEW)
def add_note(version_id: int) -> ResponseReturnValue:
    """Keep a note for the other reviewers."""
    problems = Problems()
    body = paragraph("body", problems, at="note_inside-body")
    return decide(
        version_id,
        Sent("note_inside", seen_standing(), seen_edit(), {"body": body}),
        problems,
        lambda actor, _edit, at: notes.write(actor, version_id, body, at=at),
        done=gettext("Your note is kept."),
    )
