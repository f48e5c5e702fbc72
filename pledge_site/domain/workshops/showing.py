"""What the world may see of what groups said: one predicate, and the cells it is told by.

Shown is what is linked to a clause of a published version, was let pass and not taken back, and
whose consent to the website holds on that day.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import contains_eager, selectinload

from pledge_site.db import db
from pledge_site.domain.states import all_states
from pledge_site.domain.texts.models import Clause, ClauseVersion, PledgeText, TextVersion
from pledge_site.domain.workshops import bands, cells
from pledge_site.domain.workshops.models import (
    Contribution,
    ContributionLink,
    ContributionTranslation,
    PartnerOrganisation,
    Workshop,
)
from pledge_site.kernel.clock import stamp


@dataclass(frozen=True, slots=True)
class Shown:
    """A contribution as the world may see it, at a clause of a version of the text.

    `translations` is empty where the group didn't consent to any; `partner` where the organisation
    isn't named. Of a group that no label fits nothing else is told either. `span` is the id of its
    own words in the clause, if they are there. `fate` is as it stood when a version was last
    published; empty where that one doesn't use it any more.
    """

    clause: str
    version: int
    span: str
    kind: str
    language: str
    words: str
    translations: Mapping[str, str]
    fate: str
    reasons: Mapping[str, str]
    cell: cells.Cell
    size_band: str
    method: str
    partner: str
    may_read_aloud: bool
    may_press: bool


def is_consented(today: date) -> ColumnElement[bool]:
    """Say, in a query over workshops and contributions, whether the website may show one today."""
    return and_(
        Contribution.standing == "cleared",
        Workshop.withdrawn_at.is_(None),
        Workshop.may_website.is_(True),
        Workshop.consent_until >= today,
    )


def of_campaign(campaign_id: int, today: date) -> list[Shown]:
    """Return all that is shown of a campaign, by version, clause and age; three queries at most."""
    rows = db.session.execute(
        _shown_of(today, Contribution, ContributionLink.span, Clause.key, TextVersion.number)
        .where(PledgeText.campaign_id == campaign_id)
        .order_by(TextVersion.number, ClauseVersion.position, Contribution.id)
        .options(
            contains_eager(Contribution.workshop).joinedload(Workshop.partner),
            selectinload(Contribution.translations),
        )
    ).all()
    groups = {row[0].workshop.key: row[0].workshop for row in rows}
    labels = cells.published(groups.values(), _regions())
    return [
        _shown(said, span, key, number, labels[said.workshop.key])
        for said, span, key, number in rows
    ]


def of_version(campaign_id: int, number: int, today: date) -> dict[str, list[Shown]]:
    """Return what is shown at each clause of a version, by the clause's key."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for each in of_campaign(campaign_id, today):
        if each.version == number:
            found[each.clause].append(each)
    return found


def live_spans(campaign_id: int, number: int, today: date) -> dict[str, set[str]]:
    """Return the spans that a shown contribution stands behind, by the clause's key."""
    return {
        key: {each.span for each in those if each.span}
        for key, those in of_version(campaign_id, number, today).items()
    }


def digests(today: date) -> dict[int, str]:
    """Return, by campaign, a mark that changes whenever what is shown does.

    It tells nothing of it. One query for all; a campaign of which nothing is shown isn't there.
    """
    rows = db.session.execute(
        _shown_of(
            today,
            PledgeText.campaign_id,
            Contribution.id,
            Contribution.checked_at,
            Contribution.told_fate,
            ContributionLink.clause_version_id,
            ContributionLink.span,
            ContributionTranslation.language,
            ContributionTranslation.made_at,
            PartnerOrganisation.named_at,
        )
        .outerjoin(ContributionTranslation)
        .outerjoin(PartnerOrganisation, PartnerOrganisation.id == Workshop.partner_id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for campaign_id, *said in rows:
        found[campaign_id].append("|".join(map(_text, said)))
    return {
        campaign_id: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]
        for campaign_id, lines in found.items()
    }


def _text(value: Any) -> str:
    return stamp(value) if isinstance(value, datetime) else str(value)


def _shown_of(today: date, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Contribution)
        .join(Workshop, Workshop.id == Contribution.workshop_id)
        .join(ContributionLink, ContributionLink.contribution_id == Contribution.id)
        .join(ClauseVersion, ClauseVersion.id == ContributionLink.clause_version_id)
        .join(Clause, Clause.id == ClauseVersion.clause_id)
        .join(TextVersion, TextVersion.id == ClauseVersion.text_version_id)
        .join(PledgeText, PledgeText.id == TextVersion.text_id)
        .where(TextVersion.published_at.is_not(None), is_consented(today))
    )


@cache
def _regions() -> dict[str, str]:
    return {state.iso3: state.region for state in all_states()}


def _shown(said: Contribution, span: str, key: str, number: int, cell: cells.Cell) -> Shown:
    group = said.workshop
    is_told = cell != cells.NOWHERE
    # An earlier version's, when the newest doesn't use it any more.
    is_in = said.told_fate in bands.LINKED
    translated = said.translations if group.may_translate else ()
    return Shown(
        clause=key,
        version=number,
        span=span,
        kind=said.kind,
        language=said.language,
        words=said.words or "",
        translations={each.language: each.words for each in translated},
        fate=said.told_fate if said.told_fate and is_in else "",
        reasons=dict(said.told_reasons) if is_in else {},
        cell=cell,
        size_band=group.size_band if is_told else "",
        method=group.method if is_told else "",
        partner=group.partner.name if group.partner and is_told else "",
        may_read_aloud=group.may_read_aloud,
        may_press=group.may_press,
    )
