"""Reads for and of snapshots: the public rows that one is built from, and what was published.

Each function is one query, whatever the number of pledges. Nothing here reads a private row.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Subquery, case, func, select

from pledge_site.db import db
from pledge_site.domain.campaigns.models import Endorsement
from pledge_site.domain.commitments.models import Commitment
from pledge_site.domain.ledger.models import Entry
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.case_models import Translation
from pledge_site.domain.pledges.models import ClauseAnswer, Partner, Pledge, PledgeVersion
from pledge_site.domain.snapshots.models import Snapshot
from pledge_site.domain.texts.models import Clause, ClauseVersion, PledgeText, TextVersion

Rows = Sequence[Any]

# What can change a public page; nothing else makes a snapshot.
PUBLIC_EVENTS = frozenset(
    {
        "pledge.announced",
        "pledge.deposited",
        "pledge.held",
        "pledge.resumed",
        "pledge.withdrawn",
        "pledge.superseded",
        "campaign.created",
        "campaign.changed",
        "endorsements.imported",
        "text.published",
        "translation.published",
        "translation.taken_back",
        "partner.joined",
        "partner.left",
        "workshop.withdrawn",
        "workshop.consent_ended",
        "workshop.suppressed_again",
        "contribution.withdrawn",
        "contribution.translated",
        "partner_organisation.named",
        "partner_organisation.unnamed",
    }
)
# The newest versions of a pledge that a snapshot lists, whatever they are.
LISTED = 10
_SHOWN = workflow.PUBLIC - {workflow.SUPERSEDED}


def texts() -> Rows:
    """Return the published versions of texts: campaign_id, number, version_id; newest last."""
    return db.session.execute(
        select(PledgeText.campaign_id, TextVersion.number, TextVersion.id.label("version_id"))
        .join(TextVersion, TextVersion.text_id == PledgeText.id)
        .where(TextVersion.published_at.is_not(None))
        .order_by(TextVersion.number)
    ).all()


def clauses() -> Rows:
    """Return the clauses of published versions: version_id, key; in the order of the text."""
    return db.session.execute(
        select(ClauseVersion.text_version_id.label("version_id"), Clause.key)
        .join(Clause, Clause.id == ClauseVersion.clause_id)
        .order_by(ClauseVersion.text_version_id, ClauseVersion.position)
    ).all()


def versions() -> Rows:
    """Return the public versions of pledges, without their words; each pledge's oldest first.

    Of a pledge with very many, the newest, those that stand and those that changed its standing;
    `total` is how many it has. What is left out is in `earlier.py`.
    """
    version, known = PledgeVersion, _known_versions()
    return db.session.execute(
        select(
            Pledge.campaign_id,
            Pledge.id.label("pledge_id"),
            Pledge.kind,
            Pledge.state,
            Pledge.reference,
            version.id,
            func.coalesce(version.public_number, version.number).label("number"),
            version.standing,
            version.language,
            version.announced_at,
            version.deposited_at,
            version.ended_at,
            known.c.total,
        )
        .join(Pledge, Pledge.id == version.pledge_id)
        .join(known, known.c.id == version.id)
        .where(
            (known.c.place <= LISTED)
            | (version.standing != workflow.SUPERSEDED)
            | (version.announced_at < version.deposited_at)
            | known.c.kind_before.is_(None)
            | (known.c.kind_before != known.c.kind)
            | (known.c.standing_before != workflow.SUPERSEDED)
        )
        .order_by(Pledge.id, version.number)
    ).all()


def _known_versions() -> Subquery:
    """Return public versions with their place from the newest on, and what was before each."""
    version = PledgeVersion
    kind = case((version.deposited_at.is_not(None), workflow.DEPOSITED), else_=workflow.ANNOUNCED)
    order, pledge = version.number, version.pledge_id
    newest = func.row_number().over(partition_by=pledge, order_by=order.desc())
    standing_before = func.lag(version.standing).over(partition_by=pledge, order_by=order)
    return (
        select(
            version.id,
            newest.label("place"),
            func.count().over(partition_by=pledge).label("total"),
            kind.label("kind"),
            func.lag(kind).over(partition_by=pledge, order_by=order).label("kind_before"),
            standing_before.label("standing_before"),
        )
        .where(version.standing.in_(sorted(workflow.PUBLIC)))
        .subquery()
    )


def partners() -> Rows:
    """Return who joined a pledge in public: pledge_id, state, confirmed_at, left_at; by code."""
    return db.session.execute(
        select(Partner.pledge_id, Partner.state, Partner.confirmed_at, Partner.left_at)
        .join(Pledge, Pledge.id == Partner.pledge_id)
        .where(
            Partner.confirmed_at.is_not(None),
            Pledge.versions.any(PledgeVersion.standing.in_(sorted(workflow.PUBLIC))),
        )
        .order_by(Partner.pledge_id, Partner.state)
    ).all()


def verifications() -> tuple[dict[int, datetime], dict[int, datetime]]:
    """Return when each version was last put on hold, and when it was last resumed, by its id."""
    found: dict[str, dict[int, datetime]] = {"pledge.held": {}, "pledge.resumed": {}}
    rows = db.session.execute(
        select(Entry.event, Entry.facts, Entry.at)
        .where(Entry.event.in_(sorted(found)))
        .order_by(Entry.seq)
    )
    for row in rows:
        found[row.event][row.facts["version"]] = row.at
    return found["pledge.held"], found["pledge.resumed"]


def commitments() -> dict[int, int]:
    """Return how many commitments each shown version holds, by its id."""
    rows = db.session.execute(
        select(Commitment.version_id, func.count().label("total"))
        .join(PledgeVersion, PledgeVersion.id == Commitment.version_id)
        .where(PledgeVersion.standing.in_(sorted(_SHOWN)))
        .group_by(Commitment.version_id)
    )
    return {row.version_id: row.total for row in rows}


def translations() -> Rows:
    """Return the languages that shown versions can be read in besides their own, and since when."""
    moment = func.coalesce(Translation.approved_at, Translation.made_at).label("at")
    return db.session.execute(
        select(Translation.version_id, Translation.language, moment)
        .join(PledgeVersion, PledgeVersion.id == Translation.version_id)
        .where(
            PledgeVersion.standing.in_(sorted(_SHOWN)),
            Translation.language != PledgeVersion.language,
            (Translation.source == "state") | Translation.approved_at.is_not(None),
        )
        .order_by(Translation.version_id, Translation.language)
    ).all()


def answers() -> Rows:
    """Return what deposited versions answer: version_id, key, answer; by clause."""
    return db.session.execute(
        select(ClauseAnswer.version_id, Clause.key, ClauseAnswer.answer)
        .join(PledgeVersion, PledgeVersion.id == ClauseAnswer.version_id)
        .join(Clause, Clause.id == ClauseAnswer.clause_id)
        .where(PledgeVersion.standing == workflow.DEPOSITED)
        .order_by(Clause.key, ClauseAnswer.version_id)
    ).all()


def endorsements() -> Sequence[Endorsement]:
    """Return the endorsements of earlier campaigns, by State."""
    return db.session.scalars(select(Endorsement).order_by(Endorsement.state)).all()


def last_public_event(after: int) -> datetime | None:
    """Return when the last public event behind a position happened, or None: there is none."""
    return db.session.scalar(
        select(func.max(Entry.at)).where(Entry.seq > after, Entry.event.in_(sorted(PUBLIC_EVENTS)))
    )


def latest() -> Snapshot | None:
    """Return the snapshot that stands, or None before the first."""
    return db.session.scalar(select(Snapshot).order_by(Snapshot.number.desc()).limit(1))


def changes_after(number: int, *, limit: int = 200) -> Sequence[tuple[int, dict[str, Any]]]:
    """Return number and change of the snapshots behind a number, in order."""
    rows = db.session.execute(
        select(Snapshot.number, Snapshot.change)
        .where(Snapshot.number > number)
        .order_by(Snapshot.number)
        .limit(limit)
    )
    return [(row.number, row.change) for row in rows]


def newer_than(number: int) -> Row[Any] | None:
    """Return the newest snapshot behind a number: number, as_of, document, change, sha256."""
    return db.session.execute(
        select(Snapshot.number, Snapshot.as_of, Snapshot.document, Snapshot.change, Snapshot.sha256)
        .where(Snapshot.number > number)
        .order_by(Snapshot.number.desc())
        .limit(1)
    ).one_or_none()
