"""What a reviewer finds out before saying that an instrument is checked: five questions, one each.

The questions in words are the desk's. Other words of the State need other answers: any edit and any
submission empties the list; what had been answered stays in the ledger.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import versions, workflow
from pledge_site.domain.pledges.case_models import CaseCheck
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel.refusals import Invalid

ITEMS = ("in_office", "called_back", "reference", "signed", "words")
ANSWERS = ("yes", "no", "not_needed")
# Who speaks for a State has to be known, whatever the document is.
ALWAYS_NEEDED = frozenset({"in_office", "called_back"})


def choices(item: str) -> tuple[str, ...]:
    """Return the answers that a question takes."""
    return ANSWERS[:2] if item in ALWAYS_NEEDED else ANSWERS


def answer(
    actor: Actor, version_id: int, answers: Mapping[str, str], *, expected: int | None = None,
    at: datetime,
) -> None:  # fmt: skip
    """Keep what was found so far; a question left open keeps the answer that it has.

    :raises Invalid: an unknown question, or an answer that it doesn't take.
    :raises Refused: ``pledge.four_eyes``, ``pledge.not_now``, ``role.missing``.
    """
    versions.require(actor, workflow.REVIEWER)
    version = versions.locked(version_id)
    workflow.step(version.standing, "check")
    versions.apart(actor, version)
    if expected is not None:
        versions.expect(version, expected)
    record(version, actor, answers, at=at)


def record(
    version: PledgeVersion, actor: Actor, answers: Mapping[str, str], *, at: datetime
) -> None:
    """Write down the answers that are new or another than before, one entry each.

    :raises Invalid: an unknown question, or an answer that it doesn't take.
    """
    given = {item: said for item, said in answers.items() if said}
    wrong = [item for item, said in given.items() if item not in ITEMS or said not in choices(item)]
    if wrong:
        raise Invalid({item: ["choice"] for item in wrong})
    before = of(version.id)
    for item, said in given.items():
        row = before.get(item)
        if row is not None and row.answer == said:
            continue
        if row is None:
            row = CaseCheck(version_id=version.id, item=item)
            db.session.add(row)
        row.answer, row.answered_by, row.answered_at = said, actor.user_id, at
        db.session.flush()
        ledger.record(
            "case.answered",
            at=at,
            actor=actor.user_id,
            subject=f"pledge:{version.pledge_id}",
            facts={
                "state": version.pledge.state,
                "version": version.id,
                "item": item,
                "answer": said,
            },
        )


def of(version_id: int) -> dict[str, CaseCheck]:
    """Return the answers of a version by question, in the order of the questions."""
    rows = {
        row.item: row
        for row in db.session.scalars(select(CaseCheck).where(CaseCheck.version_id == version_id))
    }
    return {item: rows[item] for item in ITEMS if item in rows}


def settled(version: PledgeVersion) -> None:
    """Hold the check of an instrument to a list that is whole and good.

    :raises Invalid: by question: ``checklist.open``, or ``checklist.no`` where the answer is no.
    """
    found = of(version.id)
    faults = {item: ["checklist.open"] for item in ITEMS if item not in found}
    faults |= {item: ["checklist.no"] for item, row in found.items() if row.answer == "no"}
    if faults:
        raise Invalid({item: faults[item] for item in ITEMS if item in faults})


def forget(version: PledgeVersion) -> None:
    """Empty the list: the words are no longer those that the answers were about."""
    db.session.execute(delete(CaseCheck).where(CaseCheck.version_id == version.id))
