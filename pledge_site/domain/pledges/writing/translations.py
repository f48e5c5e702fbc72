"""A State's words in other languages: which a reader is shown, and how each is marked. Pure.

How they are written and approved is in `translating.py`.
"""

from collections.abc import Iterator
from typing import Any

from pledge_site.domain.pledges.case_models import Translation
from pledge_site.domain.pledges.models import PledgeVersion

STATE, SECRETARIAT = "state", "secretariat"


def own(version: PledgeVersion) -> Iterator[Translation]:
    """Go through the translations that the State made itself, by language."""
    rows: list[Translation] = version.translations
    return (row for row in rows if row.source == STATE and row.language != version.language)


def shown(version: PledgeVersion) -> Iterator[Translation]:
    """Go through what a reader may see: the State's own, and what is approved."""
    rows: list[Translation] = version.translations
    return (
        row
        for row in rows
        if row.language != version.language and (row.source == STATE or row.approved_at is not None)
    )


def content(version: PledgeVersion) -> list[dict[str, Any]]:
    """Return the State's own translations as its document holds them: what its hash covers."""
    return [
        {"language": row.language, "message": row.message, "child_readable": row.child_readable}
        for row in own(version)
    ]


def public(version: PledgeVersion) -> list[dict[str, Any]]:
    """Return what a reader may see, each with its ``source``: ``state`` or ``secretariat``."""
    return [
        {
            "language": row.language,
            "source": row.source,
            "message": row.message,
            "child_readable": row.child_readable,
        }
        for row in shown(version)
    ]


def copy_own(live: PledgeVersion, version: PledgeVersion) -> None:
    """Let an amendment start from the State's translations of the version that stands."""
    version.translations = [
        Translation(
            language=row.language,
            message=row.message,
            child_readable=row.child_readable,
            source=STATE,
            made_by=row.made_by,
            made_at=row.made_at,
        )
        for row in own(live)
    ]
