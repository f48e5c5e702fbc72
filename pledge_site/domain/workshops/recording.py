"""What a facilitator does: record a workshop and what was said in it, give codes, name partners.

Each function is one thing a person does; none commits. Nothing here lets words pass to anybody:
that is `checking.py`. Values come cleaned from the edge.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import ADMINISTRATOR, FACILITATOR
from pledge_site.domain.workshops import disclosures, group_codes, queries
from pledge_site.domain.workshops import facts as facts_room
from pledge_site.domain.workshops.facts import Codes, Said
from pledge_site.domain.workshops.models import (
    Contribution,
    ContributionTranslation,
    PartnerOrganisation,
    Workshop,
)
from pledge_site.kernel import ids, text
from pledge_site.kernel.refusals import Invalid, NotFound, Refused


class Recorded(NamedTuple):
    """A workshop, and its codes when it has just been recorded; None when it was there before."""

    workshop: Workshop
    codes: Codes | None


def record(
    actor: Actor,
    campaign_id: int,
    facts: Mapping[str, Any],
    said: Sequence[Said],
    *,
    at: datetime,
    codes: Codes | None = None,
) -> Recorded:
    """Record a workshop with what was said in it; the same key again is the same workshop.

    :param facts: the columns of a workshop by name, with `key`, `origin`, `attested` and `partner`
        (a code, or empty).
    :param codes: those a device gave to the group in the field.
    :raises Invalid: with the faults of each field; of what was said as ``said.3.words``.
    """
    only(actor, FACILITATOR)
    faults = facts_room.faults(facts, at.date()) | facts_room.said_faults(said)
    if codes is not None and not facts_room.are_codes(codes):
        faults["codes"] = ["workshop.codes"]
    if faults:
        raise Invalid(faults)
    if (known := queries.by_key(facts["key"])) is not None:
        queries.only_own(actor, known)
        return Recorded(known, None)
    given = codes or facts_room.new_codes()
    workshop = Workshop(
        **{name: facts[name] for name in facts_room.COLUMNS},
        campaign_id=campaign_id,
        partner_id=_partner(facts.get("partner", "")),
        recorded_by=actor.user_id,
        recorded_at=at,
        attested_at=at,
        receipt_hash=group_codes.hashed(given.receipt),
        withdrawal_hash=group_codes.hashed(given.withdrawal),
    )
    db.session.add(workshop)
    db.session.flush()
    _keep(actor, workshop, said, at)
    ledger.record(
        "workshop.recorded",
        at=at,
        actor=actor.user_id,
        subject=f"workshop:{workshop.id}",
        facts={"said": len(workshop.contributions), "origin": workshop.origin},
    )
    return Recorded(workshop, given)


def add(actor: Actor, workshop_id: int, said: Sequence[Said], *, at: datetime) -> int:
    """Add what else was said; what is there already by its key is not added twice. Say how many.

    :raises Refused: ``workshop.withdrawn``.
    """
    workshop = queries.own(actor, workshop_id)
    if workshop.withdrawn_at is not None:
        raise Refused("workshop.withdrawn")
    if faults := facts_room.said_faults(said):
        raise Invalid(faults)
    added = _keep(actor, workshop, said, at)
    if added:
        ledger.record(
            "workshop.added_to",
            at=at,
            actor=actor.user_id,
            subject=f"workshop:{workshop.id}",
            facts={"said": added},
        )
    return added


def renew_codes(actor: Actor, workshop_id: int, *, at: datetime) -> Codes:
    """Give a group new codes; the old ones open nothing any more.

    :raises Refused: ``workshop.withdrawn``.
    """
    workshop = queries.own(actor, workshop_id)
    if workshop.withdrawn_at is not None:
        raise Refused("workshop.withdrawn")
    codes = facts_room.new_codes()
    workshop.receipt_hash = group_codes.hashed(codes.receipt)
    workshop.withdrawal_hash = group_codes.hashed(codes.withdrawal)
    ledger.record(
        "workshop.codes_renewed",
        at=at,
        actor=actor.user_id,
        subject=f"workshop:{workshop.id}",
    )
    return codes


def renew_consent(actor: Actor, workshop_id: int, until: date, *, at: datetime) -> None:
    """Record that consent was given anew, up to a day.

    :raises Refused: ``workshop.withdrawn``: once ended, words would have to be recorded anew.
    """
    workshop = queries.own(actor, workshop_id)
    if workshop.withdrawn_at is not None:
        raise Refused("workshop.withdrawn")
    if not at.date() < until <= at.date() + facts_room.LONGEST_CONSENT:
        raise Invalid({"consent_until": ["workshop.consent_until"]})
    workshop.consent_until = until
    ledger.record(
        "workshop.consent_renewed",
        at=at,
        actor=actor.user_id,
        subject=f"workshop:{workshop.id}",
        facts={"until": until.isoformat()},
    )


def name_partner(
    actor: Actor, code: str, name: str, *, agreed: bool, at: datetime
) -> PartnerOrganisation:
    """Record that an organisation, not a school, agrees to be named; no name takes it back."""
    only(actor, ADMINISTRATOR)
    partner = db.session.scalar(select(PartnerOrganisation).where(PartnerOrganisation.code == code))
    if partner is None:
        raise NotFound()
    if name and not agreed:
        raise Invalid({"agreed": ["required"]})
    if wrong := text.fault(name):
        raise Invalid({"name": [wrong]})
    partner.name, partner.named_by, partner.named_at = name, actor.user_id, at
    ledger.record(
        "partner_organisation.named" if name else "partner_organisation.unnamed",
        at=at,
        actor=actor.user_id,
        subject=f"partner_organisation:{partner.id}",
    )
    return partner


def _partner(code: str) -> int | None:
    if not code:
        return None
    found = db.session.scalar(select(PartnerOrganisation).where(PartnerOrganisation.code == code))
    if found is None:
        found = PartnerOrganisation(code=code)
        db.session.add(found)
        db.session.flush()
    return found.id


def _keep(actor: Actor, workshop: Workshop, said: Sequence[Said], at: datetime) -> int:
    known = queries.keys_of({each.key for each in said if each.key})
    place = db.session.scalar(
        select(func.coalesce(func.max(Contribution.position), 0)).where(
            Contribution.workshop_id == workshop.id
        )
    )
    kept = 0
    for each in said:
        if each.key in known:
            continue
        kept += 1
        key = each.key or ids.public_id()
        if each.is_harm:
            disclosures.report(actor, workshop, key, each.language, each.words, at=at)
            continue
        place = (place or 0) + 1
        workshop.contributions.append(_contribution(actor, each, key, place, at))
    db.session.flush()
    return kept


def _contribution(actor: Actor, each: Said, key: str, place: int, at: datetime) -> Contribution:
    made = Contribution(
        key=key,
        position=place,
        kind=each.kind,
        language=each.language,
        raw_words=text.clean(each.words),
        standing="to_check",
    )
    if each.translation.strip():
        made.translations.append(
            ContributionTranslation(
                language=each.translation_language,
                words=text.clean(each.translation),
                made_by=actor.user_id,
                made_at=at,
            )
        )
    return made
