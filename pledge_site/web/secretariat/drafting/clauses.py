"""A clause of the draft in one language: its words, their marks, what went into it; its place."""

from datetime import datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.texts import comments, drafts, queries
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.domain.workshops import desk
from pledge_site.kernel import clock
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.refusals import NotFound
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page, typed
from pledge_site.web.secretariat.drafting import saving
from pledge_site.web.secretariat.drafting.blueprint import (
    CLAUSE,
    IN,
    blueprint,
    clauses_of,
    one_of_six,
)
from pledge_site.web.secretariat.drafting.words import shown

# Field to the part of the clause that it is.
PARTS = {
    "heading": "headings",
    "body": "bodies",
    "child_body": "child_bodies",
    "adults_reason": "adults_reasons",
}
_STEPS = {"up": -1, "down": 1}


@blueprint.get(CLAUSE + IN)
@needs(Permission.TEXT_DRAFT)
def clause(clause_version_id: int, target: str) -> ResponseReturnValue:
    """Show a clause in one language."""
    form = _form(clause_version_id, target)
    return form.show(saving.fresh(form), 200)


@blueprint.post(CLAUSE + IN)
@needs(Permission.TEXT_DRAFT)
def save_clause(clause_version_id: int, target: str) -> ResponseReturnValue:
    """Save a clause in one language, or show why not."""
    return saving.save(_form(clause_version_id, target))


@blueprint.post(CLAUSE + "move/")
@needs(Permission.TEXT_DRAFT)
def move_clause(clause_version_id: int) -> ResponseReturnValue:
    """Move a clause by one place."""
    step = _STEPS.get(typed("to"))
    if step is None:
        abort(400)
    with write():
        drafts.move_clause(the_actor(), clause_version_id, step, at=clock.now())
    return redirect(url_for(".overview", _anchor="clauses"), code=303)


@blueprint.post(CLAUSE + "remove/")
@needs(Permission.TEXT_DRAFT)
def remove_clause(clause_version_id: int) -> ResponseReturnValue:
    """Take a clause out that nothing is linked to."""
    with write():
        drafts.remove_clause(the_actor(), clause_version_id, at=clock.now())
    flash(gettext("The clause is out of the draft."), "success")
    return redirect(url_for(".overview", _anchor="clauses"), code=303)


def _form(clause_version_id: int, target: str) -> saving.Form:
    one_of_six(target)
    _find(clause_version_id)

    def stands() -> saving.Stands:
        found = _find(clause_version_id)
        held = {name: getattr(found, part).get(target, "") for name, part in PARTS.items()}
        return saving.Stands(found.revision, held)

    def keep(values: saving.Values, expected: int, at: datetime) -> object:
        found = _find(clause_version_id)
        parts = {
            part: {**getattr(found, part), target: values[name]} for name, part in PARTS.items()
        }
        return drafts.save_clause(the_actor(), clause_version_id, parts, expected=expected, at=at)

    return saving.Form(
        PARTS,
        stands,
        keep,
        lambda sheet, status: _page(clause_version_id, target, sheet, status),
        url_for(".clause", clause_version_id=clause_version_id, target=target),
    )


def _find(clause_version_id: int) -> ClauseVersion:
    found = queries.clause_version(clause_version_id)
    if found is None or found.text_version.published_at is not None:
        raise NotFound()
    return found


def _page(
    clause_version_id: int, target: str, sheet: saving.Sheet, status: int
) -> ResponseReturnValue:
    found = _find(clause_version_id)
    draft = found.text_version
    clauses = clauses_of(draft)
    wanted = desk.Wanted(clause=clause_version_id)
    linked = desk.found(the_actor(), draft.text.campaign_id, wanted, 1)
    said = [
        each
        for each in comments.of_draft(the_actor(), draft.id)
        if each.clause_id == found.clause_id
    ]
    return page(
        "secretariat/drafting/clause.html",
        status,
        draft=draft,
        clause=found,
        last=len(clauses),
        target=LANGUAGES[target],
        drafted_in=LANGUAGES[draft.drafted_in],
        original={
            name: getattr(found, part).get(draft.drafted_in, "") for name, part in PARTS.items()
        },
        ready={code for code in LANGUAGES if found.headings.get(code) and found.bodies.get(code)},
        languages_of=list(LANGUAGES.values()),
        rows=[shown(each, clauses) for each in linked],
        comments=said,
        names=accounts.names({each.written_by for each in said}),
        **sheet.context(),
    )
