"""The title and the preamble of the draft, in one language."""

from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue

from pledge_site.access.permissions import Permission
from pledge_site.domain.texts import drafts
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import page
from pledge_site.web.secretariat.drafting import saving
from pledge_site.web.secretariat.drafting.blueprint import IN, blueprint, one_of_six, the_draft

_PARTS = {"title": "titles", "preamble": "preambles"}


@blueprint.get("/head/" + IN)
@needs(Permission.TEXT_DRAFT)
def head(target: str) -> ResponseReturnValue:
    """Show the title and the preamble."""
    form = _form(target)
    return form.show(saving.fresh(form), 200)


@blueprint.post("/head/" + IN)
@needs(Permission.TEXT_DRAFT)
def save_head(target: str) -> ResponseReturnValue:
    """Save the title and the preamble, or show why not."""
    return saving.save(_form(target))


def _form(target: str) -> saving.Form:
    one_of_six(target)
    draft_id = the_draft().id

    def stands() -> saving.Stands:
        draft = the_draft()
        held = {name: getattr(draft, part).get(target, "") for name, part in _PARTS.items()}
        return saving.Stands(draft.revision, held)

    def keep(values: saving.Values, expected: int, at: datetime) -> object:
        draft = the_draft()
        return drafts.save_head(
            the_actor(),
            draft_id,
            {**draft.titles, target: values["title"]},
            {**draft.preambles, target: values["preamble"]},
            expected=expected,
            at=at,
        )

    return saving.Form(
        _PARTS,
        stands,
        keep,
        lambda sheet, status: _page(target, sheet, status),
        url_for(".head", target=target),
    )


def _page(target: str, sheet: saving.Sheet, status: int) -> ResponseReturnValue:
    draft = the_draft()
    return page(
        "secretariat/drafting/head.html",
        status,
        target=LANGUAGES[target],
        drafted_in=LANGUAGES[draft.drafted_in],
        original={
            name: getattr(draft, part).get(draft.drafted_in, "") for name, part in _PARTS.items()
        },
        ready={code for code in LANGUAGES if draft.titles.get(code) and draft.preambles.get(code)},
        languages_of=list(LANGUAGES.values()),
        **sheet.context(),
    )
