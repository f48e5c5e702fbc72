"""A person looks at what was said, beside what the detector has marked, and lets it pass or not.

Nothing reaches the drafting desk before. Who recorded it is not who lets it pass.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select, update

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER, SAFEGUARDING_OFFICER
from pledge_site.domain.texts import rounds
from pledge_site.domain.workshops import disclosures, safeguards
from pledge_site.domain.workshops.facts import LONGEST
from pledge_site.domain.workshops.models import (
    Contribution,
    ContributionTranslation,
    Suppression,
)
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

# How long words are kept as they were typed in, after the decision on them.
_RAW_KEPT = timedelta(days=30)
# What leads straight to somebody.
_REACHING = ("email", "phone")


def let_pass(
    actor: Actor,
    contribution_id: int,
    words: str,
    translations: Mapping[str, str],
    *,
    at: datetime,
    confirmed: bool = False,
) -> Contribution:
    """Let a contribution pass with the words given: names and what else identifies taken out.

    :param translations: by language, as they are to stand; an empty one goes.
    :param confirmed: an e-mail address or a number left in the words leads to no child.
    :raises Refused: ``contribution.own``: who recorded it; ``contribution.not_now``.
    """
    found = _waiting(actor, contribution_id)
    faults = {
        name: [wrong]
        for name, value in (("words", words), *translations.items())
        if (wrong := _fault(name, value))
    }
    if not confirmed and (reaching := ways_to_a_child([words, *translations.values()])):
        faults["confirmed"] = [f"contribution.{kind}_left" for kind in reaching]
    if faults:
        raise Invalid(faults)
    found.words, found.standing = text.clean(words), "cleared"
    found.checked_by, found.checked_at = actor.user_id, at
    translate(found, translations, actor, at)
    found.round_id = rounds.open_id(found.workshop.campaign_id)
    _note("contribution.let_pass", found, actor, at, taken_out=found.words != found.raw_words)
    return found


def ways_to_a_child(written: Iterable[str]) -> list[str]:
    """Return which of ``email`` and ``phone`` are in some words: they are never left unasked."""
    kinds = {mark.kind for words in written for mark in safeguards.marks(words)}
    return [kind for kind in _REACHING if kind in kinds]


def refuse(actor: Actor, contribution_id: int, *, at: datetime) -> None:
    """Take out what can't be told without telling who said it: its words are gone at once."""
    found = _waiting(actor, contribution_id)
    _note("contribution.taken_out", found, actor, at)
    db.session.add(Suppression(key=found.key, at=at))
    db.session.delete(found)
    db.session.flush()


def hand_over(actor: Actor, contribution_id: int, *, at: datetime) -> None:
    """Move what tells of harm to the safeguarding queue; nothing of it stays here."""
    found = _waiting(actor, contribution_id)
    disclosures.move(actor, found, at=at)


def translate(
    found: Contribution, translations: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    """Set the translations of a contribution, each by the adult who last changed it."""
    known = {each.language: each for each in found.translations}
    for language, given in translations.items():
        words = text.clean(given)
        if not words:
            if language in known:
                found.translations.remove(known[language])
        elif language not in known:
            found.translations.append(
                ContributionTranslation(
                    language=language, words=words, made_by=actor.user_id, made_at=at
                )
            )
        elif known[language].words != words:
            one = known[language]
            one.words, one.made_by, one.made_at = words, actor.user_id, at
    db.session.flush()


def add_translations(
    actor: Actor, contribution_id: int, translations: Mapping[str, str], *, at: datetime
) -> None:
    """Translate a contribution that was let pass.

    :raises Refused: ``contribution.no_translation``: the group didn't consent to that.
    """
    only(actor, DRAFTER)
    found = _get(contribution_id)
    if found.standing != "cleared":
        raise NotFound()
    if not found.workshop.may_translate:
        raise Refused("contribution.no_translation")
    faults = {
        name: [wrong] for name, words in translations.items() if (wrong := _fault(name, words))
    }
    if faults:
        raise Invalid(faults)
    translate(found, translations, actor, at)
    _note("contribution.translated", found, actor, at)


def forget_raw(at: datetime) -> int:
    """Delete words as they were typed in, thirty days after they were let pass; say of how many."""
    over = list(db.session.scalars(select(Contribution.id).where(_raw_is_over(at))))
    if over:
        db.session.execute(
            update(Contribution).where(Contribution.id.in_(over)).values(raw_words=None)
        )
        ledger.record(
            "contribution.raw_forgotten",
            at=at,
            actor=None,
            subject="contributions",
            facts={"count": len(over)},
        )
    return len(over)


def is_raw_over(at: datetime) -> bool:
    """Say whether `forget_raw` would do something."""
    wanted = select(Contribution.id).where(_raw_is_over(at)).limit(1)
    return db.session.scalar(wanted) is not None


def _raw_is_over(at: datetime) -> ColumnElement[bool]:
    return and_(Contribution.raw_words.is_not(None), Contribution.checked_at <= at - _RAW_KEPT)


def _waiting(actor: Actor, contribution_id: int) -> Contribution:
    only(actor, DRAFTER, SAFEGUARDING_OFFICER)
    found = _get(contribution_id)
    if found.standing != "to_check":
        raise Refused("contribution.not_now")
    if found.workshop.recorded_by == actor.user_id:
        raise Refused("contribution.own")
    return found


def _get(contribution_id: int) -> Contribution:
    found = db.session.get(Contribution, contribution_id, with_for_update=True)
    if found is None:
        raise NotFound()
    return found


def _fault(name: str, words: str) -> str | None:
    if name not in ("words", *CODES):
        return "language.unknown"
    if name == "words" and not words.strip():
        return "required"
    return text.fault(words) or ("text.too_long" if len(words) > LONGEST else None)


def _note(event: str, found: Contribution, actor: Actor, at: datetime, **facts: bool) -> None:
    ledger.record(
        event,
        at=at,
        actor=actor.user_id,
        subject=f"contribution:{found.id}",
        facts={"workshop": found.workshop_id, **facts},
    )
