"""What a focal point does before submitting: begin, save each part, attach the letter.

Each function is one thing a person does; none commits. Values come cleaned from the edge.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql, sqlite

from pledge_site.db import db
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.commitments.models import FIELDS, Commitment
from pledge_site.domain.pledges import completeness, versions, workflow
from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS, content_hash
from pledge_site.domain.pledges.models import ClauseAnswer, Pledge, PledgeVersion
from pledge_site.domain.pledges.partners import joining
from pledge_site.domain.pledges.reviewing import checklist
from pledge_site.domain.pledges.writing import letters, translations
from pledge_site.domain.texts.queries import current_version
from pledge_site.kernel import ids
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

# An amendment starts from the words of the live version; it needs a letter of its own.
_COPIED = ("language", "message", "child_readable")


def pledge_of(campaign_id: int, state: str) -> Pledge:
    """Return a State's own pledge in a campaign, locked; it is made when it is not there."""
    insert: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
    dialect = db.session.get_bind().dialect.name
    db.session.execute(
        insert[dialect](Pledge)
        .values(campaign_id=campaign_id, state=state)
        .on_conflict_do_nothing(
            index_elements=["campaign_id", "state"], index_where=text("kind = 'own'")
        )
    )
    return db.session.scalars(
        select(Pledge)
        .where(Pledge.campaign_id == campaign_id, Pledge.state == state, Pledge.kind == "own")
        .with_for_update()
    ).one()


def begin(actor: Actor, campaign_id: int, *, at: datetime, reason: str = "") -> PledgeVersion:
    """Return the State's open version, begun if there is none; an amendment copies the live one.

    :raises Refused: ``text.none``: the campaign has no text to answer yet.
    :raises Invalid: an amendment without its reason.
    """
    versions.require(actor, workflow.FOCAL_POINT)
    if current_version(campaign_id) is None or actor.state is None:
        raise Refused("text.none")
    pledge = pledge_of(campaign_id, actor.state)
    if (version := versions.open_version(pledge)) is not None:
        return version
    live = versions.live_version(pledge)
    if live is not None and not reason:
        raise Invalid({"reason": ["required"]})
    if live is not None and live.standing == workflow.ON_HOLD:
        raise Refused("pledge.not_now", standing=live.standing, action="amend")
    return add_version(pledge, actor, at=at, reason=reason)


def add_version(pledge: Pledge, actor: Actor, *, at: datetime, reason: str = "") -> PledgeVersion:
    """Begin a version of a locked pledge that has none on its way, from the words that are public.

    :raises Refused: ``text.none``.
    """
    live, text_version = versions.live_version(pledge), current_version(pledge.campaign_id)
    if text_version is None:
        raise Refused("text.none")
    version = PledgeVersion(
        pledge=pledge,
        number=len(pledge.versions) + 1,
        standing=workflow.DRAFT,
        text_version_id=text_version.id,
        created_at=at,
        created_by=actor.user_id,
        language=actor.language,
        amendment_reason=reason,
        salt=ids.public_id(),
    )
    db.session.add(version)
    db.session.flush()
    if live is not None:
        _copy(live, version)
    versions.advance(version, "draft", actor, at=at, before=workflow.NONE)
    return version


def _copy(live: PledgeVersion, version: PledgeVersion) -> None:
    for field in _COPIED:
        setattr(version, field, getattr(live, field))
    translations.copy_own(live, version)
    known = set(versions.clause_ids(version).values())
    version.answers = [
        ClauseAnswer(clause_id=row.clause_id, answer=row.answer, statement=row.statement)
        for row in live.answers
        if row.clause_id in known
    ]
    version.commitments = [
        Commitment(position=row.position, **{field: getattr(row, field) for field in FIELDS})
        for row in live.commitments
    ]


def open_part(actor: Actor, version_id: int, expected: int) -> PledgeVersion:
    """Return an own version to be edited, locked.

    :raises Stale: somebody saved in between.
    """
    version = versions.owned(actor, version_id)
    workflow.step(version.standing, "edit")
    joining.hold_still(version)
    versions.expect(version, expected)
    return version


