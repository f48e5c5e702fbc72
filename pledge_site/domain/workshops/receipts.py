"""What a group sees with its receipt code: each thing it said, what became of it, why, and where.

Nothing that nobody has let pass, nothing of a draft, and never a telling of harm. Who has adopted
a clause is not here: that is of pledges.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.texts.models import Clause, ClauseVersion, TextVersion
from pledge_site.domain.workshops import bands, group_codes, queries
from pledge_site.domain.workshops.models import Contribution, ContributionLink, Workshop
from pledge_site.kernel.refusals import Refused

# Nobody has let it pass yet; the drafters are at work on it.
CHECKING, DRAFTING = "checking", "drafting"


class Place(NamedTuple):
    """A clause of a published version that something went into."""

    key: str
    version: int
    headings: Mapping[str, str]
    in_their_words: bool


class Told(NamedTuple):
    """One thing a group said. `words` are empty unless they were let pass and not taken back.

    `fate` is one of `bands.FATES`, `bands.WITHDRAWN`, `CHECKING` or `DRAFTING`.
    """

    kind: str
    language: str
    words: str
    fate: str
    reasons: Mapping[str, str]
    places: tuple[Place, ...]


class Receipt(NamedTuple):
    """All that a group said, in its order, and the campaign it is of."""

    campaign_id: int
    language: str
    is_withdrawn: bool
    told: tuple[Told, ...]


def by_code(code: str, *, today: date) -> Receipt:
    """Return the receipt of the group that a code is of; a constant number of queries.

    :raises Refused: ``group.withdrawal_code``: it is the other code; ``group.code_unknown``.
    """
    if group_codes.is_of(group_codes.WITHDRAWAL, code):
        raise Refused("group.withdrawal_code")
    group = queries.by_code_hash("receipt_hash", group_codes.hashed(code))
    if group is None:
        raise Refused("group.code_unknown")
    is_over = group.withdrawn_at is not None or group.consent_until < today
    places = {} if is_over else _places(group)
    return Receipt(
        group.campaign_id,
        group.language,
        is_over,
        tuple(_withdrawn(each) if is_over else _told(each, places) for each in group.contributions),
    )


def _told(each: Contribution, places: Mapping[int, list[Place]]) -> Told:
    if each.standing == bands.WITHDRAWN:
        return _withdrawn(each)
    if each.standing != "cleared":
        return Told(each.kind, each.language, "", CHECKING, {}, ())
    words = each.words or ""
    # What the desk thinks of today may be otherwise tomorrow: until the version is published.
    if each.told_fate is None:
        return Told(each.kind, each.language, words, DRAFTING, {}, ())
    found = tuple(places.get(each.id, ()))
    return Told(each.kind, each.language, words, each.told_fate, dict(each.told_reasons), found)


def _withdrawn(each: Contribution) -> Told:
    return Told(each.kind, each.language, "", bands.WITHDRAWN, {}, ())


def _places(group: Workshop) -> dict[int, list[Place]]:
    rows = db.session.execute(
        select(
            ContributionLink.contribution_id,
            Clause.key,
            TextVersion.number,
            ClauseVersion.headings,
            ContributionLink.span,
        )
        .join(Contribution, Contribution.id == ContributionLink.contribution_id)
        .join(ClauseVersion, ClauseVersion.id == ContributionLink.clause_version_id)
        .join(Clause, Clause.id == ClauseVersion.clause_id)
        .join(TextVersion, TextVersion.id == ClauseVersion.text_version_id)
        .where(
            Contribution.workshop_id == group.id,
            Contribution.standing == "cleared",
            TextVersion.published_at.is_not(None),
        )
        .order_by(TextVersion.number, ClauseVersion.position, ContributionLink.span)
    )
    found: dict[int, dict[tuple[str, int], Place]] = defaultdict(dict)
    for contribution_id, key, number, headings, span in rows:
        # Ordered by span, the empty one first: one place a clause and version, its own words told.
        found[contribution_id][key, number] = Place(key, number, headings, bool(span))
    return {each: list(places.values()) for each, places in found.items()}
