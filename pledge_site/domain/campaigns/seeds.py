"""The campaigns that every database starts with, and the endorsements of Bogotá: all real."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pledge_site.domain.campaigns import importer, queries, service
from pledge_site.domain.campaigns.calendar import safer_internet_day
from pledge_site.domain.campaigns.models import Campaign

CURRENT = "sid-2027"
EARLIER = "bogota-2024"
ENDORSEMENTS = Path(__file__).parent / "samples" / f"{EARLIER}.csv"
_WORDS = Path(__file__).with_name("seeds.json")
_HOPED_FOR = 100


def plant(demonstration: bool, *, at: datetime) -> Campaign:
    """Lay out a database: its kind, both campaigns, the endorsements; what is there already stays.

    :return: the current campaign.
    :raises Refused: ``installation.other_side``.
    """
    service.prepare(demonstration, at=at)
    words = json.loads(_WORDS.read_text(encoding="utf-8"))
    for new in (_earlier(words[EARLIER]), _current(words[CURRENT], demonstration)):
        if queries.by_slug(new.slug) is None:
            service.create(new, at=at, actor=None)
    importer.load(ENDORSEMENTS.read_bytes(), at=at, actor=None)
    found = queries.by_slug(CURRENT)
    if found is None:
        raise LookupError(CURRENT)
    return found


def _current(words: dict[str, Any], demonstration: bool) -> service.NewCampaign:
    return service.NewCampaign(
        slug=CURRENT,
        kind="pledge",
        reference_stem="SID27",
        event_on=safer_internet_day(2027),
        target=_HOPED_FOR,
        demonstration=demonstration,
        current=True,
        **words,
    )


def _earlier(words: dict[str, Any]) -> service.NewCampaign:
    return service.NewCampaign(
        slug=EARLIER, kind="endorsement", event_on=date(2024, 11, 8), **words
    )
