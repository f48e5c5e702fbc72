"""The contacts of the demonstration: offices that are told, and whose number is called back.

Their addresses are of a host that takes no mail, their numbers of nobody.
"""

from datetime import datetime

from pledge_site.domain.accounts.actors import Actor
from pledge_site.domain.contacts import keeping
from pledge_site.domain.demonstration.people import HOST

OFFICES = (("GHA", "en"), ("MEX", "es"))


def put_on_record(one: Actor, another: Actor, *, at: datetime) -> None:
    """Put each on record, as two administrators do."""
    for state, language in OFFICES:
        values = {
            "state": state,
            "office": f"Permanent Mission {state} (demonstration)",
            "email": f"office.{state.lower()}@{HOST}",
            "phone": "000 0000",
            "language": language,
        }
        made = keeping.propose(values, actor=one, at=at)
        keeping.settle(made.id, confirm=True, actor=another, at=at)
