"""Publishes a text that comes as a file, worded by adults; what drafters do is in `drafts.py`."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pledge_site.db import db
from pledge_site.domain import ledger
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.texts import publishing, queries
from pledge_site.domain.texts.models import Clause, ClauseVersion, PledgeText, TextVersion
from pledge_site.kernel import canonical, text
from pledge_site.kernel.languages import CODES
from pledge_site.kernel.refusals import Invalid, NotFound, Refused

_CLAUSE_KEY = re.compile(r"c[1-9][0-9]{0,2}")
_MOST_CLAUSES = 50


def publish(
    campaign_id: int, document: Mapping[str, Any], *, at: datetime, actor: int | None
) -> TextVersion:
    """Publish a text as the next version of a campaign's; its clauses keep their ids.

    Every clause says that adults wrote it, and why: `adults` of the clause or of the whole.

    :param document: as ``samples/global-pledge.json``: words in six languages.
    :raises Invalid: with the faults of each part, such as ``clauses.2.body.fr``.
    :raises Refused: ``text.demonstration``: the draft of the demonstration, in a real campaign.
    """
    campaign = db.session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFound()
    faults = _faults(document)
    if faults:
        raise Invalid(faults)
    if document.get("demonstration") and not campaign.demonstration:
        raise Refused("text.demonstration")
    parent = queries.of_campaign(campaign_id)
    if parent is None:
        parent = PledgeText(campaign_id=campaign_id)
        db.session.add(parent)
        db.session.flush()
    before = queries.current_version(campaign_id)
    version = TextVersion(
        text_id=parent.id,
        number=before.number + 1 if before else 1,
        reason=text.clean(document.get("reason", "")),
        drafted_in=document["drafted_in"],
        titles=_cleaned(document["title"]),
        preambles=_cleaned(document["preamble"]),
        published_at=at,
    )
    db.session.add(version)
    db.session.flush()
    _store_clauses(parent.id, version.id, document)
    publishing.set_first_statuses(version, at=at)
    ledger.record(
        "text.published",
        at=at,
        actor=actor,
        subject=f"text_version:{version.id}",
        facts={
            "campaign": campaign.slug,
            "number": version.number,
            "sha256": canonical.digest(dict(document)),
        },
    )
    return version


def _store_clauses(text_id: int, version_id: int, document: Mapping[str, Any]) -> None:
    known = {each.key: each for each in db.session.query(Clause).filter_by(text_id=text_id)}
    for position, part in enumerate(document["clauses"], start=1):
        clause = known.get(part["id"])
        if clause is None:
            clause = Clause(text_id=text_id, key=part["id"])
            db.session.add(clause)
            db.session.flush()
        db.session.add(
            ClauseVersion(
                text_version_id=version_id,
                clause_id=clause.id,
                position=position,
                headings=_cleaned(part["heading"]),
                bodies=_cleaned(part["body"]),
                adults_reasons=_cleaned(part.get("adults") or document["adults"]),
            )
        )
    db.session.flush()


def _faults(document: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if document.get("drafted_in") not in CODES:
        found["drafted_in"] = ["language.unknown"]
    for name in ("title", "preamble"):
        found |= _language_faults(name, document.get(name))
    clauses = document.get("clauses")
    if not isinstance(clauses, list) or not 1 <= len(clauses) <= _MOST_CLAUSES:
        return found | {"clauses": ["text.clause_count"]}
    keys = [str(part.get("id")) for part in clauses]
    for position, part in enumerate(clauses, start=1):
        key = keys[position - 1]
        if not _CLAUSE_KEY.fullmatch(key) or keys.count(key) > 1:
            found[f"clauses.{position}.id"] = ["text.clause_id"]
        for name in ("heading", "body"):
            found |= _language_faults(f"clauses.{position}.{name}", part.get(name))
        adults = part.get("adults") or document.get("adults")
        found |= _language_faults(f"clauses.{position}.adults", adults)
    return found


def _language_faults(name: str, values: Any) -> dict[str, list[str]]:
    if not isinstance(values, Mapping):
        return {name: ["required"]}
    found = {}
    for code in CODES:
        value = values.get(code)
        wrong = text.fault(value) if isinstance(value, str) and value.strip() else "required"
        if wrong:
            found[f"{name}.{code}"] = [wrong]
    return found


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    return {code: text.clean(values[code]) for code in CODES}
