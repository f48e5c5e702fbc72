"""What the drafting desk asks of contributions: a page of them by filter, and how many there are.

Only what was let pass and not taken back is here; a telling of harm is in no table that this reads.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER
from pledge_site.domain.workshops.models import Contribution, ContributionLink, Workshop
from pledge_site.kernel.refusals import NotFound

ON_A_PAGE = 20
# In place of a fate: nobody has decided yet.
NONE = "none"
FACETS = ("fate", "kind", "language", "country", "age")


class Wanted(NamedTuple):
    """Which contributions are asked for; an empty value asks for all.

    :ivar clause: the id of a clause's version that they are linked to; 0 for any.
    """

    fate: str = ""
    kind: str = ""
    language: str = ""
    country: str = ""
    age: str = ""
    clause: int = 0


class Heard(NamedTuple):
    """How many contributions share all facets, and of how many groups they come."""

    fate: str
    kind: str
    language: str
    country: str
    age: str
    many: int


class Counts:
    """All that was let pass, counted by facet."""

    def __init__(self, rows: Sequence[Heard]) -> None:
        self._rows = rows

    @property
    def all(self) -> int:
        """All contributions."""
        return sum(row.many for row in self._rows)

    def of(self, facet: str) -> Counter[str]:
        """Count by one facet."""
        found: Counter[str] = Counter()
        for row in self._rows:
            found[getattr(row, facet)] += row.many
        return found

    def matching(self, wanted: Wanted) -> int:
        """Count what is asked for, whichever clause it is linked to."""
        return sum(
            row.many
            for row in self._rows
            if all(getattr(wanted, each) in ("", getattr(row, each)) for each in FACETS)
        )


def counts(actor: Actor, campaign_id: int) -> Counts:
    """Count what was let pass in a campaign, by facet; one query."""
    only(actor, DRAFTER)
    columns = (
        Contribution.fate,
        Contribution.kind,
        Contribution.language,
        Workshop.country,
        Workshop.age_band,
    )
    rows = db.session.execute(
        _cleared(campaign_id, *columns, func.count(Contribution.id)).group_by(*columns)
    )
    return Counts([Heard(fate or NONE, *rest) for fate, *rest in rows])


def groups(actor: Actor, campaign_id: int) -> int:
    """Count the groups of which something was let pass."""
    only(actor, DRAFTER)
    counted = _cleared(campaign_id, func.count(Workshop.id.distinct()))
    return db.session.scalar(counted) or 0


def found(actor: Actor, campaign_id: int, wanted: Wanted, page: int) -> list[Contribution]:
    """Return a page of what is asked for, in the order it came."""
    only(actor, DRAFTER)
    return list(
        db.session.scalars(
            _asked(campaign_id, wanted, Contribution)
            .order_by(Contribution.id)
            .offset((page - 1) * ON_A_PAGE)
            .limit(ON_A_PAGE)
            .options(*_WHOLE)
        )
    )


def how_many(actor: Actor, campaign_id: int, wanted: Wanted) -> int:
    """Count what is asked for."""
    only(actor, DRAFTER)
    return db.session.scalar(_asked(campaign_id, wanted, func.count(Contribution.id))) or 0


def one(actor: Actor, campaign_id: int, contribution_id: int) -> Contribution:
    """Return one contribution that was let pass."""
    only(actor, DRAFTER)
    row = db.session.scalar(
        _cleared(campaign_id, Contribution)
        .where(Contribution.id == contribution_id)
        .options(*_WHOLE)
    )
    if row is None:
        raise NotFound()
    return row


_WHOLE = (
    contains_eager(Contribution.workshop),
    selectinload(Contribution.translations),
    selectinload(Contribution.links),
)


def _asked(campaign_id: int, wanted: Wanted, *columns: Any) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.fate:
        is_open = wanted.fate == NONE
        fate = Contribution.fate
        conditions.append(fate.is_(None) if is_open else fate == wanted.fate)
    for column, value in (
        (Contribution.kind, wanted.kind),
        (Contribution.language, wanted.language),
        (Workshop.country, wanted.country),
        (Workshop.age_band, wanted.age),
    ):
        if value:
            conditions.append(column == value)
    if wanted.clause:
        linked = select(ContributionLink.contribution_id).where(
            ContributionLink.clause_version_id == wanted.clause
        )
        conditions.append(Contribution.id.in_(linked))
    return _cleared(campaign_id, *columns).where(*conditions)


def _cleared(campaign_id: int, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Contribution)
        .join(Workshop, Workshop.id == Contribution.workshop_id)
        .where(Workshop.campaign_id == campaign_id, Contribution.standing == "cleared")
    )
