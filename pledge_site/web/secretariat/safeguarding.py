"""The safeguarding queue: what waits and by when, and one telling, each look at which is recorded.

For safeguarding officers, and for administrators what has come to them. The list shows no words.
"""

from datetime import datetime
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import RETRY_AFTER, db, write
from pledge_site.domain.accounts import queries as accounts
from pledge_site.domain.workshops import disclosures
from pledge_site.domain.workshops.models import Disclosure
from pledge_site.kernel import clock, text
from pledge_site.kernel.languages import N_
from pledge_site.kernel.refusals import Invalid, Refused
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.origin import is_read_only
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.edge.tongues import direction_of, name_of
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.groups import in_words

STAGES: dict[str, str] = {
    "first": N_("With the safeguarding officers"),
    "second": N_("With the safeguarding officers, told twice"),
    "administrators": N_("Passed on to the administrators"),
}
OUTCOMES: dict[str, str] = {
    "referred": N_("Handed to a service that protects or helps children"),
    "advised": N_("The organisation that works with the group follows it up, with our advice"),
    "known": N_("It was known already, and help is there"),
    "no_harm": N_("It does not tell of harm"),
}


@blueprint.get("/safeguarding/")
@needs(Permission.SAFEGUARDING)
def safeguarding() -> ResponseReturnValue:
    """List what waits, by its clock, and what was decided lately; without any words."""
    actor, now = the_actor(), clock.now()
    waiting, decided = disclosures.waiting(actor), disclosures.decided(actor)
    names = accounts.names({each.taken_by or each.decided_by or 0 for each in (*waiting, *decided)})
    return page(
        "secretariat/safeguarding/index.html",
        waiting=[_line(each, names, now) for each in waiting],
        decided=[_decided(each) for each in decided],
    )


@blueprint.get("/safeguarding/<int:telling_id>/")
@needs(Permission.SAFEGUARDING)
def telling(telling_id: int) -> ResponseReturnValue:
    """Show one telling, and record who has looked at it."""
    return _telling(telling_id, {"outcome": "", "note": ""}, Problems())


@blueprint.post("/safeguarding/<int:telling_id>/take/")
@needs(Permission.SAFEGUARDING)
def take_telling(telling_id: int) -> ResponseReturnValue:
    """Take a telling on; the clock stops."""
    with write():
        disclosures.take(the_actor(), telling_id, at=clock.now())
    flash(gettext("You have taken it on. The others see that you have."), "success")
    return redirect(url_for(".telling", telling_id=telling_id), code=303)


@blueprint.post("/safeguarding/<int:telling_id>/back/")
@needs(Permission.SAFEGUARDING)
def put_telling_back(telling_id: int) -> ResponseReturnValue:
    """Put a telling back into the queue, with a new clock."""
    with write():
        disclosures.put_back(the_actor(), telling_id, at=clock.now())
    flash(gettext("It is back in the queue, and the officers are told."), "success")
    return redirect(url_for(".safeguarding"), code=303)


@blueprint.post("/safeguarding/<int:telling_id>/decide/")
@needs(Permission.SAFEGUARDING)
def decide_telling(telling_id: int) -> ResponseReturnValue:
    """Record what was done; the words are deleted thirty days later."""
    given = {name: text.clean(typed(name)) for name in ("outcome", "note")}
    try:
        with write():
            disclosures.decide(the_actor(), telling_id, **given, at=clock.now())
    except Invalid as refusal:
        db.session.rollback()
        problems = Problems()
        problems.take(refusal.faults)
        return _telling(telling_id, given, problems, 422)
    flash(gettext("Recorded. The words are deleted in 30 days."), "success")
    return redirect(url_for(".safeguarding"), code=303)


def _telling(
    telling_id: int, given: dict[str, str], problems: Problems, status: int = 200
) -> ResponseReturnValue:
    if is_read_only():
        # A look that can't be written down is not given.
        raise Refused("site.read_only", retry_after=RETRY_AFTER)
    actor, now = the_actor(), clock.now()
    with write():
        disclosures.look(actor, telling_id, at=now)
    found = disclosures.get(actor, telling_id)
    group = disclosures.group_of(actor, found)
    people = {found.reported_by, found.taken_by or 0, found.decided_by or 0}
    names = accounts.names(people)
    return page(
        "secretariat/safeguarding/telling.html",
        status,
        telling=_line(found, names, now) | _decided(found),
        words=found.words,
        note=found.note,
        spoken=found.language,
        spoken_direction=direction_of(found.language),
        by=names[found.reported_by],
        group=in_words(group),
        partner=group.partner,
        mine=found.taken_by == actor.user_id,
        given=given,
        problems=problems,
        outcomes=[(code, gettext(words)) for code, words in OUTCOMES.items()],
    )


def _line(one: Disclosure, names: dict[int, str], now: datetime) -> dict[str, Any]:
    return {
        "id": one.id,
        "language": name_of(one.language),
        "reported_at": one.reported_at,
        "due": one.due_at,
        "late": one.taken_by is None and one.due_at <= now,
        "stage": gettext(STAGES[one.stage]),
        "taken_by": names.get(one.taken_by or 0, ""),
        "taken_at": one.taken_at,
    }


def _decided(one: Disclosure) -> dict[str, Any]:
    """Return what was decided, and when its words go; nothing of what isn't decided."""
    if one.decided_at is None or one.outcome is None:
        return {"id": one.id, "outcome": "", "decided_at": None, "gone_on": None}
    return {
        "id": one.id,
        "outcome": gettext(OUTCOMES[one.outcome]),
        "decided_at": one.decided_at,
        "gone_on": one.decided_at + disclosures.KEPT,
    }
