"""What a facilitator does: record a workshop and what was said in it, give codes, renew consent.

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
from pledge_site.domain.accounts.models import User
from pledge_site.domain.accounts.roles import FACILITATOR
from pledge_site.domain.workshops import disclosures, group_codes, naming, queries
from pledge_site.domain.workshops import facts as facts_room
from pledge_site.domain.workshops.facts import Codes, Said
from pledge_site.domain.workshops.models import (
    Contribution,
    ContributionTranslation,
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
    # The same form sent twice at once is taken once: the second waits here.
    db.session.get(User, actor.user_id, with_for_update=True)
    if (known := queries.by_key(facts["key"])) is not None:
        queries.only_own(actor, known)
        return Recorded(known, None)
    given = _untaken(codes or facts_room.new_codes())
    workshop = Workshop(
        **{name: facts[name] for name in facts_room.COLUMNS},
        campaign_id=campaign_id,
        partner_id=naming.partner_id(facts.get("partner", "")),
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
    workshop = _open(actor, workshop_id)
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


def tells_of_harm(actor: Actor, contribution_id: int, *, at: datetime) -> Workshop:
    """Hand what was said, and tells of harm, to the safeguarding officers; nothing stays here.

    :raises Refused: ``contribution.not_now``: somebody has let it pass already, or it is withdrawn.
    """
    found = db.session.get(Contribution, contribution_id)
    if found is None:
        raise NotFound()
    workshop = _locked(actor, found.workshop_id)
    if found.standing != "to_check":
        raise Refused("contribution.not_now")
    disclosures.move(actor, found, at=at)
    return workshop


def renew_codes(
    actor: Actor, workshop_id: int, *, at: datetime, codes: Codes | None = None
) -> Codes:
    """Give a group new codes; the old ones open nothing any more.

    :param codes: those of the form that asks for it, so that the same form sent twice is one step.
    :raises Refused: ``workshop.withdrawn``.
    """
    workshop = _open(actor, workshop_id)
    if codes is not None and not facts_room.are_codes(codes):
        raise Invalid({"codes": ["workshop.codes"]})
    codes = codes or facts_room.new_codes()
    if have_codes(workshop, codes):
        return codes
    _untaken(codes)
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
    workshop = _open(actor, workshop_id)
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


def have_codes(workshop: Workshop, codes: Codes) -> bool:
    """Say whether two codes are those of a group."""
    hashes = (group_codes.hashed(codes.receipt), group_codes.hashed(codes.withdrawal))
    return hashes == (workshop.receipt_hash, workshop.withdrawal_hash)


def _untaken(codes: Codes) -> Codes:
    """Return codes as they came, unless another group has one of them."""
    hashes = (group_codes.hashed(code) for code in codes)
    columns = ("receipt_hash", "withdrawal_hash")
    if any(queries.by_code_hash(*each) for each in zip(columns, hashes, strict=True)):
        raise Invalid({"codes": ["workshop.codes"]})
    return codes


def _open(actor: Actor, workshop_id: int) -> Workshop:
    workshop = _locked(actor, workshop_id)
    if workshop.withdrawn_at is not None:
        raise Refused("workshop.withdrawn")
    return workshop


def _locked(actor: Actor, workshop_id: int) -> Workshop:
    workshop = queries.own(actor, workshop_id)
    db.session.refresh(workshop, with_for_update=True)
    return workshop


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
            words = f"{each.words}\n\n{each.translation}"
            disclosures.report(actor, workshop, key, each.language, words, at=at)
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
