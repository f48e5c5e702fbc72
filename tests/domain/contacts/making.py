"""Makes contacts of States for tests."""

from typing import Any

from pledge_site.db import write
from pledge_site.domain.contacts import service
from tests.domain.pledges.making import NOW, person


def contact_of(state: str = "GHA", **values: Any) -> int:
    """Put a contact on record, in a transaction of its own; return the id."""
    typed = {
        "state": state, "office": "Permanent Mission", "phone": "+41 00 000 00 00",
        "email": f"mission.{state.lower()}@example.org", "language": "en",
    } | values  # fmt: skip
    administrator = person("administrator")
    with write():
        return service.add(typed, actor=administrator, at=NOW).id
