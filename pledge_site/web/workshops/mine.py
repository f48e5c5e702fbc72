"""A facilitator's workshops: what waits, what was let pass, what became of it, what to do next."""

from collections import Counter
from datetime import timedelta
from typing import Any, NamedTuple

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.workshops import bands, fates, queries, recording
from pledge_site.domain.workshops.models import Contribution, Workshop
from pledge_site.kernel import clock, ids
from pledge_site.kernel.refusals import Invalid, NotFound
from pledge_site.web.edge import tongues
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.workshops import codes as codes_room
from pledge_site.web.workshops import entering
from pledge_site.web.workshops.about import facts_in_words, heading_of
from pledge_site.web.workshops.advice import Advice, on_words
from pledge_site.web.workshops.blueprint import blueprint
from pledge_site.web.workshops.words import SCOPES, standing

ONE = "/<int:workshop_id>/"
# Days before consent ends in which it is told of.
_SOON = timedelta(days=60)


class Tally(NamedTuple):
    """How many things a group said, by how far they are."""

    to_check: int
    with_drafters: int
    decided: int
    withdrawn: int


class Line(NamedTuple):
    """One thing that was said, as its facilitator sees it."""

    said: Contribution
    language: str
    words: str
    standing: str
    why: str
    advice: Advice


@blueprint.get("/")
@needs(Permission.WORKSHOP_RECORD)
def mine() -> ResponseReturnValue:
    """List the workshops that this facilitator has recorded."""
    rows = [_row(each) for each in queries.recorded_by(the_actor())]
    return page("workshops/mine.html", rows=rows)


@blueprint.get("/new/")
@needs(Permission.WORKSHOP_RECORD)
def new() -> ResponseReturnValue:
    """Ask for the facts of a workshop."""
    values = dict.fromkeys(entering.FACTS, "")
    return _form(values, {"key": ids.public_id(), **codes_room.fresh()}, Problems())


@blueprint.post("/new/")
@needs(Permission.WORKSHOP_RECORD)
def record() -> ResponseReturnValue:
    """Record a workshop and show the codes of the group; the same form again shows them again."""
    values, codes, key = entering.typed_facts(), codes_room.typed_codes(), typed("key")
    facts = entering.facts_of(values, key)
    try:
        with write():
            made = recording.record(
                the_actor(), _campaign_id(), facts, [], at=clock.now(), codes=codes
            ).workshop
            workshop_id = made.id
    except Invalid as refusal:
        hidden = {"key": key, **codes._asdict()}
        return _form(values, hidden, entering.problems_of(refusal, values), 422)
    workshop = queries.own(the_actor(), workshop_id)
    if not recording.have_codes(workshop, codes):
        return redirect(url_for(".one", workshop_id=workshop_id), code=303)
    return codes_room.shown(workshop, codes)


@blueprint.get(ONE)
@needs(Permission.WORKSHOP_RECORD)
def one(workshop_id: int) -> ResponseReturnValue:
    """Show a workshop: its facts, and what was said with how far it is."""
    return _one(queries.own(the_actor(), workshop_id), Problems())


@blueprint.post(ONE + "consent/")
@needs(Permission.WORKSHOP_RECORD)
def renew_consent(workshop_id: int) -> ResponseReturnValue:
    """Take down that the group and those who look after it agree for longer."""
    until, problems = typed("consent_until"), Problems()
    try:
        with write():
            recording.renew_consent(
                the_actor(), workshop_id, entering.day_of(until), at=clock.now()
            )
    except Invalid as refusal:
        db.session.rollback()
        problems.take(refusal.faults)
        return _one(queries.own(the_actor(), workshop_id), problems, until, 422)
    flash(gettext("Saved. The group’s consent holds for longer."), "success")
    return redirect(url_for(".one", workshop_id=workshop_id), code=303)


def _campaign_id() -> int:
    current = campaigns.current()
    if current is None:
        raise NotFound()
    return current.id


def _tally(workshop: Workshop) -> Tally:
    found: Counter[str] = Counter()
    for each in workshop.contributions:
        if each.standing == "cleared":
            found["decided" if each.told_fate else "with_drafters"] += 1
        else:
            found[each.standing] += 1
    return Tally(*(found[name] for name in Tally._fields))


def _row(workshop: Workshop) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "heading": heading_of(workshop),
        "about": [
            tongues.name_of(workshop.language),
            gettext(bands.AGES[workshop.age_band]),
            gettext(bands.SIZES[workshop.size_band]),
        ],
        "tally": _tally(workshop),
        "ends_soon": _ends_soon(workshop),
    }


def _ends_soon(workshop: Workshop) -> bool:
    return workshop.withdrawn_at is None and workshop.consent_until <= clock.today() + _SOON


def _form(
    values: dict[str, str], hidden: dict[str, str], problems: Problems, status: int = 200
) -> Response:
    return page(
        "workshops/new.html",
        status,
        values=values,
        hidden=hidden,
        problems=problems,
        listed=entering.named(problems),
        scopes=[(name, gettext(bands.SCOPES[name]), gettext(why)) for name, why in SCOPES.items()],
        **entering.choices(),
    )


def _one(workshop: Workshop, problems: Problems, until: str = "", status: int = 200) -> Response:
    return page(
        "workshops/one.html",
        status,
        workshop=workshop,
        heading=heading_of(workshop),
        facts=facts_in_words(workshop),
        lines=[_line(each) for each in workshop.contributions],
        kinds={code: gettext(words) for code, words in bands.KINDS.items()},
        tally=_tally(workshop),
        ends_soon=_ends_soon(workshop),
        until=until,
        problems=problems,
    )


def _line(said: Contribution) -> Line:
    is_hidden = said.standing == bands.WITHDRAWN
    words = "" if is_hidden else said.words or said.raw_words or ""
    why = said.told_reasons.get(language().code) or said.told_reasons.get(
        fates.language_of_reason(said.language), ""
    )
    advice = on_words(words, said.language) if said.standing == "to_check" else []
    return Line(said, tongues.name_of(said.language), words, standing(said), why, advice)
