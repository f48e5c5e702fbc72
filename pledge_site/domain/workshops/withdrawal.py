"""Taking words back: hidden at once everywhere, erased after a review, and never brought back.

By a group's code, its facilitator, or the end of consent. The clause that words went into is the
campaign's text and stays as it is; it no longer points back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, or_, select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.workshops import bands, group_codes, queries
from pledge_site.domain.workshops.models import Contribution, Suppression, Workshop
from pledge_site.kernel.refusals import NotFound, Refused

# Between hiding and erasing: long enough to find that a code was stolen.
REVIEW = timedelta(days=7)
# Keys in one query.
_AT_ONCE = 1_000
Keyed = TypeVar("Keyed", Contribution, Suppression, Workshop)


def of_code(code: str) -> Workshop:
    """Return the workshop whose words a code can take back, so that its group is asked once more.

    :raises Refused: ``group.receipt_code``: it is the other code; ``group.code_unknown``.
    """
    if group_codes.is_of(group_codes.RECEIPT, code):
        raise Refused("group.receipt_code")
    found = queries.by_code_hash("withdrawal_hash", group_codes.hashed(code))
    if found is None:
        raise Refused("group.code_unknown")
    return found


def by_code(code: str, *, at: datetime) -> Workshop:
    """Withdraw all that a group said, by its code.

    :raises Refused: as `of_code` does.
    """
    found = of_code(code)
    _withdraw(found, "workshop.withdrawn", None, at)
    return found


def by_facilitator(actor: Actor, workshop_id: int, *, at: datetime) -> Workshop:
    """Withdraw all that a group said, as it asked its facilitator to."""
    found = queries.own(actor, workshop_id)
    _withdraw(found, "workshop.withdrawn", actor.user_id, at)
    return found


def one_by_facilitator(actor: Actor, contribution_id: int, *, at: datetime) -> Contribution:
    """Withdraw one thing that was said."""
    found = db.session.get(Contribution, contribution_id)
    if found is None:
        raise NotFound()
    queries.own(actor, found.workshop_id)
    if found.standing != bands.WITHDRAWN:
        _hide([found], at)
        ledger.record(
            "contribution.withdrawn",
            at=at,
            actor=actor.user_id,
            subject=f"contribution:{found.id}",
            facts={"workshop": found.workshop_id},
        )
    return found


def is_due(at: datetime) -> bool:
    """Say whether consent is to be ended or something to be erased, by reading alone."""
    ended = select(Workshop.id).where(_consent_is_over(at))
    erased = select(Workshop.id).where(_is_reviewed(at))
    singles = select(Contribution.id).where(_is_left_over(at))
    return any(db.session.scalar(rows.limit(1)) for rows in (ended, erased, singles))


def end_consent(at: datetime) -> int:
    """Withdraw what groups consented to up to a day that is over; say of how many."""
    over = db.session.scalars(select(Workshop).where(_consent_is_over(at))).all()
    for each in over:
        _withdraw(each, "workshop.consent_ended", None, at)
    return len(over)


def erase(at: datetime) -> int:
    """Delete the words of what was withdrawn and reviewed; say of how many groups and things."""
    over = db.session.scalars(select(Workshop).where(_is_reviewed(at))).all()
    for workshop in over:
        _delete_words(workshop.contributions)
        workshop.erased_at = at
        ledger.record("workshop.erased", at=at, actor=None, subject=f"workshop:{workshop.id}")
    singles = db.session.scalars(select(Contribution).where(_is_left_over(at))).all()
    _delete_words(singles)
    if singles:
        ledger.record(
            "contribution.erased",
            at=at,
            actor=None,
            subject="contributions",
            facts={"count": len(singles)},
        )
    return len(over) + len(singles)


def _consent_is_over(at: datetime) -> ColumnElement[bool]:
    return and_(Workshop.consent_until < at.date(), Workshop.withdrawn_at.is_(None))


def _is_reviewed(at: datetime) -> ColumnElement[bool]:
    return and_(Workshop.withdrawn_at <= at - REVIEW, Workshop.erased_at.is_(None))


def _is_left_over(at: datetime) -> ColumnElement[bool]:
    return and_(
        Contribution.standing == bands.WITHDRAWN,
        Contribution.fated_at <= at - REVIEW,
        or_(Contribution.raw_words.is_not(None), Contribution.words.is_not(None)),
    )


def suppress_again(keys: Iterable[str], at: datetime) -> int:
    """Withdraw and erase anew what a restored backup has brought back; say of how many."""
    wanted = set(keys)
    if not wanted:
        return 0
    found = _of_keys(Contribution, wanted)
    groups = _of_keys(Workshop, wanted)
    said: set[Contribution] = {*found, *(each for group in groups for each in group.contributions)}
    back = [each for each in said if each.standing != bands.WITHDRAWN or each.words is not None]
    for group in groups:
        group.withdrawn_at, group.erased_at = group.withdrawn_at or at, group.erased_at or at
    _hide(back, at, extra=wanted)
    _delete_words(back)
    if back:
        ledger.record(
            "workshop.suppressed_again",
            at=at,
            actor=None,
            subject="contributions",
            facts={"count": len(back)},
        )
    return len(back)


def _withdraw(workshop: Workshop, event: str, actor: int | None, at: datetime) -> None:
    if workshop.withdrawn_at is not None:
        return
    workshop.withdrawn_at = at
    _hide(workshop.contributions, at, extra=[workshop.key])
    ledger.record(event, at=at, actor=actor, subject=f"workshop:{workshop.id}")


def _hide(said: Iterable[Contribution], at: datetime, *, extra: Iterable[str] = ()) -> None:
    keys = set(extra)
    for each in said:
        keys.add(each.key)
        each.standing = each.fate = each.told_fate = bands.WITHDRAWN
        each.reasons, each.told_reasons = {}, {}
        each.fated_by, each.fated_at = None, at
        each.links.clear()
        each.translations.clear()
    known = {each.key for each in _of_keys(Suppression, keys)}
    db.session.add_all(Suppression(key=key, at=at) for key in sorted(keys - known))
    db.session.flush()


def _of_keys(table: type[Keyed], keys: Iterable[str]) -> list[Keyed]:
    """Return the rows of some keys, however many keys there are."""
    wanted = sorted(keys)
    return [
        row
        for start in range(0, len(wanted), _AT_ONCE)
        for row in db.session.scalars(
            select(table).where(table.key.in_(wanted[start : start + _AT_ONCE]))
        )
    ]


def _delete_words(said: Iterable[Contribution]) -> None:
    for each in said:
        each.words = each.raw_words = None
    db.session.flush()
