"""The roles, which of them two administrators must give, and which go together. No table here."""

from datetime import date, datetime

from pledge_site.kernel.languages import N_

FOCAL_POINT = "focal_point"
FACILITATOR = "facilitator"
DRAFTER = "drafter"
REVIEWER = "reviewer"
TRANSLATOR = "translator"
PRESS_OFFICER = "press_officer"
SAFEGUARDING_OFFICER = "safeguarding_officer"
ADMINISTRATOR = "administrator"

# Role to the words for it, in the order that forms show.
ROLES: dict[str, str] = {
    FOCAL_POINT: N_("Focal point of a State"),
    FACILITATOR: N_("Facilitator"),
    DRAFTER: N_("Drafter"),
    REVIEWER: N_("Reviewer"),
    TRANSLATOR: N_("Translator"),
    PRESS_OFFICER: N_("Press officer"),
    SAFEGUARDING_OFFICER: N_("Safeguarding officer"),
    ADMINISTRATOR: N_("Administrator"),
}

# One person who could give these alone could be all four eyes, or read what children told of harm.
# The database holds it as well for all but the last.
NEEDS_SECOND: frozenset[str] = frozenset(
    {REVIEWER, ADMINISTRATOR, FOCAL_POINT, SAFEGUARDING_OFFICER}
)

# Whose session is short: they publish, or decide who may.
PRIVILEGED: frozenset[str] = frozenset({REVIEWER, ADMINISTRATOR, SAFEGUARDING_OFFICER})


def agree(held: frozenset[str], wanted: str) -> bool:
    """Say whether a role may be added to those held: a focal point holds no other."""
    if wanted == FOCAL_POINT:
        return held <= {FOCAL_POINT}
    return FOCAL_POINT not in held


def lasts(until: date | None, ended_at: datetime | None, now: datetime) -> bool:
    """Say whether a grant holds at a moment; its last day (UTC) counts in full."""
    return ended_at is None and (until is None or now.date() <= until)
