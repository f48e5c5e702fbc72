"""Reads for colouring the map by a clause or by what commitments are about: one query each."""

from collections.abc import Iterable

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.pledges.models import ClauseAnswer
from pledge_site.domain.texts.models import Clause

_COLUMNS = {
    "outcome": Commitment.outcomes,
    "capability": Commitment.capabilities,
    "domain": Commitment.domains,
}


def answers(clause: str, versions: Iterable[int]) -> dict[int, str]:
    """Return what each of the versions answers to a clause, by the version's id."""
    rows = db.session.execute(
        select(ClauseAnswer.version_id, ClauseAnswer.answer)
        .join(Clause, Clause.id == ClauseAnswer.clause_id)
        .where(Clause.key == clause, ClauseAnswer.version_id.in_(sorted(set(versions))))
    )
    return {row.version_id: row.answer for row in rows}


def tagged(kind: str, code: str, versions: Iterable[int]) -> dict[int, str]:
    """Return which of the versions have a commitment with a tag, by the version's id."""
    rows = db.session.execute(
        select(Commitment.version_id, _COLUMNS[kind].label("tags")).where(
            Commitment.version_id.in_(sorted(set(versions)))
        )
    )
    return {row.version_id: code for row in rows if code in row.tags}
