"""One contribution: what becomes of it, why, where it went; and its words taken into a clause."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.texts import markup
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.domain.workshops import bands, desk, taking
from pledge_site.domain.workshops import fates as service
from pledge_site.domain.workshops.models import Contribution
from pledge_site.kernel import clock, text
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.drafting import merging
from pledge_site.web.secretariat.drafting.blueprint import (
    blueprint,
    campaign_id,
    clauses_of,
    draft_or_none,
)
from pledge_site.web.secretariat.drafting.words import shown
from pledge_site.web.secretariat.reading import whole_number

ONE = "/contributions/<int:contribution_id>/"


@blueprint.get(ONE)
@needs(Permission.TEXT_DRAFT)
def contribution(contribution_id: int) -> ResponseReturnValue:
    """Show one contribution, its fate, and where it can go."""
    said = desk.one(the_actor(), campaign_id(), contribution_id)
    values = held(said)
    if taken := request.args.get("taken"):
        values |= {"fate": "word_for_word", "places": [*values["places"], taken]}
    return show(said, values, Problems())


@blueprint.post(ONE)
@needs(Permission.TEXT_DRAFT)
def decide(contribution_id: int) -> ResponseReturnValue:
    """Decide what becomes of a contribution."""
    campaign, actor = campaign_id(), the_actor()
    values, problems = _typed(), Problems()
    reasons = {code: values[f"reason_{code}"] for code in CODES}
    places = [_read(each) for each in values["places"]] if values["fate"] != "not_used" else []
    try:
        with write():
            said = desk.one(actor, campaign, contribution_id)
            if _seen(said) != typed("seen"):
                raise Refused("text.stale")
            service.decide(actor, said.id, values["fate"], reasons, places, at=clock.now())
    except Invalid as refusal:
        problems.take(
            {name.replace("reasons.", "reason_"): c for name, c in refusal.faults.items()}
        )
    except Refused as refusal:
        if refusal.code != "text.stale":
            raise
        problems.add("", refusal.code)
    else:
        flash(gettext("Decided."), "success")
        return redirect(url_for(".contributions", fate=desk.NONE), code=303)
    db.session.rollback()
    status = 422 if problems.by_field.keys() - {""} else 409
    said = desk.one(actor, campaign, contribution_id)
    return show(said, held(said) | values, problems, status)


@blueprint.post(ONE + "take/")
@needs(Permission.TEXT_DRAFT)
def take(contribution_id: int) -> ResponseReturnValue:
    """Put a group's words at the end of a clause, marked as theirs."""
    campaign, actor = campaign_id(), the_actor()
    said = desk.one(actor, campaign, contribution_id)
    try:
        with write():
            place = taking.take_in(
                actor, contribution_id, whole_number(typed("take")), at=clock.now()
            )
    except Invalid as refusal:
        db.session.rollback()
        problems = Problems()
        problems.take(refusal.faults)
        said = desk.one(actor, campaign, contribution_id)
        return show(said, held(said), problems, 422)
    flash(
        gettext("The words stand at the end of the clause. Say below why, then decide."), "success"
    )
    url = url_for(".contribution", contribution_id=said.id, taken=_place(*place))
    return redirect(url, code=303)


def held(said: Contribution) -> dict[str, Any]:
    """Return what stands of a contribution, as the forms of its page hold it."""
    translated = {each.language: each.words for each in said.translations}
    return {
        "fate": said.fate or "",
        "places": [_place(link.clause_version_id, link.span) for link in said.links],
        **{f"reason_{code}": said.reasons.get(code, "") for code in CODES},
        **{f"words_{code}": translated.get(code, "") for code in CODES},
    }


def show(
    said: Contribution, values: dict[str, Any], problems: Problems, status: int = 200
) -> ResponseReturnValue:
    """Show the page of a contribution."""
    draft = draft_or_none()
    clauses = clauses_of(draft)
    needed = service.language_of_reason(said.language)
    spoken = [LANGUAGES[needed], *(each for each in LANGUAGES.values() if each.code != needed)]
    drafted_in = draft.drafted_in if draft else needed
    return page(
        "secretariat/drafting/contribution.html",
        status,
        said=shown(said, clauses),
        by=accounts.names({said.fated_by}).get(said.fated_by, "–") if said.fated_by else "",
        fated_at=said.fated_at,
        seen=_seen(said),
        draft=draft,
        fate_choices=[(code, gettext(words)) for code, words in bands.FATES.items()],
        place_choices=_place_choices(clauses, drafted_in),
        clause_choices=[(each.id, _name(each, drafted_in)) for each in clauses],
        reason_languages=spoken,
        into=[each for each in LANGUAGES.values() if each.code != said.language],
        may_translate=said.workshop.may_translate,
        was=merging.pack({code: held(said)[f"words_{code}"] for code in CODES}),
        values=values,
        problems=problems,
    )


def _place_choices(clauses: Sequence[ClauseVersion], drafted_in: str) -> list[tuple[str, str]]:
    found = []
    for clause in clauses:
        found.append((_place(clause.id, ""), _name(clause, drafted_in)))
        for piece in markup.parse(clause.bodies.get(drafted_in, "")):
            if piece.span:
                words = gettext("the marked words “%(words)s”", words=f"\u2068{piece.words}\u2069")
                found.append((_place(clause.id, piece.span), f"– {words}"))
    return found


def _name(clause: ClauseVersion, drafted_in: str) -> str:
    heading = clause.headings.get(drafted_in, "")
    number = gettext("Clause %(number)s", number=clause.position)
    return f"{number}: \u2068{heading}\u2069" if heading else number


def _typed() -> dict[str, Any]:
    return {
        "fate": typed("fate"),
        "places": request.form.getlist("places"),
        **{f"reason_{code}": text.clean(typed(f"reason_{code}")) for code in CODES},
    }


def _place(clause_version_id: int, span: str) -> str:
    return f"{clause_version_id}.{span}"


def _read(value: str) -> service.Place:
    number, _, span = value.partition(".")
    return service.Place(whole_number(number), span)


def _seen(said: Contribution) -> str:
    """Return the mark of the decision that a form was made from."""
    return clock.stamp(said.fated_at) if said.fated_at else ""
