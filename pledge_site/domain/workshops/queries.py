"""Reads of workshops and what was said, for those who may; what the world sees is in `showing`."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import FACILITATOR
from pledge_site.domain.workshops.models import (
    Contribution,
    ContributionLink,
    Disclosure,
    PartnerOrganisation,
    Suppression,
    Workshop,
)
from pledge_site.kernel.refusals import NotFound


def by_key(key: str) -> Workshop | None:
    """Return a workshop by the key it was sent under."""
    return db.session.scalar(select(Workshop).where(Workshop.key == key))


def only_own(actor: Actor, workshop: Workshop) -> None:
    """Refuse a workshop that another has recorded, as if it weren't there."""
    only(actor, FACILITATOR)
    if workshop.recorded_by != actor.user_id:
        raise NotFound()


def own(actor: Actor, workshop_id: int) -> Workshop:
    """Return a workshop that this facilitator has recorded; another's is not there."""
    found = db.session.get(Workshop, workshop_id)
    if found is None:
        raise NotFound()
    only_own(actor, found)
    return found


def recorded_by(actor: Actor) -> Sequence[Workshop]:
    """Return a facilitator's workshops, the newest first, with what was said."""
    return db.session.scalars(
        select(Workshop)
        .where(Workshop.recorded_by == actor.user_id)
        .order_by(Workshop.id.desc())
        .options(selectinload(Workshop.contributions), joinedload(Workshop.partner))
    ).all()


def own_contribution(actor: Actor, contribution_id: int) -> Contribution:
    """Return something that was said in a workshop of this facilitator."""
    found = db.session.get(Contribution, contribution_id)
    if found is None:
        raise NotFound()
    only_own(actor, found.workshop)
    return found


def partners() -> Sequence[PartnerOrganisation]:
    """Return the partner organisations by their codes."""
    return db.session.scalars(select(PartnerOrganisation).order_by(PartnerOrganisation.code)).all()


def by_code_hash(column: str, value: str) -> Workshop | None:
    """Return the workshop whose code has a hash; `column` is ``receipt_hash`` or the other."""
    return db.session.scalar(
        select(Workshop)
        .where(getattr(Workshop, column) == value)
        .options(
            selectinload(Workshop.contributions).options(
                selectinload(Contribution.translations), selectinload(Contribution.links)
            )
        )
    )


def keys_of(keys: Iterable[str]) -> set[str]:
    """Return those of some keys that are known: as a contribution, as a telling, as taken out."""
    wanted = list(keys)
    return {
        key
        for table in (Contribution, Disclosure, Suppression)
        for key in db.session.scalars(select(table.key).where(table.key.in_(wanted)))
    }


def to_check(campaign_id: int) -> Sequence[Contribution]:
    """Return what nobody has let pass yet, the oldest first."""
    return db.session.scalars(
        _of_campaign(campaign_id)
        .where(Contribution.standing == "to_check")
        .order_by(Contribution.id)
        .options(selectinload(Contribution.translations))
    ).all()


def cleared(campaign_id: int) -> Sequence[Contribution]:
    """Return what was let pass and not taken back, in the order it came, with links."""
    return db.session.scalars(
        _of_campaign(campaign_id)
        .where(Contribution.standing == "cleared")
        .order_by(Contribution.id)
        .options(selectinload(Contribution.translations), selectinload(Contribution.links))
    ).all()


def without_fate(campaign_id: int, *, in_rounds: Iterable[int]) -> int:
    """Count what was let pass in some rounds and has no fate yet."""
    counted = (
        select(func.count())
        .select_from(Contribution)
        .join(Workshop)
        .where(
            Workshop.campaign_id == campaign_id,
            Contribution.standing == "cleared",
            Contribution.fate.is_(None),
            Contribution.round_id.in_(list(in_rounds)),
        )
    )
    return db.session.scalar(counted) or 0


def links_of(clause_version_ids: Iterable[int]) -> Sequence[ContributionLink]:
    """Return the links of live contributions to some versions of clauses."""
    return db.session.scalars(
        select(ContributionLink)
        .join(Contribution, Contribution.id == ContributionLink.contribution_id)
        .where(
            ContributionLink.clause_version_id.in_(list(clause_version_ids)),
            Contribution.standing == "cleared",
        )
    ).all()


def word_for_word_without_span(campaign_id: int, clause_version_ids: Iterable[int]) -> int:
    """Count what is called word for word, but no clause marks its words any more.

    :param clause_version_ids: the clauses of the draft: what is in them has to be marked in them.
    """
    linked = select(ContributionLink.contribution_id)
    marked = linked.where(ContributionLink.span != "")
    in_draft = ContributionLink.clause_version_id.in_(list(clause_version_ids))
    counted = (
        select(func.count())
        .select_from(Contribution)
        .join(Workshop)
        .where(
            Workshop.campaign_id == campaign_id,
            Contribution.standing == "cleared",
            Contribution.fate == "word_for_word",
            or_(
                Contribution.id.not_in(marked),
                and_(
                    Contribution.id.in_(linked.where(in_draft)),
                    Contribution.id.not_in(marked.where(in_draft)),
                ),
            ),
        )
    )
    return db.session.scalar(counted) or 0


def _of_campaign(campaign_id: int) -> Select[Contribution]:
    return (
        select(Contribution)
        .join(Workshop)
        .where(Workshop.campaign_id == campaign_id)
        .options(joinedload(Contribution.workshop).joinedload(Workshop.partner))
    )
