"""What waits to be let pass, for those who let pass: counted, by page, one by one. Reads only."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER, SAFEGUARDING_OFFICER
from pledge_site.domain.workshops.models import Contribution, Workshop
from pledge_site.kernel.refusals import NotFound

ON_A_PAGE = 20


class Wanted(NamedTuple):
    """Which of them are asked for; nothing asks for all."""

    campaign_id: int = 0
    language: str = ""


class Count(NamedTuple):
    """How many wait of one campaign in one language."""

    campaign_id: int
    language: str
    many: int


def counts(actor: Actor) -> list[Count]:
    """Count what waits, by campaign and language."""
    only(actor, DRAFTER, SAFEGUARDING_OFFICER)
    columns = (Workshop.campaign_id, Contribution.language)
    rows = db.session.execute(
        _waiting(*columns, func.count(Contribution.id)).group_by(*columns).order_by(*columns)
    )
    return [Count(*row) for row in rows]


def found(actor: Actor, wanted: Wanted, page: int) -> Sequence[Contribution]:
    """Return a page of what waits, the oldest first."""
    only(actor, DRAFTER, SAFEGUARDING_OFFICER)
    rows = _waiting(Contribution)
    if wanted.campaign_id:
        rows = rows.where(Workshop.campaign_id == wanted.campaign_id)
    if wanted.language:
        rows = rows.where(Contribution.language == wanted.language)
    return db.session.scalars(
        rows.order_by(Contribution.id)
        .offset((page - 1) * ON_A_PAGE)
        .limit(ON_A_PAGE)
        .options(joinedload(Contribution.workshop), selectinload(Contribution.translations))
    ).all()


def one(actor: Actor, contribution_id: int) -> Contribution:
    """Return something that waits; what was let pass is no longer here."""
    only(actor, DRAFTER, SAFEGUARDING_OFFICER)
    row = db.session.scalar(
        _waiting(Contribution)
        .where(Contribution.id == contribution_id)
        .options(joinedload(Contribution.workshop), selectinload(Contribution.translations))
    )
    if row is None:
        raise NotFound()
    return row


def _waiting(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Contribution)
        .join(Workshop, Workshop.id == Contribution.workshop_id)
        .where(Contribution.standing == "to_check")
    )
