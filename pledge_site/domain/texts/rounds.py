"""Rounds of drafting: open for what groups say, frozen while it is consolidated, then closed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER
from pledge_site.domain.texts import queries
from pledge_site.domain.texts.drafting_models import Round
from pledge_site.domain.texts.models import PledgeText
from pledge_site.domain.workshops.models import Contribution, Workshop
from pledge_site.kernel.refusals import Refused


def every(campaign_id: int) -> Sequence[Round]:
    """Return the rounds of a campaign's text in order."""
    return db.session.scalars(
        select(Round)
        .join(PledgeText, PledgeText.id == Round.text_id)
        .where(PledgeText.campaign_id == campaign_id)
        .order_by(Round.number)
    ).all()


def current(campaign_id: int) -> Round | None:
    """Return the round that is open or frozen, if there is one."""
    return next((each for each in every(campaign_id) if each.closed_at is None), None)


def open_id(campaign_id: int) -> int | None:
    """Return the round that takes in what groups say, if one is open."""
    found = current(campaign_id)
    return found.id if found and found.frozen_at is None else None


def begin(actor: Actor, campaign_id: int, *, at: datetime) -> Round:
    """Open the next round; what was let pass meanwhile belongs to it.

    :raises Refused: ``round.open``: one is not closed yet.
    """
    only(actor, DRAFTER)
    if current(campaign_id) is not None:
        raise Refused("round.open")
    parent = queries.of_campaign(campaign_id)
    if parent is None:
        parent = PledgeText(campaign_id=campaign_id)
        db.session.add(parent)
        db.session.flush()
    made = Round(
        text_id=parent.id,
        number=len(every(campaign_id)) + 1,
        opened_by=actor.user_id,
        opened_at=at,
    )
    db.session.add(made)
    db.session.flush()
    _take_in(campaign_id, made.id)
    _note("round.opened", made, actor.user_id, at)
    return made


def freeze(actor: Actor, campaign_id: int, *, at: datetime) -> Round:
    """Close the round to what comes in, while it is consolidated.

    :raises Refused: ``round.none``, ``round.frozen``.
    """
    found = _open_or_frozen(actor, campaign_id)
    if found.frozen_at is not None:
        raise Refused("round.frozen")
    found.frozen_by, found.frozen_at = actor.user_id, at
    _note("round.frozen", found, actor.user_id, at)
    return found


def thaw(actor: Actor, campaign_id: int, *, at: datetime) -> Round:
    """Open a frozen round again; what was let pass meanwhile belongs to it.

    :raises Refused: ``round.none``, ``round.not_frozen``.
    """
    found = _open_or_frozen(actor, campaign_id)
    if found.frozen_at is None:
        raise Refused("round.not_frozen")
    found.frozen_by = found.frozen_at = None
    _take_in(campaign_id, found.id)
    _note("round.thawed", found, actor.user_id, at)
    return found


def close(campaign_id: int, actor: int | None, *, at: datetime) -> None:
    """Close the round that a published version came of, if there is one."""
    found = current(campaign_id)
    if found is not None:
        found.closed_at = at
        _note("round.closed", found, actor, at)


def _open_or_frozen(actor: Actor, campaign_id: int) -> Round:
    only(actor, DRAFTER)
    found = current(campaign_id)
    if found is None:
        raise Refused("round.none")
    return found


def _take_in(campaign_id: int, round_id: int) -> None:
    groups = select(Workshop.id).where(Workshop.campaign_id == campaign_id)
    db.session.execute(
        update(Contribution)
        .where(
            Contribution.workshop_id.in_(groups),
            Contribution.standing == "cleared",
            Contribution.round_id.is_(None),
        )
        .values(round_id=round_id)
    )


def _note(event: str, found: Round, actor: int | None, at: datetime) -> None:
    ledger.record(
        event, at=at, actor=actor, subject=f"round:{found.id}", facts={"number": found.number}
    )
