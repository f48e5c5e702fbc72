"""What a reviewer decides on the page of a version: one route for each decision, one call each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.reviewing import checklist, review
from pledge_site.kernel import clock
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, typed
from pledge_site.web.secretariat import cases
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.cases import Sent
from pledge_site.web.secretariat.reading import paragraph, seen_edit, seen_standing
from pledge_site.web.secretariat.words import STEPS

Decision = Callable[[Actor, int, datetime], Any]
"""Decides: is handed who, the edit that they saw, and when."""

# What the fields of notes begin with; the rest of their name is the place of the note.
_NOTE = "note-"


@blueprint.post("/cases/<int:version_id>/changes/")
@needs(Permission.PLEDGE_REVIEW)
def ask_changes(version_id: int) -> ResponseReturnValue:
    """Send a version back to its State with notes."""
    problems = Problems()
    places = [name for name in request.form if name.startswith(_NOTE)]
    words = {name.removeprefix(_NOTE): paragraph(name, problems, at=name) for name in places}
    notes = {place: note for place, note in words.items() if note}
    sent = Sent("ask_changes", seen_standing(), seen_edit(), words)
    return decide(
        version_id,
        sent,
        problems,
        lambda actor, edit, at: review.ask_changes(actor, version_id, notes, expected=edit, at=at),
    )


@blueprint.post("/cases/<int:version_id>/check/")
@needs(Permission.PLEDGE_REVIEW)
def check(version_id: int) -> ResponseReturnValue:
    """Say that the instrument was checked, with the answers to the checklist."""
    answers = given_answers()
    return decide(
        version_id,
        Sent("check", seen_standing(), seen_edit(), answers),
        Problems(),
        lambda actor, edit, at: review.check(
            actor, version_id, answers=answers, expected=edit, at=at
        ),
    )


@blueprint.post("/cases/<int:version_id>/checklist/")
@needs(Permission.PLEDGE_REVIEW)
def save_checklist(version_id: int) -> ResponseReturnValue:
    """Keep the answers to the checklist, without deciding anything."""
    answers = given_answers()
    return decide(
        version_id,
        Sent("check", seen_standing(), seen_edit(), answers),
        Problems(),
        lambda actor, edit, at: checklist.answer(actor, version_id, answers, expected=edit, at=at),
        done=gettext("Your answers are kept."),
    )


def given_answers() -> dict[str, str]:
    """Read the answers to the checklist, by question; one left open is empty."""
    return {item: typed(f"check-{item}") for item in checklist.ITEMS}


@blueprint.post("/cases/<int:version_id>/announce/")
@needs(Permission.PLEDGE_REVIEW)
def announce(version_id: int) -> ResponseReturnValue:
    """Publish a version as announced."""
    return decide(
        version_id,
        _sent("announce"),
        Problems(),
        lambda actor, edit, at: review.announce(actor, version_id, expected=edit, at=at),
    )


@blueprint.post("/cases/<int:version_id>/deposit/")
@needs(Permission.PLEDGE_REVIEW)
def deposit(version_id: int) -> ResponseReturnValue:
    """Publish a version as deposited."""
    return decide(
        version_id,
        _sent("deposit"),
        Problems(),
        lambda actor, edit, at: review.deposit(actor, version_id, expected=edit, at=at),
    )


@blueprint.post("/cases/<int:version_id>/hold/")
@needs(Permission.PLEDGE_REVIEW)
def hold(version_id: int) -> ResponseReturnValue:
    """Put a published version under verification."""
    problems = Problems()
    sent = _sent("hold", problems)
    return decide(
        version_id,
        sent,
        problems,
        lambda actor, edit, at: review.hold(
            actor, version_id, reason=sent.words["reason"], expected=edit, at=at
        ),
    )


@blueprint.post("/cases/<int:version_id>/decline/")
@needs(Permission.PLEDGE_REVIEW)
def decline(version_id: int) -> ResponseReturnValue:
    """Propose not to publish a version."""
    return _propose(version_id, "decline")


@blueprint.post("/cases/<int:version_id>/resume/")
@needs(Permission.PLEDGE_REVIEW)
def resume(version_id: int) -> ResponseReturnValue:
    """Propose to end the verification of a version."""
    return _propose(version_id, "resume")


def _propose(version_id: int, action: str) -> ResponseReturnValue:
    problems = Problems()
    sent = _sent(action, problems)
    return decide(
        version_id,
        sent,
        problems,
        lambda actor, edit, at: review.propose(
            actor, version_id, action, reason=sent.words["reason"], expected=edit, at=at
        ),
    )


def _sent(action: str, problems: Problems | None = None) -> Sent:
    """Read a decision; with its reason where it has one."""
    words = {}
    if problems is not None:
        words["reason"] = paragraph("reason", problems, at=f"{action}-reason")
    return Sent(action, seen_standing(), seen_edit(), words)


def decide(
    version_id: int, sent: Sent, problems: Problems, decision: Decision, *, done: str = ""
) -> ResponseReturnValue:
    """Take a decision and go back to the version, or show why not: 422, 403 or 409."""
    if problems:
        return cases.show(version_id, sent, problems, 422)
    try:
        with write():
            decision(the_actor(), sent.edit, clock.now())
    except Invalid as refusal:
        for name, codes in refusal.faults.items():
            for code in codes:
                problems.add(_field(sent.action, name), code)
        return cases.show(version_id, sent, problems, 422)
    except Refused as refusal:
        return cases.refuse(version_id, sent, refusal)
    flash(done or gettext(STEPS[sent.action].done), "success")
    return redirect(url_for(".case", version_id=version_id), code=303)


def _field(action: str, name: str) -> str:
    """Return the id of the field that a fault of the domain belongs to."""
    if action != "ask_changes":
        return f"{action}-{name}"
    return "ask_changes" if name == "notes" else f"{_NOTE}{name}"
