"""Makes a published register for tests of pages: rows as they stand, without the workflow."""

import json
from datetime import date, timedelta
from typing import Any

from pledge_site.db import db, write
from pledge_site.domain import ledger
from pledge_site.domain.accounts.models import User
from pledge_site.domain.campaigns import seeds
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.commitments.models import FIELDS, Commitment
from pledge_site.domain.pledges import entries
from pledge_site.domain.pledges.models import ClauseAnswer, Pledge, PledgeVersion
from pledge_site.domain.press.models import KitBuild
from pledge_site.domain.snapshots import service as snapshots
from pledge_site.domain.texts import service as texts
from pledge_site.domain.texts.models import TextVersion
from pledge_site.jobs.search import SEARCH
from pledge_site.jobs.worker import drain
from pledge_site.kernel import clock
from pledge_site.settings import ROOT
from pledge_site.web.edge.current import refresh

_DOMAIN = ROOT / "pledge_site" / "domain"
TEXT: dict[str, Any] = json.loads((_DOMAIN / "texts/samples/global-pledge.json").read_text())
PLEDGES: list[dict[str, Any]] = json.loads((_DOMAIN / "demonstration/pledges.json").read_text())[
    "pledges"
]


def register(most: int = 1000) -> None:
    """Fill the database with the demonstration's pledges, as published, and take a snapshot."""
    now = clock.now()
    with write():
        campaign = seeds.plant(True, at=now)
        version = texts.publish(campaign.id, TEXT, at=now, actor=None)
        someone = User(
            email="someone@example.org",
            name="Someone",
            language="en",
            password_hash="none",
            uniquifier="someone",
            created_at=now,
        )
        db.session.add(someone)
        db.session.flush()
        for given in PLEDGES[:most]:
            _publish(campaign, version, given, someone.id)
        snapshots.publish(now)
    drain([SEARCH])
    refresh()


def amend(state: str, *, message: str, drop_commitments: int = 0) -> None:
    """Publish a second version of a State's pledge, which differs in its message."""
    now = clock.now()
    with write():
        pledge = db.session.query(Pledge).filter_by(state=state).one()
        first = pledge.versions[0]
        given = next(each for each in PLEDGES if each["state"] == state)
        shorter = given["commitments"][drop_commitments:] or given["commitments"]
        given = {**given, "message": message, "commitments": shorter, "days_ago": 0}
        first.standing = "superseded"
        first.ended_at = now
        second = _version(first.text_version, given, first.created_by, number=2)
        second.amendment_reason = "The new budget allows more."
        pledge.versions.append(second)
        db.session.flush()
        announce()
    drain([SEARCH])
    refresh()


def publish_rest(first: int) -> None:
    """Publish the pledges that `register` left out, from a place in the list on."""
    with write():
        campaign = db.session.query(Campaign).filter_by(current=True).one()
        version = db.session.query(TextVersion).one()
        by = db.session.query(User).one().id
        for given in PLEDGES[first:]:
            _publish(campaign, version, given, by)
        announce()
    drain([SEARCH])
    refresh()


def announce() -> None:
    """Take a snapshot of what has changed, as the worker does on a public event."""
    ledger.record(
        "pledge.superseded", at=clock.now(), actor=None, subject="pledge_version:0", facts={}
    )
    snapshots.publish(clock.now())


def _publish(campaign: Campaign, text: TextVersion, given: dict[str, Any], by: int) -> None:
    pledge = Pledge(
        campaign_id=campaign.id, state=given["state"], reference=f"GP-SID27-{given['state']}"
    )
    pledge.versions.append(_version(text, given, by, number=1))
    db.session.add(pledge)
    db.session.flush()


def _version(text: TextVersion, given: dict[str, Any], by: int, *, number: int) -> PledgeVersion:
    at = clock.now() - timedelta(days=given.get("days_ago", 0), minutes=given.get("minutes_ago", 0))
    standing = given["standing"]
    paper = given["instrument"]
    made = PledgeVersion(
        number=number,
        public_number=number,
        standing=standing,
        text_version_id=text.id,
        created_at=at,
        created_by=by,
        language=given["language"],
        message=given["message"],
        child_readable=given["child_readable"],
        withdrawal_reason=given.get("reason", "") if standing == "withdrawn" else "",
        instrument_kind=paper["kind"],
        instrument_reference=paper["reference"],
        instrument_on=at.date(),
        instrument_place=paper["place"],
        signatory_name=paper["signatory"],
        signatory_office=paper["office"],
        announced_at=at,
        deposited_at=None if standing == "announced" else at,
        ended_at=at if standing == "withdrawn" else None,
        salt="0" * 32,
        content_hash="0" * 64,
    )
    clauses = {each.clause.key: each.clause_id for each in text.clauses}
    made.answers = [
        ClauseAnswer(
            clause_id=clauses[key], answer=answer, statement=given["statements"].get(key, "")
        )
        for key, answer in given["answers"].items()
    ]
    made.commitments = [
        Commitment(position=place, **_typed(each))
        for place, each in enumerate(given["commitments"], 1)
    ]
    return made


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in given.items()
        if name in FIELDS
    }


def kit() -> None:
    """Note a press kit as built from the snapshot that stands; there is no file behind it."""
    files = [
        {"name": name, "path": path, "size": 2048, "sha256": "0" * 64}
        for name, path in (
            ("figures.csv", "figures.csv"),
            ("en-map.svg", "en/map.svg"),
            ("fr-map.svg", "fr/map.svg"),
        )
    ]
    with write():
        db.session.add(
            KitBuild(
                kit="sid-2027",
                snapshot_number=1,
                built_at=clock.now(),
                key="kits/one.zip",
                size=3_000_000,
                sha256="0" * 64,
                files=files,
            )
        )


def hold(state: str) -> None:
    """Put a State's pledge under verification, as a reviewer does."""
    with write():
        version = db.session.query(Pledge).filter_by(state=state).one().versions[-1]
        version.held_from, version.standing = version.standing, "on_hold"
        entries.record("pledge.held", version, None, at=clock.now())
        snapshots.publish(clock.now())
    refresh()


def resume(state: str) -> None:
    """Let a State's pledge stand again, as two reviewers do."""
    with write():
        version = db.session.query(Pledge).filter_by(state=state).one().versions[-1]
        version.standing, version.held_from = str(version.held_from), None
        entries.record("pledge.resumed", version, None, at=clock.now())
        snapshots.publish(clock.now())
    refresh()
