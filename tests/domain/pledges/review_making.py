"""One reviewer's decisions, by name: taken, or tried and undone."""

from pledge_site.db import db, write
from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.pledges import workflow
from pledge_site.domain.pledges.models import PledgeVersion
from pledge_site.domain.pledges.releasing import clearing, readiness
from pledge_site.domain.pledges.reviewing import review
from pledge_site.kernel.refusals import Refused
from tests.domain.pledges.histories import LATER
from tests.domain.pledges.making import CHECKED

# Every (standing, action) in a reviewer's hands.
REVIEWED = [
    (standing, action)
    for (standing, action), step in workflow.TRANSITIONS.items()
    if step.by == workflow.REVIEWER and standing != workflow.NONE
]


def call(actor: Actor, version_id: int, action: str, expected: int | None = None) -> None:
    """Call the service of a decision, inside a transaction of the caller's."""
    known = {"expected": expected, "at": LATER}
    if action in ("decline", "resume"):
        review.propose(actor, version_id, action, reason="A reason", **known)
    elif action == "ask_changes":
        review.ask_changes(actor, version_id, {"message": "Why?"}, **known)
    elif action == "hold":
        review.hold(actor, version_id, reason="A doubt", **known)
    elif action == "clear":
        version = db.session.get_one(PledgeVersion, version_id)
        how = "deposit" if readiness.has_letter(version) else "announce"
        clearing.clear(actor, version_id, how, clearing.Until(in_show=True), **known)
    elif action == "recall":
        clearing.recall(actor, version_id, **known)
    elif action == "check":
        review.check(actor, version_id, answers=CHECKED, **known)
    else:
        getattr(review, action)(actor, version_id, **known)


def decide(actor: Actor, version_id: int, action: str, expected: int | None = None) -> None:
    """Take a decision."""
    with write():
        call(actor, version_id, action, expected)


def code_of(actor: Actor, version_id: int, action: str) -> str | None:
    """Return the code with which a decision is refused, None when it is taken; and undo it."""
    try:
        with write():
            call(actor, version_id, action)
            db.session.rollback()
    except Refused as refusal:
        return refusal.code
    return None
