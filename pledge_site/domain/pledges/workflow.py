"""How a pledge moves: one table, looked up and never branched around. Pure.

The standing belongs to a version of a pledge. `docs/workflow.md` is printed from this table.
"""

from typing import NamedTuple

from pledge_site.kernel.refusals import Refused

NONE = "none"
DRAFT, SUBMITTED, CHANGES_ASKED, ACCEPTED = "draft", "submitted", "changes_asked", "accepted"
ANNOUNCED, DEPOSITED, ON_HOLD = "announced", "deposited", "on_hold"
WITHDRAWN, DECLINED, CANCELLED, SUPERSEDED = "withdrawn", "declined", "cancelled", "superseded"

STANDINGS = (
    DRAFT, SUBMITTED, CHANGES_ASKED, ACCEPTED, ANNOUNCED, DEPOSITED, ON_HOLD,
    WITHDRAWN, DECLINED, CANCELLED, SUPERSEDED,
)  # fmt: skip
OPEN = frozenset({DRAFT, SUBMITTED, CHANGES_ASKED, ACCEPTED})
LIVE = frozenset({ANNOUNCED, DEPOSITED, ON_HOLD})
PUBLIC = LIVE | {WITHDRAWN, SUPERSEDED}

FOCAL_POINT, REVIEWER, PROGRAM = "focal_point", "reviewer", "program"
# At its time and when its condition is met by the program, in the ceremony by a reviewer.
REVIEWER_OR_PROGRAM = "reviewer_or_program"
# Where two steps lead: what was before the hold; what the second reviewer decided at the clearing.
AS_IT_WAS, AS_CLEARED = "as_it_was", "as_cleared"


class Step(NamedTuple):
    """What an action does: the standing after it, its event, who takes it, who must confirm it."""

    to: str
    event: str
    by: str
    confirmed_by: str | None = None


TRANSITIONS: dict[tuple[str, str], Step] = {
    (NONE, "draft"): Step(DRAFT, "pledge.drafted", FOCAL_POINT),
    (DRAFT, "submit"): Step(SUBMITTED, "pledge.submitted", FOCAL_POINT),
    (CHANGES_ASKED, "submit"): Step(SUBMITTED, "pledge.submitted", FOCAL_POINT),
    (DRAFT, "edit"): Step(DRAFT, "pledge.edited", FOCAL_POINT),
    (CHANGES_ASKED, "edit"): Step(CHANGES_ASKED, "pledge.edited", FOCAL_POINT),
    (SUBMITTED, "edit"): Step(SUBMITTED, "pledge.edited", FOCAL_POINT),
    # Any edit after the check resets it.
    (ACCEPTED, "edit"): Step(SUBMITTED, "pledge.edited", FOCAL_POINT),
    # The signed letter that follows a public statement; it is published by the deposit.
    (ANNOUNCED, "send_letter"): Step(ANNOUNCED, "pledge.letter_sent", FOCAL_POINT),
    (SUBMITTED, "ask_changes"): Step(CHANGES_ASKED, "pledge.changes_asked", REVIEWER),
    (SUBMITTED, "check"): Step(ACCEPTED, "pledge.checked", REVIEWER),
    (ACCEPTED, "announce"): Step(ANNOUNCED, "pledge.announced", REVIEWER),
    (ACCEPTED, "deposit"): Step(DEPOSITED, "pledge.deposited", REVIEWER),
    # The second decision, taken before the moment has come; it can be taken back by one hand.
    (ACCEPTED, "clear"): Step(ACCEPTED, "pledge.cleared", REVIEWER),
    (ACCEPTED, "recall"): Step(ACCEPTED, "pledge.recalled", REVIEWER),
    (ACCEPTED, "release"): Step(AS_CLEARED, AS_CLEARED, REVIEWER_OR_PROGRAM),
    (ANNOUNCED, "deposit"): Step(DEPOSITED, "pledge.deposited", REVIEWER),
    (SUBMITTED, "decline"): Step(DECLINED, "pledge.declined", REVIEWER, REVIEWER),
    (ACCEPTED, "decline"): Step(DECLINED, "pledge.declined", REVIEWER, REVIEWER),
    (DRAFT, "cancel"): Step(CANCELLED, "pledge.cancelled", FOCAL_POINT),
    (SUBMITTED, "cancel"): Step(CANCELLED, "pledge.cancelled", FOCAL_POINT),
    (CHANGES_ASKED, "cancel"): Step(CANCELLED, "pledge.cancelled", FOCAL_POINT),
    (ACCEPTED, "cancel"): Step(CANCELLED, "pledge.cancelled", FOCAL_POINT),
    (ANNOUNCED, "hold"): Step(ON_HOLD, "pledge.held", REVIEWER),
    (DEPOSITED, "hold"): Step(ON_HOLD, "pledge.held", REVIEWER),
    (ON_HOLD, "resume"): Step(AS_IT_WAS, "pledge.resumed", REVIEWER, REVIEWER),
    (ANNOUNCED, "withdraw"): Step(WITHDRAWN, "pledge.withdrawn", FOCAL_POINT, REVIEWER),
    (DEPOSITED, "withdraw"): Step(WITHDRAWN, "pledge.withdrawn", FOCAL_POINT, REVIEWER),
    (ON_HOLD, "withdraw"): Step(WITHDRAWN, "pledge.withdrawn", FOCAL_POINT, REVIEWER),
    (ANNOUNCED, "supersede"): Step(SUPERSEDED, "pledge.superseded", PROGRAM),
    (DEPOSITED, "supersede"): Step(SUPERSEDED, "pledge.superseded", PROGRAM),
    (NONE, "record_statement"): Step(ANNOUNCED, "pledge.announced", REVIEWER, REVIEWER),
}


def step(standing: str, action: str) -> Step:
    """Look an action up.

    :raises Refused: ``pledge.not_now``: the table has no such step from this standing.
    """
    found = TRANSITIONS.get((standing, action))
    if found is None:
        raise Refused("pledge.not_now", standing=standing, action=action)
    return found


def resolved(standing: str, action: str, decided: str | None) -> Step:
    """Look an action up; a release is the step that was decided at the clearing.

    :raises Refused: ``pledge.not_now``; ``release.not_cleared``.
    """
    found = step(standing, action)
    if found.to != AS_CLEARED:
        return found
    if decided is None:
        raise Refused("release.not_cleared")
    return step(standing, decided)


def actions(standing: str, by: str) -> tuple[str, ...]:
    """Return what someone may do from a standing, in the order of the table."""
    return tuple(a for (s, a), found in TRANSITIONS.items() if s == standing and found.by == by)


def strongest(standings: list[str]) -> str | None:
    """Return the strongest among the standings of a State's pledges, or None."""
    order = (DEPOSITED, ANNOUNCED, ON_HOLD, WITHDRAWN)
    return next((standing for standing in order if standing in standings), None)
