"""What drafters say to each other about a draft: it never leaves their desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.accounts.actors import Actor, only
from pledge_site.domain.accounts.roles import DRAFTER
from pledge_site.domain.texts import drafts
from pledge_site.domain.texts.drafting_models import DraftingComment
from pledge_site.domain.texts.models import ClauseVersion
from pledge_site.kernel import text
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

LONGEST = 2_000


def say(
    actor: Actor, draft_id: int, body: str, *, clause_version_id: int | None = None, at: datetime
) -> DraftingComment:
    """Say something about a draft, or about one of its clauses.

    :raises Invalid: `body`.
    """
    draft = drafts.get(actor, draft_id)
    words = text.clean(body)
    wrong = "required" if not words else text.fault(words)
    if wrong is None and len(words) > LONGEST:
        wrong = "text.too_long"
    if wrong:
        raise Invalid({"body": [wrong]})
    made = DraftingComment(
        text_version_id=draft.id,
        clause_id=_clause_id(draft.id, clause_version_id),
        body=words,
        written_by=actor.user_id,
        written_at=at,
    )
    db.session.add(made)
    db.session.flush()
    _note("comment.written", made, actor, at)
    return made


def settle(actor: Actor, comment_id: int, *, at: datetime) -> DraftingComment:
    """Settle a comment; it stays to be read.

    :raises Refused: ``comment.settled``: someone has already.
    """
    only(actor, DRAFTER)
    found = db.session.get(DraftingComment, comment_id, with_for_update=True)
    if found is None:
        raise NotFound()
    drafts.get(actor, found.text_version_id)
    if found.settled_at is not None:
        raise Refused("comment.settled")
    found.settled_by, found.settled_at = actor.user_id, at
    db.session.flush()
    _note("comment.settled", found, actor, at)
    return found


def of_draft(actor: Actor, draft_id: int) -> Sequence[DraftingComment]:
    """Return what was said about a draft: what is open first, each the newest first."""
    only(actor, DRAFTER)
    return db.session.scalars(
        select(DraftingComment)
        .where(DraftingComment.text_version_id == draft_id)
        .order_by(DraftingComment.settled_at.is_not(None), DraftingComment.id.desc())
    ).all()


def _clause_id(draft_id: int, clause_version_id: int | None) -> int | None:
    if clause_version_id is None:
        return None
    found = db.session.get(ClauseVersion, clause_version_id)
    if found is None or found.text_version_id != draft_id:
        raise NotFound()
    return found.clause_id


def _note(event: str, found: DraftingComment, actor: Actor, at: datetime) -> None:
    ledger.record(
        event,
        at=at,
        actor=actor.user_id,
        subject=f"comment:{found.id}",
        facts={"text_version": found.text_version_id},
    )
