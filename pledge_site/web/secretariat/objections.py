"""What the offices of a State objected to a version, as a reviewer reads it: who, when, why."""

from datetime import datetime
from typing import NamedTuple

from pledge_site.domain.contacts import queries
from pledge_site.domain.pledges.models import PledgeVersion


class Objected(NamedTuple):
    """One objection: `settled` once two reviewers have ended the verification that it caused."""

    office: str
    phone: str
    reason: str
    at: datetime
    settled: bool


def of(version: PledgeVersion) -> list[Objected]:
    """Return the objections to a version, the newest first."""
    found = queries.objections(version.id)
    if not found:
        return []
    rounds = queries.round_of(version)
    return [
        Objected(
            contact.office, contact.phone, each.reason, each.made_at, settled=each.round < rounds
        )
        for each in reversed(found)
        if (contact := queries.today(each.contact_id) or queries.contact(each.contact_id))
    ]
