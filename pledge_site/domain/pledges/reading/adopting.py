"""Which published pledges adopt a clause as one version of the text words it. Reads alone."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import ClauseAnswer, PledgeVersion
from pledge_site.domain.texts.models import Clause, PledgeText, TextVersion

_ADOPTS = ("adopt", "adopt_with_statement")


class Worded(NamedTuple):
    """A clause as one version of a text words it."""

    key: str
    version: int


def adopting(campaign_id: int, version_ids: Collection[int]) -> dict[Worded, set[int]]:
    """Return which of some published versions of pledges adopt each clause, in one query.

    A State answers the version of the text that its pledge names, and no later one.
    """
    rows = db.session.execute(
        select(Clause.key, TextVersion.number, ClauseAnswer.version_id)
        .join(Clause, Clause.id == ClauseAnswer.clause_id)
        .join(PledgeText, PledgeText.id == Clause.text_id)
        .join(PledgeVersion, PledgeVersion.id == ClauseAnswer.version_id)
        .join(TextVersion, TextVersion.id == PledgeVersion.text_version_id)
        .where(
            PledgeText.campaign_id == campaign_id,
            ClauseAnswer.answer.in_(_ADOPTS),
            ClauseAnswer.version_id.in_(version_ids),
            PledgeVersion.standing.in_(sorted(workflow.PUBLIC)),
        )
    )
    found: dict[Worded, set[int]] = defaultdict(set)
    for key, number, version_id in rows:
        found[Worded(key, number)].add(version_id)
    return dict(found)
