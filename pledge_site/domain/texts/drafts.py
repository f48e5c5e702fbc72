"""What drafters do with a draft, a text version not published yet: begin, word and arrange it.

A draft begins with the words and the links of the version before. `publishing.py` ends it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER
from pledge_site.domain.texts import markup, queries
from pledge_site.domain.texts.models import Clause, ClauseVersion, PledgeText, TextVersion
from pledge_site.domain.workshops import fates
from pledge_site.domain.workshops.models import ContributionLink
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale

_MOST_CLAUSES = 50
_LONGEST = 4_000
# The parts of a clause that are worded per language.
PARTS = ("headings", "bodies", "child_bodies", "adults_reasons")


def of_campaign(campaign_id: int) -> TextVersion | None:
    """Return the draft of a campaign's text, if there is one."""
    return db.session.scalar(
        select(TextVersion)
        .join(PledgeText)
        .where(PledgeText.campaign_id == campaign_id, TextVersion.published_at.is_(None))
    )


def begin(
    actor: Actor, campaign_id: int, *, at: datetime, reason: str, drafted_in: str = "en"
) -> TextVersion:
    """Begin the next version of a campaign's text.

    :param drafted_in: the language of drafting; of a later version it is that of the first.
    :raises Refused: ``text.draft_there``.
    """
    only(actor, DRAFTER)
    if of_campaign(campaign_id) is not None:
        raise Refused("text.draft_there")
    if not reason.strip():
        raise Invalid({"reason": ["required"]})
    if drafted_in not in CODES:
        raise Invalid({"drafted_in": ["language.unknown"]})
    parent = queries.of_campaign(campaign_id)
    if parent is None:
        parent = PledgeText(campaign_id=campaign_id)
        db.session.add(parent)
        db.session.flush()
    before = queries.current_version(campaign_id)
    made = TextVersion(
        text_id=parent.id,
        number=before.number + 1 if before else 1,
        reason=text.clean(reason),
        drafted_in=before.drafted_in if before else drafted_in,
        titles=dict(before.titles) if before else {},
        preambles=dict(before.preambles) if before else {},
        published_at=None,
        started_by=actor.user_id,
        started_at=at,
    )
    db.session.add(made)
    db.session.flush()
    for clause in queries.clauses(before.id) if before else ():
        _carry(clause, made)
    _note("text.draft_begun", made, actor, at)
    return made


def save_head(
    actor: Actor,
    draft_id: int,
    titles: Mapping[str, str],
    preambles: Mapping[str, str],
    *,
    expected: int,
    at: datetime,
) -> TextVersion:
    """Save the title and the preamble, by language.

    :raises Stale: someone saved in between; `current` is the draft as it stands.
    """
    draft = get(actor, draft_id)
    if draft.revision != expected:
        raise Stale("text.stale", current=draft)
    faults = _faults({"titles": titles, "preambles": preambles})
    if faults:
        raise Invalid(faults)
    draft.titles, draft.preambles = _cleaned(titles), _cleaned(preambles)
    draft.revision += 1
    _note("text.draft_saved", draft, actor, at)
    return draft


def save_clause(
    actor: Actor,
    clause_version_id: int,
    values: Mapping[str, Mapping[str, str]],
    *,
    expected: int,
    at: datetime,
) -> ClauseVersion:
    """Save a clause's words; links to spans that are gone become links to the clause.

    :param values: by part (`PARTS`), then by language; a part that isn't there stays.
    :raises Stale: someone saved in between; `current` is the clause as it stands.
    """
    found = clause_of_draft(actor, clause_version_id)
    if found.revision != expected:
        raise Stale("text.stale", current=found)
    given = {part: values[part] for part in PARTS if part in values}
    if faults := _faults(given):
        raise Invalid(faults)
    for part, words in given.items():
        setattr(found, part, _cleaned(words))
    found.revision += 1
    db.session.flush()
    fates.loosen(found)
    _note("text.draft_saved", found.text_version, actor, at, clause=found.clause.key)
    return found


