"""Makes joint pledges for tests: Ghana drafts, others are asked, confirm, join, leave."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges.document import content_hash
from pledge_site.domain.pledges.models import Partner, Pledge, PledgeVersion
from pledge_site.domain.pledges.partners import joint, partnership
from pledge_site.domain.pledges.reviewing import review, settlement
from pledge_site.domain.pledges.writing import drafting, submission
from pledge_site.kernel.refusals import Refused
from tests import making
from tests.domain.pledges.making import CHECKED, MESSAGE, NOW


def draft(ghana: Actor, *states: str, campaign: int | None = None, at: datetime = NOW) -> int:
    """Draft a joint pledge, all of it filled in, and ask some States; return the version's id."""
    with write():
        version_id = joint.begin(ghana, campaign or making.campaign_id(), at=at).id
    making.fill(ghana, version_id, key=f"letters/joint-{version_id}", at=at)
    ask(ghana, version_id, *states, at=at)
    return version_id


def ask(ghana: Actor, version_id: int, *states: str, at: datetime = NOW) -> None:
    """Ask some States to join."""
    with write():
        for state in states:
            joint.ask(ghana, version_id, state, at=at)


def pledge_of(version_id: int) -> Pledge:
    """Return the pledge of a version, read anew."""
    db.session.expire_all()
    return db.session.get_one(PledgeVersion, version_id).pledge


def confirm(partner: Actor, version_id: int, *, at: datetime = NOW) -> bool:
    """Read what is offered, and confirm it; say whether the word stands already."""
    pledge = pledge_of(version_id)
    pledge_id, mine = partnership.pledge_for(partner, pledge.id)
    seen = content_hash(partnership.offered(pledge_id, mine))
    with write():
        return partnership.confirm(partner, pledge.id, seen=seen, at=at)


def submit(ghana: Actor, version_id: int, *, at: datetime = NOW) -> None:
    """Submit it."""
    edit = making.version(ghana, version_id).edit
    with write():
        key = f"joint-{version_id}-{edit}-{at.timestamp()}"
        submission.submit(ghana, version_id, expected=edit, key=key, at=at)


def publish(
    version_id: int,
    *,
    by: tuple[Actor, Actor] | None = None,
    how: str = "deposit",
    at: datetime = NOW,
) -> None:
    """Check and publish what was submitted, by two reviewers."""
    first, second = by or (making.person("reviewer"), making.person("reviewer"))
    with write():
        review.check(first, version_id, answers=CHECKED, at=at)
    with write():
        getattr(review, how)(second, version_id, at=at)


def deposited(ghana: Actor, *partners: Actor, asked: tuple[str, ...] = ()) -> int:
    """Bring a joint pledge to *deposited*, confirmed by some partners; return the version's id."""
    states = [partner.state or "" for partner in partners]
    version_id = draft(ghana, *states, *asked)
    for partner in partners:
        confirm(partner, version_id)
    submit(ghana, version_id)
    publish(version_id)
    return version_id


def settle(
    state: str,
    version_id: int,
    *,
    by: Actor | None = None,
    at: datetime = NOW,
    refused: str | None = None,
) -> None:
    """Let a reviewer confirm what a partner has asked for, or refuse it with a reason."""
    waiting = partnership.waiting(pledge_of(version_id), state)
    assert waiting, f"{state} has asked for nothing"
    with write():
        reviewer = by or making.person("reviewer")
        settlement.settle(reviewer, waiting.id, confirm=refused is None, why=refused or "", at=at)


def leave(partner: Actor, version_id: int, *, by: Actor | None = None, at: datetime = NOW) -> None:
    """Leave a published pledge, with a reviewer's confirmation."""
    pledge_id = pledge_of(version_id).id
    with write():
        partnership.ask_to_leave(partner, pledge_id, reason="A new law.", at=at)
    settle(partner.state or "", version_id, by=by, at=at)


def amendment(ghana: Actor, version_id: int, *, at: datetime = NOW) -> int:
    """Begin a new version of a published joint pledge, with a letter of its own; return its id."""
    with write():
        made = joint.amend(ghana, version_id, reason="A new law.", at=at).id
    signed = {**making.INSTRUMENT, "letter": making.letter(key=f"letters/{made}")}
    edit = making.version(ghana, made).edit
    with write():
        drafting.save_instrument(ghana, made, expected=edit, at=at, values=signed)
    return made


def part(version_id: int, state: str) -> Partner:
    """Return a State's part in the pledge of a version."""
    return next(each for each in pledge_of(version_id).partners if each.state == state)


def refused(code: str, act: Callable[..., object], *args: object, **more: object) -> None:
    """Hold an act to being refused with a code."""
    with pytest.raises(Refused) as found, write():
        act(*args, **more)
    assert found.value.code == code


def rewrite(ghana: Actor, version_id: int, message: str) -> None:
    """Save another message."""
    edit = making.version(ghana, version_id).edit
    with write():
        drafting.save_message(
            ghana, version_id, expected=edit, at=NOW, values={**MESSAGE, "message": message}
        )
