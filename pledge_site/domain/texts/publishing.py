"""Publishes a draft as a version that never changes again; nothing may be missing (`finality`)."""

from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.texts import drafts, finality, queries, rounds
from pledge_site.domain.texts.drafting_models import TextTranslation
from pledge_site.domain.texts.models import TextVersion
from pledge_site.domain.workshops import fates
from pledge_site.kernel import canonical
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

STATUSES = ("unreviewed", "reviewed", "authentic")


def publish(actor: Actor, draft_id: int, *, at: datetime) -> TextVersion:
    """Publish a draft: another drafter than who began it, and nothing missing.

    :raises Refused: ``text.same_person``; ``text.gaps`` with their number.
    """
    draft = drafts.get(actor, draft_id)
    if draft.started_by == actor.user_id:
        raise Refused("text.same_person")
    if missing := finality.gaps(draft):
        raise Refused("text.gaps", count=len(missing))
    draft.published_at = at
    set_first_statuses(draft, at=at)
    rounds.close(draft.text.campaign_id, actor.user_id, at=at)
    fates.tell(draft.text.campaign_id)
    db.session.flush()
    campaign = db.session.get_one(Campaign, draft.text.campaign_id)
    ledger.record(
        "text.published",
        at=at,
        actor=actor.user_id,
        subject=f"text_version:{draft.id}",
        facts={
            "campaign": campaign.slug,
            "number": draft.number,
            "sha256": canonical.digest(content(draft)),
        },
    )
    return draft


def review(actor: Actor, version_id: int, language: str, status: str, *, at: datetime) -> None:
    """Say how far the words in a language are to be trusted, before or after publication.

    Who began the draft doesn't review its translations. The language of drafting is authentic.

    :raises Refused: ``text.same_person``, ``text.authentic``.
    """
    only(actor, DRAFTER)
    version = db.session.get(TextVersion, version_id)
    if version is None:
        raise NotFound()
    if language not in CODES or status not in STATUSES:
        raise Invalid({"status": ["choice.unknown"]})
    if language == version.drafted_in:
        raise Refused("text.authentic")
    if version.started_by == actor.user_id:
        raise Refused("text.same_person")
    set_status(version.id, language, status, actor.user_id, at=at)
    ledger.record(
        "text.translation_reviewed",
        at=at,
        actor=actor.user_id,
        subject=f"text_version:{version.id}",
        facts={"language": language, "status": status},
    )


def statuses(version_id: int) -> dict[str, str]:
    """Return the status of each language of a version that has one."""
    rows = db.session.scalars(
        select(TextTranslation).where(TextTranslation.text_version_id == version_id)
    )
    return {row.language: row.status for row in rows}


def set_first_statuses(version: TextVersion, *, at: datetime) -> None:
    """Give each language that nobody has looked at its status: authentic where it was drafted."""
    known = statuses(version.id)
    for code in CODES:
        if code not in known:
            status = "authentic" if code == version.drafted_in else "unreviewed"
            set_status(version.id, code, status, None, at=at)


def set_status(
    version_id: int, language: str, status: str, by: int | None, *, at: datetime
) -> None:
    """Note the status of a language of a version."""
    row = db.session.get(TextTranslation, (version_id, language))
    if row is None:
        row = TextTranslation(text_version_id=version_id, language=language)
        db.session.add(row)
    row.status, row.changed_by, row.changed_at = status, by, at
    db.session.flush()


def content(version: TextVersion) -> dict[str, object]:
    """Return the words of a version as data, whose hash stands in the ledger."""
    return {
        "number": version.number,
        "drafted_in": version.drafted_in,
        "title": version.titles,
        "preamble": version.preambles,
        "clauses": [
            {"id": each.clause.key, **{part: getattr(each, part) for part in drafts.PARTS}}
            for each in queries.clauses(version.id)
        ],
    }