def add_clause(actor: Actor, draft_id: int, *, at: datetime) -> ClauseVersion:
    """Add an empty clause at the end; its key is the next that the text has never used.

    :raises Refused: ``text.clause_count``.
    """
    draft = get(actor, draft_id)
    clauses = queries.clauses(draft.id)
    if len(clauses) >= _MOST_CLAUSES:
        raise Refused("text.clause_count")
    keys = db.session.scalars(select(Clause.key).where(Clause.text_id == draft.text_id))
    number = max((int(key[1:]) for key in keys), default=0) + 1
    clause = Clause(text_id=draft.text_id, key=f"c{number}")
    made = ClauseVersion(
        text_version_id=draft.id,
        clause=clause,
        position=len(clauses) + 1,
        headings={},
        bodies={},
    )
    db.session.add(made)
    db.session.flush()
    _note("text.draft_saved", draft, actor, at, clause=clause.key)
    return made


def remove_clause(actor: Actor, clause_version_id: int, *, at: datetime) -> None:
    """Take a clause out of the draft; what went into it has to find another fate.

    :raises Refused: ``text.clause_linked``: contributions are linked to it still.
    """
    found = clause_of_draft(actor, clause_version_id)
    draft = found.text_version
    linked = select(func.count()).where(ContributionLink.clause_version_id == found.id)
    if db.session.scalar(linked):
        raise Refused("text.clause_linked")
    key = found.clause.key
    db.session.delete(found)
    db.session.flush()
    arrange(draft, [each.id for each in queries.clauses(draft.id)])
    _note("text.draft_saved", draft, actor, at, clause=key)


def move_clause(actor: Actor, clause_version_id: int, step: int, *, at: datetime) -> None:
    """Move a clause up (-1) or down (1) by one place; at the end it stays."""
    found = clause_of_draft(actor, clause_version_id)
    order = [each.id for each in queries.clauses(found.text_version_id)]
    place = order.index(found.id)
    other = min(max(place + step, 0), len(order) - 1)
    order[place], order[other] = order[other], order[place]
    arrange(found.text_version, order)
    _note("text.draft_saved", found.text_version, actor, at, clause=found.clause.key)


def arrange(draft: TextVersion, order: list[int]) -> None:
    """Set the clauses of a draft in the order of some ids."""
    clauses = {each.id: each for each in queries.clauses(draft.id)}
    # Past all places first: no two may share one on the way.
    for offset in (len(order) + _MOST_CLAUSES, 0):
        for position, clause_version_id in enumerate(order, start=1):
            clauses[clause_version_id].position = position + offset
        db.session.flush()


def get(actor: Actor, draft_id: int) -> TextVersion:
    """Return a draft; a published version never changes."""
    only(actor, DRAFTER)
    found = db.session.get(TextVersion, draft_id, with_for_update=True)
    if found is None or found.published_at is not None:
        raise NotFound()
    return found


def clause_of_draft(actor: Actor, clause_version_id: int) -> ClauseVersion:
    """Return a clause of a draft, locked with it."""
    found = db.session.get(ClauseVersion, clause_version_id)
    if found is None:
        raise NotFound()
    get(actor, found.text_version_id)
    return found


def _carry(before: ClauseVersion, draft: TextVersion) -> None:
    made = ClauseVersion(
        text_version=draft,
        clause=before.clause,
        position=before.position,
        **{part: dict(getattr(before, part)) for part in PARTS},
    )
    db.session.add(made)
    db.session.flush()
    fates.follow(before, made)


def _faults(parts: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part, words in parts.items():
        for code, value in words.items():
            wrong = "language.unknown" if code not in CODES else text.fault(value)
            if wrong is None and part == "bodies":
                wrong = markup.fault(value)
            if wrong is None and len(value) > _LONGEST:
                wrong = "text.too_long"
            if wrong:
                found[f"{part}.{code}"] = [wrong]
    return found


def _cleaned(words: Mapping[str, str]) -> dict[str, str]:
    return {code: text.clean(value) for code, value in words.items() if value.strip()}


def _note(event: str, draft: TextVersion, actor: Actor, at: datetime, **facts: Any) -> None:
    ledger.record(
        event,
        at=at,
        actor=actor.user_id,
        subject=f"text_version:{draft.id}",
        facts={"number": draft.number, **facts},
    )