def save_part(version: PledgeVersion, actor: Actor, at: datetime, part: str) -> PledgeVersion:
    """Count the edit, undo a check that it makes void, and record it."""
    version.edit += 1
    versions.took_part(version, actor, at)
    facts: dict[str, Any] = {"part": part, "edit": version.edit}
    if version.standing in (workflow.SUBMITTED, workflow.ACCEPTED):
        db.session.flush()
        db.session.expire(version, ["letters"])
        if found := completeness.faults(version, frozenset(versions.clause_ids(version))):
            raise Invalid(found)
        version.checked_by = version.checked_at = None
        checklist.forget(version)
        version.content_hash = facts["content"] = content_hash(version)
    versions.advance(version, "edit", actor, at=at, **facts)
    joining.forget_other_words(version, at=at)
    return version


def save_message(
    actor: Actor, version_id: int, *, expected: int, at: datetime, values: Mapping[str, str]
) -> PledgeVersion:
    """Save what is given: ``language``, ``message``, ``child_readable``, an amendment's ``reason``.

    :raises Stale: somebody saved in between.
    """
    version = open_part(actor, version_id, expected)
    for field in _COPIED:
        if field in values:
            setattr(version, field, values[field])
    if completeness.amends(version) and "reason" in values:
        version.amendment_reason = values["reason"]
    return save_part(version, actor, at, "message" if "message" in values else "child_readable")


def save_answers(
    actor: Actor,
    version_id: int,
    *,
    expected: int,
    at: datetime,
    answers: Mapping[str, tuple[str, str]],
) -> PledgeVersion:
    """Save the answers: clause key to (answer, statement). A clause left out is unanswered.

    :raises Invalid: an unknown clause or answer.
    """
    version = open_part(actor, version_id, expected)
    clauses = versions.clause_ids(version)
    unknown = [k for k, (a, _) in answers.items() if k not in clauses or a not in ANSWERS]
    if unknown:
        raise Invalid({key: ["choice"] for key in unknown})
    standing = {row.clause_id: row for row in version.answers}
    kept = []
    for key, (answer, statement) in answers.items():
        row = standing.get(clauses[key]) or ClauseAnswer(clause_id=clauses[key])
        row.answer = answer
        row.statement = statement if answer == "adopt_with_statement" else ""
        kept.append(row)
    version.answers = kept
    return save_part(version, actor, at, "answers")


def save_commitment(
    actor: Actor,
    version_id: int,
    position: int | None,
    *,
    expected: int,
    at: datetime,
    values: Mapping[str, Any],
) -> PledgeVersion:
    """Save one commitment by its position, or add one when the position is None.

    :raises Refused: ``commitments.too_many`` above twenty.
    :raises NotFound: no commitment has that position.
    """
    version = open_part(actor, version_id, expected)
    if position is None:
        if len(version.commitments) >= completeness.MOST_COMMITMENTS:
            raise Refused("commitments.too_many", most=completeness.MOST_COMMITMENTS)
        last = max((row.position for row in version.commitments), default=0)
        row = Commitment(position=last + 1)
        version.commitments.append(row)
    else:
        row = _commitment(version, position)
    for field in FIELDS:
        if field in values:
            setattr(row, field, values[field])
    return save_part(version, actor, at, "commitments")


def remove_commitment(
    actor: Actor, version_id: int, position: int, *, expected: int, at: datetime
) -> PledgeVersion:
    """Take one commitment out.

    :raises NotFound: no commitment has that position.
    """
    version = open_part(actor, version_id, expected)
    version.commitments.remove(_commitment(version, position))
    return save_part(version, actor, at, "commitments")


def _commitment(version: PledgeVersion, position: int) -> Commitment:
    for row in version.commitments:
        if row.position == position:
            return row
    raise NotFound()


def save_instrument(
    actor: Actor, version_id: int, *, expected: int, at: datetime, values: Mapping[str, Any]
) -> PledgeVersion:
    """Save the instrument by `document.INSTRUMENT_FIELDS`; ``letter`` is a `LetterFile`."""
    version = open_part(actor, version_id, expected)
    for field in INSTRUMENT_FIELDS:
        if field in values:
            name = field if field.startswith("sign") else f"instrument_{field}"
            setattr(version, name, values[field])
    if values.get("letter") is not None:
        letters.attach(version, values["letter"], actor, at, for_deposit=False)
    return save_part(version, actor, at, "instrument")
