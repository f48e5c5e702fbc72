"""Tellings of harm: put before safeguarding officers alone, with a clock, and erased in the end.

Nothing else reads their table. Mails and the ledger say that something waits, never what.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import ADMINISTRATOR, SAFEGUARDING_OFFICER
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.workshops.models import Disclosure, Workshop
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

_ON_THE_DAY = timedelta(hours=1)
_OTHERWISE = timedelta(hours=24)
# Who is told next when nobody has taken it in time.
STAGES = ("first", "second", "administrators")
OUTCOMES = ("referred", "advised", "known", "no_harm")
# How long words are kept after the decision.
KEPT = timedelta(days=30)


def report(
    actor: Actor, workshop: Workshop, key: str, language: str, words: str, *, at: datetime
) -> Disclosure:
    """Put a telling of harm before the safeguarding officers."""
    made = Disclosure(
        key=key,
        workshop_id=workshop.id,
        language=language,
        words=text.clean(words),
        reported_by=actor.user_id,
        reported_at=at,
        due_at=at + _time_for(workshop.campaign_id, at),
    )
    db.session.add(made)
    db.session.flush()
    _note("disclosure.reported", made, actor.user_id, at)
    return made


def take(actor: Actor, disclosure_id: int, *, at: datetime) -> Disclosure:
    """Take a telling on: the clock stops, and the others see who has it.

    :raises Refused: ``disclosure.taken``.
    """
    found = get(actor, disclosure_id)
    if found.taken_by is not None and found.taken_by != actor.user_id:
        raise Refused("disclosure.taken")
    if found.taken_by is None:
        found.taken_by, found.taken_at = actor.user_id, at
        _note("disclosure.taken", found, actor.user_id, at)
    return found


def decide(actor: Actor, disclosure_id: int, outcome: str, note: str, *, at: datetime) -> None:
    """Record what was done about a telling, once it was taken; its words go 30 days later.

    :raises Refused: ``disclosure.not_taken``, ``disclosure.decided``.
    """
    found = get(actor, disclosure_id)
    if outcome not in OUTCOMES:
        raise Invalid({"outcome": ["choice.unknown"]})
    if wrong := text.fault(note):
        raise Invalid({"note": [wrong]})
    if found.decided_at is not None:
        raise Refused("disclosure.decided")
    if found.taken_by is None:
        raise Refused("disclosure.not_taken")
    found.outcome, found.note = outcome, text.clean(note)
    found.decided_by, found.decided_at = actor.user_id, at
    _note("disclosure.decided", found, actor.user_id, at)


def escalate(at: datetime) -> list[Disclosure]:
    """Put what nobody has taken in time before those who come next; return those."""
    late = db.session.scalars(
        select(Disclosure).where(
            Disclosure.taken_at.is_(None),
            Disclosure.due_at <= at,
            Disclosure.stage != STAGES[-1],
        )
    ).all()
    for each in late:
        each.stage = STAGES[STAGES.index(each.stage) + 1]
        workshop = db.session.get_one(Workshop, each.workshop_id)
        each.due_at = at + _time_for(workshop.campaign_id, at)
        _note("disclosure.escalated", each, None, at)
    return list(late)


def forget(at: datetime) -> int:
    """Delete words and notes whose time is over; return of how many."""
    over = db.session.scalars(
        select(Disclosure).where(Disclosure.decided_at <= at - KEPT, Disclosure.words.is_not(None))
    ).all()
    for each in over:
        each.words = each.note = None
        _note("disclosure.forgotten", each, None, at)
    return len(over)


def waiting(actor: Actor) -> Sequence[Disclosure]:
    """Return what is open: to officers all of it, to administrators what has come to them."""
    only(actor, SAFEGUARDING_OFFICER, ADMINISTRATOR)
    wanted = select(Disclosure).where(Disclosure.decided_at.is_(None)).order_by(Disclosure.due_at)
    if not actor.has(SAFEGUARDING_OFFICER):
        wanted = wanted.where(Disclosure.stage == STAGES[-1])
    return db.session.scalars(wanted).all()


def get(actor: Actor, disclosure_id: int) -> Disclosure:
    """Return a telling that a person may see; another is not there."""
    only(actor, SAFEGUARDING_OFFICER, ADMINISTRATOR)
    found = db.session.get(Disclosure, disclosure_id)
    if found is None:
        raise NotFound()
    if not actor.has(SAFEGUARDING_OFFICER) and found.stage != STAGES[-1]:
        raise NotFound()
    return found


def _time_for(campaign_id: int, at: datetime) -> timedelta:
    campaign = db.session.get_one(Campaign, campaign_id)
    return _ON_THE_DAY if campaign.event_on == at.date() else _OTHERWISE


def _note(event: str, one: Disclosure, actor: int | None, at: datetime) -> None:
    ledger.record(
        event, at=at, actor=actor, subject=f"disclosure:{one.id}", facts={"stage": one.stage}
    )
