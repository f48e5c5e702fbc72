"""Makes pledges that are cleared for their release: at a time, in the show, on a condition."""

from datetime import datetime, timedelta

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import clearing, conditional
from pledge_site.domain.pledges.releasing.conditions import Said
from pledge_site.domain.pledges.reviewing import review
from tests import making
from tests.domain.pledges.making import CHECKED, NOW

SOON = NOW + timedelta(hours=1)
IN_SHOW = clearing.Until(in_show=True)


def accepted(state: str, *, said: Said | None = None, checker: Actor | None = None) -> int:
    """Bring a pledge to *accepted*, with a condition if one is given; return the version's id."""
    actor = making.focal_point(state)
    version_id = making.submitted(state, by=actor)
    if said is not None:
        edit = making.version(actor, version_id).edit
        with write():
            conditional.save_condition(actor, version_id, said, expected=edit, at=NOW)
    with write():
        review.check(checker or making.person("reviewer"), version_id, answers=CHECKED, at=NOW)
    return version_id


def cleared(
    state: str,
    until: clearing.Until = IN_SHOW,
    *,
    said: Said | None = None,
    action: str = "deposit",
    by: Actor | None = None,
) -> int:
    """Bring a pledge to *accepted* and clear it; return the version's id."""
    version_id = accepted(state, said=said)
    with write():
        clearing.clear(by or making.person("reviewer"), version_id, action, until, at=NOW)
    return version_id


def at(moment: datetime) -> clearing.Until:
    """Wait for a moment."""
    return clearing.Until(moment)


def on(needed: int, *states: str, group: str = "") -> Said:
    """Depend on so many of some States, or of a group."""
    return Said(needed, group, states)


def version(version_id: int) -> PledgeVersion:
    """Read a version anew."""
    db.session.expire_all()
    return db.session.get_one(PledgeVersion, version_id)


def standings(*ids: int) -> list[str]:
    """Return how versions stand now."""
    return [version(each).standing for each in ids]
