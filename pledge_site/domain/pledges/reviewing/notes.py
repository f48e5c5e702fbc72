"""Internal notes of a case, by reviewers for reviewers: they never leave the secretariat."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import queries, versions, workflow
from pledge_site.domain.pledges.case_models import CaseNote
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.kernel.refusals import Invalid


def write(actor: Actor, version_id: int, body: str, *, at: datetime) -> CaseNote:
    """Add a note to a case; none is ever changed.

    :raises NotFound: the version is not in the secretariat's hands.
    :raises Invalid: nothing is written.
    """
    versions.require(actor, workflow.REVIEWER)
    version = queries.case(version_id)
    if not body:
        raise Invalid({"body": ["required"]})
    note = CaseNote(version_id=version.id, body=body, written_by=actor.user_id, written_at=at)
    db.session.add(note)
    db.session.flush()
    ledger.record(
        "case.noted",
        at=at,
        actor=actor.user_id,
        subject=f"pledge:{version.pledge_id}",
        facts={"state": version.pledge.state, "version": version.id, "note": note.id},
    )
    return note


def of(version: PledgeVersion) -> Sequence[CaseNote]:
    """Return the notes on all versions of a pledge, the newest first: an amendment has a past."""
    return db.session.scalars(
        select(CaseNote)
        .where(CaseNote.version_id.in_([each.id for each in version.pledge.versions]))
        .order_by(CaseNote.id.desc())
    ).all()
