"""Reads for the translators: which published words lack a language, and one of them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from pledge_site.db import db
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.case_models import Translation
from pledge_site.domain.pledges.models import Pledge, PledgeVersion
from pledge_site.domain.pledges.reviewing import translating
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import NotFound


def live() -> Sequence[PledgeVersion]:
    """Return the public versions that say something, the longest published first."""
    return db.session.scalars(
        select(PledgeVersion)
        .where(
            PledgeVersion.standing.in_(sorted(workflow.LIVE)),
            (PledgeVersion.message != "") | (PledgeVersion.child_readable != ""),
        )
        .order_by(
            func.coalesce(PledgeVersion.deposited_at, PledgeVersion.announced_at), PledgeVersion.id
        )
        .options(
            joinedload(PledgeVersion.pledge, innerjoin=True).joinedload(
                Pledge.campaign, innerjoin=True
            ),
            selectinload(PledgeVersion.translations),
        )
    ).all()


def version(version_id: int, language: str) -> PledgeVersion:
    """Return a public version that can be translated into a language.

    :raises NotFound: it is not public, or the language is not another one of the six.
    """
    found = db.session.get(PledgeVersion, version_id)
    if found is None or not translating.is_open(found):
        raise NotFound()
    if language not in CODES or language == found.language:
        raise NotFound()
    return found


def earlier(version: PledgeVersion, language: str) -> Translation | None:
    """Return the translation of the same words in an earlier version, or None."""
    for other in reversed(version.pledge.versions):
        same = all(getattr(other, field) == getattr(version, field) for field in translating.FIELDS)
        if other.number < version.number and other.standing in workflow.PUBLIC and same:
            return translating.find(other, language)
    return None
