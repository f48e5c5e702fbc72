"""Brings a sheet of endorsements in: all of it or nothing. How a sheet is read is in `sheet.py`."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.campaigns import queries
from pledge_site.domain.campaigns.models import Campaign, Endorsement
from pledge_site.domain.campaigns.sheet import Fault, Row, Sheet, read
from pledge_site.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were new and how many stood here already, word for word."""

    new: int
    same: int
    sha256: str


class BadSheet(Refused):
    """The sheet has faults, all of them in `faults` by line; nothing was brought in."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("import.bad_sheet", count=len(faults))
        self.faults = sorted(faults, key=lambda fault: fault.line)


def load(data: bytes, *, at: datetime, actor: int | None, dry_run: bool = False) -> Outcome:
    """Bring a sheet in; the same sheet again changes nothing and leaves no entry in the ledger.

    :raises BadSheet: with every fault and its line.
    """
    sheet = read(data, today=at.date())
    campaigns = {each.slug: each for each in queries.everything()}
    _hold_against_campaigns(sheet, campaigns)
    new = _hold_against_stored(sheet, campaigns)
    if sheet.faults:
        raise BadSheet(sheet.faults)
    sha256 = hashlib.sha256(data).hexdigest()
    if new and not dry_run:
        _store(new, campaigns)
        for slug, count in sorted(Counter(row.campaign for row in new).items()):
            ledger.record(
                "endorsements.imported",
                at=at,
                actor=actor,
                subject=f"campaign:{campaigns[slug].id}",
                facts={"campaign": slug, "count": count, "sha256": sha256},
            )
    return Outcome(new=len(new), same=len(sheet.rows) - len(new), sha256=sha256)


def _hold_against_campaigns(sheet: Sheet, campaigns: dict[str, Campaign]) -> None:
    for row in sheet.rows:
        campaign = campaigns.get(row.campaign)
        if campaign is None:
            sheet.blame(row.line, "import.unknown_campaign", campaign=row.campaign)
        elif campaign.kind != "endorsement":
            sheet.blame(row.line, "import.pledge_campaign", campaign=row.campaign)


def _hold_against_stored(sheet: Sheet, campaigns: dict[str, Campaign]) -> list[Row]:
    """Return the rows that are not here yet; blame those that say something else than what is."""
    stored = {
        (slug, each.state): each
        for slug, campaign in campaigns.items()
        for each in queries.endorsements(campaign.id)
    }
    new = []
    for row in sheet.rows:
        there = stored.get((row.campaign, row.state))
        if there is None:
            new.append(row)
            continue
        differs = [
            column
            for column, mine, theirs in (
                ("standing", row.standing, there.standing),
                ("date", row.on, there.on),
                ("title", row.title, there.title),
                ("source", row.source, there.source),
            )
            if mine != theirs
        ]
        if differs:
            sheet.blame(row.line, "import.contradicts", state=row.state, columns=", ".join(differs))
    return new


def _store(rows: list[Row], campaigns: dict[str, Campaign]) -> None:
    db.session.add_all(
        Endorsement(
            campaign_id=campaigns[row.campaign].id,
            state=row.state,
            standing=row.standing,
            on=row.on,
            title=row.title,
            source=row.source,
        )
        for row in rows
    )
    db.session.flush()
