"""Makes groups and what they said, as tests need them, straight as rows."""

from datetime import date
from typing import Any

from pledge_site.db import db
from pledge_site.domain.campaigns import queries as campaigns
from pledge_site.domain.workshops.models import Contribution, Workshop
from pledge_site.kernel import ids
from tests.domain.pledges.making import NOW


def workshop(recorded_by: int, **given: Any) -> Workshop:
    """Add a group of Ghana that consents to everything; call it in a write transaction."""
    current = campaigns.current()
    assert current, "lay out a campaign first: campaign()"
    made = Workshop(
        **{
            "key": ids.public_id(),
            "campaign_id": current.id,
            "country": "GHA",
            "month": "2026-09",
            "language": "en",
            "age_band": "13-15",
            "size_band": "10-19",
            "method": "discussion",
            "origin": "page",
            "recorded_by": recorded_by,
            "recorded_at": NOW,
            "attested_at": NOW,
            "may_website": True,
            "may_press": True,
            "may_read_aloud": True,
            "may_translate": True,
            "consent_until": date(2029, 2, 9),
            "receipt_hash": ids.public_id(),
            "withdrawal_hash": ids.public_id(),
            **given,
        }
    )
    db.session.add(made)
    db.session.flush()
    return made


def contribution(group: Workshop, words: str = "Ask us first.", **given: Any) -> Contribution:
    """Add something that a group said, let pass as it is."""
    made = Contribution(
        **{
            "key": ids.public_id(),
            "workshop_id": group.id,
            "position": len(group.contributions) + 1,
            "kind": "sentence",
            "language": group.language,
            "raw_words": words,
            "words": words,
            "standing": "cleared",
            "checked_by": group.recorded_by,
            "checked_at": NOW,
            **given,
        }
    )
    db.session.add(made)
    db.session.flush()
    return made
