"""Makes contacts of States for tests."""

from typing import Any

from pledge_site.db import write
from pledge_site.domain.contacts import keeping
from tests.domain.pledges.making import NOW, person


def typed(state: str = "GHA", **values: Any) -> dict[str, str]:
    """Return what an administrator types of a contact."""
    return {
        "state": state, "office": "Permanent Mission", "phone": "+41 00 000 00 00",
        "email": f"mission.{state.lower()}@example.org", "language": "en",
    } | values  # fmt: skip


def proposed(state: str = "GHA", *, replaces: int | None = None, **values: Any) -> int:
    """Propose a contact, in a transaction of its own; return the id."""
    administrator = person("administrator")
    with write():
        return keeping.propose(
            typed(state, **values), actor=administrator, at=NOW, replaces=replaces
        ).id


def contact_of(state: str = "GHA", *, replaces: int | None = None, **values: Any) -> int:
    """Put a contact on record by two administrators; return the id."""
    contact_id = proposed(state, replaces=replaces, **values)
    settled(contact_id)
    return contact_id


def ended(contact_id: int) -> None:
    """Take a contact off the record by two administrators."""
    administrator = person("administrator")
    with write():
        keeping.propose_end(contact_id, actor=administrator, at=NOW)
    settled(contact_id)


def settled(contact_id: int, *, confirm: bool = True) -> None:
    """Settle what waits about a contact as one more administrator."""
    administrator = person("administrator")
    with write():
        keeping.settle(contact_id, confirm=confirm, actor=administrator, at=NOW)
