"""What was said, typed in from paper: several rows at once, more rows without losing any.

The detector looks at the rows before they are saved. If it finds something, the page comes back
once with its advice; sent again, the rows are saved as they are.
"""

from typing import Any

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.workshops import queries, recording
from pledge_site.domain.workshops.facts import Said, said_faults
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.workshops import advice, entering
from pledge_site.web.workshops.about import heading_of
from pledge_site.web.workshops.blueprint import blueprint
from pledge_site.web.workshops.entering import Values
from pledge_site.web.workshops.mine import ONE


@blueprint.get(ONE + "add/")
@needs(Permission.WORKSHOP_RECORD)
def add(workshop_id: int) -> ResponseReturnValue:
    """Show empty rows."""
    workshop = queries.own(the_actor(), workshop_id)
    return _rows(workshop_id, entering.empty_rows(workshop.language), Problems())


@blueprint.post(ONE + "add/")
@needs(Permission.WORKSHOP_RECORD)
def save(workshop_id: int) -> ResponseReturnValue:
    """Save the rows, or show more of them, or show what there is to say about them."""
    workshop = queries.own(the_actor(), workshop_id)
    rows = entering.typed_rows()
    if typed("more"):
        room = min(entering.FIRST_ROWS, entering.MOST_ROWS - len(rows))
        rows += entering.empty_rows(workshop.language, room)
        return _rows(workshop_id, rows, Problems())
    said = entering.said_in(rows)
    problems = _problems(said)
    if problems:
        return _rows(workshop_id, rows, problems, 422)
    found = {place: advice.on(each) for place, each in said.items()}
    if any(found.values()) and not typed("seen"):
        return _rows(workshop_id, rows, problems, found=found)
    return keep(workshop_id, list(said.values()))


def keep(workshop_id: int, said: list[Said]) -> Response:
    """Add what was said to a workshop, and say what has become of it."""
    with write():
        added = recording.add(the_actor(), workshop_id, said, at=clock.now())
    if added:
        flash(ngettext("%(num)s thing is saved.", "%(num)s things are saved.", added), "success")
    else:
        flash(gettext("All of it was here already. Nothing was added."), "information")
    if any(each.is_harm for each in said):
        flash(gettext("What tells of harm is with the safeguarding officers alone."), "information")
    return redirect(url_for(".one", workshop_id=workshop_id), code=303)  # type: ignore[return-value]


def _problems(said: dict[int, Said]) -> Problems:
    if not said:
        problems = Problems()
        problems.add("words_1", "workshop.nothing")
        return problems
    faults = said_faults(list(said.values()))
    return entering.row_problems(Invalid(faults), list(said))


def _rows(
    workshop_id: int,
    rows: list[Values],
    problems: Problems,
    status: int = 200,
    *,
    found: dict[int, Any] | None = None,
) -> Response:
    db.session.rollback()
    workshop = queries.own(the_actor(), workshop_id)
    return page(
        "workshops/add.html",
        status,
        workshop=workshop,
        heading=heading_of(workshop),
        rows=list(enumerate(rows, 1)),
        most=entering.MOST_ROWS,
        problems=problems,
        listed=entering.named(problems),
        found=found or {},
        **entering.row_choices(),
    )
