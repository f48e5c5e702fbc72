"""The one table: which role has which permission. Whose object it is: see `predicates.py`."""

from pledge_site.access.permissions import Permission
from pledge_site.domain.accounts import roles as r

# Everybody who is signed in.
EVERYBODY: frozenset[Permission] = frozenset({Permission.ACCOUNT_OWN})

POLICY: dict[str, frozenset[Permission]] = {
    r.FOCAL_POINT: frozenset({Permission.PLEDGE_DRAFT, Permission.LETTER_VIEW}),
    r.FACILITATOR: frozenset({Permission.WORKSHOP_RECORD}),
    r.DRAFTER: frozenset(
        {Permission.SECRETARIAT_ENTER, Permission.TEXT_DRAFT, Permission.WORDS_CHECK}
    ),
    r.REVIEWER: frozenset(
        {
            Permission.SECRETARIAT_ENTER,
            Permission.PLEDGE_REVIEW,
            Permission.LETTER_VIEW,
            Permission.TRANSLATION_MANAGE,
            Permission.LEDGER_READ,
        }
    ),
    r.TRANSLATOR: frozenset({Permission.SECRETARIAT_ENTER, Permission.TRANSLATION_MANAGE}),
    r.PRESS_OFFICER: frozenset({Permission.SECRETARIAT_ENTER, Permission.PRESS_MANAGE}),
    r.SAFEGUARDING_OFFICER: frozenset(
        {Permission.SECRETARIAT_ENTER, Permission.WORDS_CHECK, Permission.SAFEGUARDING}
    ),
    r.ADMINISTRATOR: frozenset(
        {
            Permission.SECRETARIAT_ENTER,
            Permission.PEOPLE_MANAGE,
            Permission.CAMPAIGN_MANAGE,
            Permission.SWITCHES_TURN,
            Permission.AUDIT_EXPORT,
            # What no officer has taken in time; see domain/workshops/disclosures.py.
            Permission.SAFEGUARDING,
            Permission.LEDGER_READ,
        }
    ),
}
