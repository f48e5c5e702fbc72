"""Reads for the charts: what the commitments of published versions are tagged with."""

from collections.abc import Sequence

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion


def commitments(version_ids: Sequence[int]) -> list[tuple[str, list[str]]]:
    """Return the firmness and the capabilities of each commitment of these versions.

    :param version_ids: from a snapshot; one that is no longer public is left out.
    """
    rows = db.session.execute(
        select(Commitment.firmness, Commitment.capabilities)
        .join(PledgeVersion, PledgeVersion.id == Commitment.version_id)
        .where(
            Commitment.version_id.in_(version_ids),
            PledgeVersion.standing.in_(sorted(workflow.PUBLIC)),
        )
        .order_by(Commitment.version_id, Commitment.position)
    )
    return [(row.firmness, list(row.capabilities)) for row in rows]
