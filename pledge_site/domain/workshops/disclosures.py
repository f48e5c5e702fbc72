"""Tellings of harm: put before safeguarding officers alone, with a clock, and erased in the end.

Nothing else reads their table. Mails and the ledger say that something waits, never what.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, select, true

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import ADMINISTRATOR, SAFEGUARDING_OFFICER
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.workshops.models import Contribution, Disclosure, Workshop
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

_ON_THE_DAY = timedelta(hours=1)
_OTHERWISE = timedelta(hours=24)
# Who is told next when nobody has taken it in time.
STAGES = ("first", "second", "administrators")
OUTCOMES = ("referred", "advised", "known", "no_harm")
# How long words are kept after the decision.
KEPT = timedelta(days=30)
LONGEST_NOTE = 2_000


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
        due_at=_due(workshop.campaign_id, at),
    )
    db.session.add(made)
    db.session.flush()
    _note("disclosure.reported", made, actor.user_id, at)
    return made


def move(actor: Actor, said: Contribution, *, at: datetime) -> Disclosure:
    """Put what was typed in as a contribution before the officers; nothing of it stays there."""
    words = [said.raw_words or "", *(each.words for each in said.translations)]
    made = report(actor, said.workshop, said.key, said.language, "\n\n".join(words), at=at)
    db.session.delete(said)
    db.session.flush()
    return made


def take(actor: Actor, disclosure_id: int, *, at: datetime) -> Disclosure:
    """Take a telling on: the clock stops, and the others see who has it.

    :raises Refused: ``disclosure.taken``.
    """
    found = _open(actor, disclosure_id)
    if found.taken_by is not None and found.taken_by != actor.user_id:
        raise Refused("disclosure.taken")
    if found.taken_by is None:
        found.taken_by, found.taken_at = actor.user_id, at
        _note("disclosure.taken", found, actor.user_id, at)
    return found


def put_back(actor: Actor, disclosure_id: int, *, at: datetime) -> Disclosure:
    """Put a telling back into the queue: whoever took it can't go on; the clock starts anew.

    :raises Refused: ``disclosure.not_taken``, ``disclosure.decided``.
    """
    found = _open(actor, disclosure_id)
    if found.taken_by is None:
        raise Refused("disclosure.not_taken")
    workshop = db.session.get_one(Workshop, found.workshop_id)
    found.taken_by = found.taken_at = None
    found.due_at = _due(workshop.campaign_id, at)
    _note("disclosure.put_back", found, actor.user_id, at)
    return found


def decide(actor: Actor, disclosure_id: int, outcome: str, note: str, *, at: datetime) -> None:
    """Record what was done about a telling, once it was taken; its words go 30 days later.

    :raises Refused: ``disclosure.not_taken``, ``disclosure.decided``.
    """
    found = _open(actor, disclosure_id)
    if faults := _decision_faults(outcome, note):
        raise Invalid(faults)
    if found.taken_by is None:
        raise Refused("disclosure.not_taken")
    found.outcome, found.note = outcome, text.clean(note)
    found.decided_by, found.decided_at = actor.user_id, at
    _note("disclosure.decided", found, actor.user_id, at)


def look(actor: Actor, disclosure_id: int, *, at: datetime) -> Disclosure:
    """Return a telling to be read, and record who has looked at it."""
    found = get(actor, disclosure_id)
    _note("disclosure.viewed", found, actor.user_id, at)
    return found


def is_due(at: datetime, *, officers: bool) -> bool:
    """Say whether `escalate` would do something; one query, and nothing is locked."""
    wanted = select(Disclosure.id).where(_to_escalate(at, officers=officers)).limit(1)
    return db.session.scalar(wanted) is not None


def escalate(at: datetime, *, officers: bool = True) -> list[Disclosure]:
    """Put what nobody has taken in time before those who come next; return those.

    :param officers: whether there is any safeguarding officer; without one, administrators are
        told at once.
    """
    late = db.session.scalars(
        select(Disclosure)
        .where(_to_escalate(at, officers=officers))
        .order_by(Disclosure.id)
        .with_for_update()
    ).all()
    for each in late:
        each.stage = STAGES[STAGES.index(each.stage) + 1] if officers else STAGES[-1]
        workshop = db.session.get_one(Workshop, each.workshop_id)
        each.due_at = _due(workshop.campaign_id, at)
        _note("disclosure.escalated", each, None, at)
    return list(late)


def is_over(at: datetime) -> bool:
    """Say whether `forget` would do something."""
    wanted = select(Disclosure.id).where(_to_forget(at)).limit(1)
    return db.session.scalar(wanted) is not None


def forget(at: datetime) -> int:
    """Delete words and notes whose time is over; return of how many."""
    over = db.session.scalars(select(Disclosure).where(_to_forget(at))).all()
    for each in over:
        each.words = each.note = None
        _note("disclosure.forgotten", each, None, at)
    return len(over)


def waiting(actor: Actor) -> Sequence[Disclosure]:
    """Return what is open: to officers all of it, to administrators what has come to them."""
    only(actor, SAFEGUARDING_OFFICER, ADMINISTRATOR)
    wanted = select(Disclosure).where(Disclosure.decided_at.is_(None), _visible(actor))
    # What nobody has taken comes first, by its clock.
    return db.session.scalars(
        wanted.order_by(Disclosure.taken_at.is_not(None), Disclosure.due_at, Disclosure.id)
    ).all()


def decided(actor: Actor, *, limit: int = 50) -> Sequence[Disclosure]:
    """Return what was decided and whose words are not deleted yet, the newest first."""
    only(actor, SAFEGUARDING_OFFICER, ADMINISTRATOR)
    return db.session.scalars(
        select(Disclosure)
        .where(Disclosure.decided_at.is_not(None), Disclosure.words.is_not(None), _visible(actor))
        .order_by(Disclosure.decided_at.desc(), Disclosure.id.desc())
        .limit(limit)
    ).all()


def get(actor: Actor, disclosure_id: int) -> Disclosure:
    """Return a telling that a person may see; another is not there."""
    only(actor, SAFEGUARDING_OFFICER, ADMINISTRATOR)
    found = db.session.get(Disclosure, disclosure_id)
    if found is None:
        raise NotFound()
    if not actor.has(SAFEGUARDING_OFFICER) and found.stage != STAGES[-1]:
        raise NotFound()
    return found


def group_of(actor: Actor, disclosure: Disclosure) -> Workshop:
    """Return the group in which it was told: whom to ask is known by its facilitator."""
    only(actor, SAFEGUARDING_OFFICER, ADMINISTRATOR)
    return db.session.get_one(Workshop, disclosure.workshop_id)


def state_of(disclosure_id: int) -> str:
    """Return ``open``, ``taken`` or ``decided``, and nothing else of it: for a mail."""
    row = db.session.execute(
        select(Disclosure.taken_at, Disclosure.decided_at).where(Disclosure.id == disclosure_id)
    ).one_or_none()
    if row is None or row.decided_at is not None:
        return "decided"
    return "open" if row.taken_at is None else "taken"


def _visible(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.has(SAFEGUARDING_OFFICER) else Disclosure.stage == STAGES[-1]


def _open(actor: Actor, disclosure_id: int) -> Disclosure:
    found = get(actor, disclosure_id)
    # Of two who take it at once, the second waits here and is told.
    db.session.refresh(found, with_for_update=True)
    if found.decided_at is not None:
        raise Refused("disclosure.decided")
    return found


def _to_escalate(at: datetime, *, officers: bool) -> ColumnElement[bool]:
    is_late = Disclosure.due_at <= at if officers else true()
    return and_(Disclosure.taken_at.is_(None), Disclosure.stage != STAGES[-1], is_late)


def _to_forget(at: datetime) -> ColumnElement[bool]:
    return and_(Disclosure.decided_at <= at - KEPT, Disclosure.words.is_not(None))


def _decision_faults(outcome: str, note: str) -> dict[str, list[str]]:
    found = {} if outcome in OUTCOMES else {"outcome": ["choice.unknown"]}
    if wrong := text.fault(note) or ("text.too_long" if len(note) > LONGEST_NOTE else None):
        found["note"] = [wrong]
    return found


def _due(campaign_id: int, at: datetime) -> datetime:
    """Return when the clock runs out: nothing that came before waits through the event's day."""
    day = db.session.get_one(Campaign, campaign_id).event_on
    if day == at.date():
        return at + _ON_THE_DAY
    begins = datetime.combine(day, time(), UTC)
    return min(at + _OTHERWISE, begins + _ON_THE_DAY) if at < begins else at + _OTHERWISE


def _note(event: str, one: Disclosure, actor: int | None, at: datetime) -> None:
    ledger.record(
        event, at=at, actor=actor, subject=f"disclosure:{one.id}", facts={"stage": one.stage}
    )
