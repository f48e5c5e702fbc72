"""What an invitation says, and whether it may be said. No session, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pledge_site.domain.accounts.roles import FOCAL_POINT, ROLES, agree
from pledge_site.domain.states import roll
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES

_LONGEST = {"name": 120, "office": 160, "credentials": 200}


@dataclass(frozen=True, slots=True)
class Offer:
    """A role for someone at an address. `credentials` says where the State's letter is filed."""

    email: str
    role: str
    language: str
    name: str = ""
    office: str = ""
    state: str | None = None
    credentials: str | None = None
    ends_on: date | None = None


def normalise(email: str) -> str | None:
    """Bring an address to the one form it is kept in, or None if it can't be one."""
    # Heavy, and no page that is read needs it.
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(email.strip(), allow_smtputf8=False, check_deliverability=False)
    except EmailNotValidError:
        return None
    return found.normalized.lower() if len(found.normalized) <= 254 else None


def tidy(offer: Offer) -> Offer:
    """Clean the texts of an offer; a State is kept for a focal point alone."""
    return replace(
        offer,
        email=normalise(offer.email) or offer.email.strip(),
        name=text.clean(offer.name),
        office=text.clean(offer.office),
        state=offer.state or None,
        credentials=text.clean(offer.credentials or "") or None,
    )


def faults(offer: Offer, *, today: date, credentials_due: bool) -> dict[str, list[str]]:
    """Name what is wrong with a tidy offer, by field."""
    found: dict[str, list[str]] = {}
    if normalise(offer.email) is None:
        found["email"] = ["email.malformed"]
    if offer.role not in ROLES:
        found["role"] = ["choice.unknown"]
    if offer.language not in CODES:
        found["language"] = ["choice.unknown"]
    found |= _state_faults(offer, credentials_due)
    if offer.ends_on is not None and offer.ends_on < today:
        found["ends_on"] = ["date.past"]
    for field, longest in _LONGEST.items():
        wrong = text_fault(getattr(offer, field) or "", longest)
        if wrong:
            found[field] = [wrong]
    return found


def _state_faults(offer: Offer, credentials_due: bool) -> dict[str, list[str]]:
    if offer.role != FOCAL_POINT:
        return {} if offer.state is None else {"state": ["state.not_for_role"]}
    found: dict[str, list[str]] = {}
    if offer.state is None or not roll.exists(offer.state):
        found["state"] = ["state.needed"]
    if credentials_due and offer.credentials is None:
        found["credentials"] = ["credentials.needed"]
    return found


def text_fault(value: str, longest: int) -> str | None:
    """Name what is wrong with a line of text."""
    if "\n" in value:
        return "text.control"
    return text.fault(value) or ("text.too_long" if len(value) > longest else None)


def clash(held: Iterable[str], role: str) -> str | None:
    """Name what forbids adding a role to those a person holds."""
    roles = frozenset(held)
    if role in roles:
        return "role.already"
    return None if agree(roles, role) else "role.held"
