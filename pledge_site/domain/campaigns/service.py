"""What people do with campaigns: lay a database out, create a campaign, change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.campaigns import queries
from pledge_site.domain.campaigns.models import KINDS, Campaign, Installation
from pledge_site.kernel import text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused, Stale

_LONGEST_TITLE = 120
_EARLIEST = date(2000, 1, 1)
_LATEST = date(2100, 1, 1)
_MOST_STATES = 195
CHANGEABLE = ("titles", "event_names", "event_on", "target")


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What a campaign starts with. Titles and event names are per language, all six."""

    slug: str
    kind: str
    titles: Mapping[str, str]
    event_names: Mapping[str, str]
    event_on: date
    target: int | None = None
    reference_stem: str = ""
    demonstration: bool = False
    current: bool = False


def prepare(demonstration: bool, *, at: datetime) -> Installation:
    """Say what this database is, once and for all; saying the same again is fine.

    :raises Refused: ``installation.other_side``: it is the other kind already.
    """
    found = queries.installation()
    if found is None:
        found = Installation(id=1, demonstration=demonstration, created_at=at)
        db.session.add(found)
        db.session.flush()
    if found.demonstration != demonstration:
        raise Refused("installation.other_side", demonstration=found.demonstration)
    return found


def create(new: NewCampaign, *, at: datetime, actor: int | None) -> Campaign:
    """Open a campaign; a current one takes the place of the one before.

    :raises Invalid: with the faults of each field.
    :raises Refused: ``campaign.exists``; ``campaign.other_side``: a demonstration in a real
        database, or invited pledges that claim to be real in a demonstration.
    """
    faults = faults_of({name: getattr(new, name) for name in CHANGEABLE})
    if new.kind not in KINDS:
        faults["kind"] = ["campaign.kind"]
    if faults:
        raise Invalid(faults)
    if queries.by_slug(new.slug):
        raise Refused("campaign.exists", slug=new.slug)
    side = queries.installation()
    real_pledges = new.kind == "pledge" and not new.demonstration
    if side is None or (real_pledges if side.demonstration else new.demonstration):
        raise Refused("campaign.other_side")
    if new.current:
        for before in queries.everything():
            before.current = False
    campaign = Campaign(
        slug=new.slug,
        kind=new.kind,
        reference_stem=new.reference_stem,
        demonstration=new.demonstration,
        current=new.current,
        **_cleaned({name: getattr(new, name) for name in CHANGEABLE}),
    )
    db.session.add(campaign)
    db.session.flush()
    _record("campaign.created", campaign, at=at, actor=actor)
    return campaign


def change(
    campaign_id: int, values: Mapping[str, Any], *, expected: int, at: datetime, actor: int | None
) -> Campaign:
    """Change titles, event names, the day of the event or the number of States hoped for.

    :param values: any of `CHANGEABLE`; what is missing stays. The same values change nothing.
    :raises Stale: ``campaign.stale``: someone else saved since `expected` was read.
    :raises Invalid: with the faults of each field.
    """
    campaign = db.session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFound()
    if campaign.edit != expected:
        raise Stale("campaign.stale", current=campaign)
    wanted = {name: values.get(name, getattr(campaign, name)) for name in CHANGEABLE}
    faults = faults_of(wanted)
    if faults:
        raise Invalid(faults)
    wanted = _cleaned(wanted)
    if all(getattr(campaign, name) == value for name, value in wanted.items()):
        return campaign
    for name, value in wanted.items():
        setattr(campaign, name, value)
    campaign.edit += 1
    db.session.flush()
    _record("campaign.changed", campaign, at=at, actor=actor)
    return campaign


def _record(event: str, campaign: Campaign, *, at: datetime, actor: int | None) -> None:
    ledger.record(
        event,
        at=at,
        actor=actor,
        subject=f"campaign:{campaign.id}",
        facts={
            "campaign": campaign.slug,
            "event_on": campaign.event_on.isoformat(),
            "target": campaign.target,
        },
    )


def faults_of(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what is wrong with the values of `CHANGEABLE`, by field: ``titles.fr``, ``target``."""
    found: dict[str, list[str]] = {}
    for name in ("titles", "event_names"):
        for code in CODES:
            fault = _title_fault(values[name].get(code, ""))
            if fault:
                found.setdefault(f"{name}.{code}", []).append(fault)
    if not _EARLIEST <= values["event_on"] <= _LATEST:
        found["event_on"] = ["campaign.event_out_of_range"]
    target = values["target"]
    if target is not None and not 1 <= target <= _MOST_STATES:
        found["target"] = ["campaign.target_out_of_range"]
    return found


def _title_fault(value: str) -> str | None:
    cleaned = text.clean(value)
    if not cleaned:
        return "required"
    if len(cleaned) > _LONGEST_TITLE:
        return "text.too_long"
    return text.fault(cleaned)


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {code: text.clean(value[code]) for code in CODES}
        if name in ("titles", "event_names")
        else value
        for name, value in values.items()
    }
