"""Reads of what published versions say first: their message, and which clauses they adopt.

For the board, which shows a sentence of many pledges at once. Whole versions are in `published.py`.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import load_only, selectinload

from pledge_site.db import db
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import ClauseAnswer, PledgeVersion
from pledge_site.domain.pledges.writing import translations
from pledge_site.domain.texts.models import Clause

_ADOPTED = ("adopt", "adopt_with_statement")


class Words(NamedTuple):
    """A message in one language. `source` says who translated it; empty: the State's own words."""

    language: str
    message: str
    source: str = ""


def messages(version_ids: Collection[int]) -> dict[int, list[Words]]:
    """Return the messages of published versions, by their id, in two queries; the State's first."""
    rows = db.session.scalars(
        select(PledgeVersion)
        .where(
            PledgeVersion.id.in_(version_ids), PledgeVersion.standing.in_(sorted(workflow.PUBLIC))
        )
        .options(
            load_only(PledgeVersion.language, PledgeVersion.message),
            selectinload(PledgeVersion.translations),
        )
    )
    return {
        row.id: [
            Words(row.language, row.message),
            *(
                Words(each["language"], each["message"], each["source"])
                for each in translations.public(row)
            ),
        ]
        for row in rows
    }


def adopted(version_ids: Collection[int]) -> dict[int, set[str]]:
    """Return the keys of the clauses that published versions adopt, by their id, in one query."""
    rows = db.session.execute(
        select(ClauseAnswer.version_id, Clause.key)
        .join(Clause, Clause.id == ClauseAnswer.clause_id)
        .join(PledgeVersion, PledgeVersion.id == ClauseAnswer.version_id)
        .where(
            ClauseAnswer.version_id.in_(version_ids),
            ClauseAnswer.answer.in_(_ADOPTED),
            PledgeVersion.standing.in_(sorted(workflow.PUBLIC)),
        )
    )
    found: dict[int, set[str]] = defaultdict(set)
    for version_id, key in rows:
        found[version_id].add(key)
    return found
