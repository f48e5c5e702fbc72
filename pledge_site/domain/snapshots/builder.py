"""Builds the document of a snapshot from what is public now. What is asked is in `queries.py`.

A constant number of queries, whatever the number of pledges; the same rows give the same document.
Its form is written in `docs/adr/0006-snapshots-and-live.md`.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from pledge_site.domain.campaigns import queries as campaign_queries
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.domain.snapshots import queries
from pledge_site.domain.snapshots.counting import by_group, by_standing
from pledge_site.domain.snapshots.standing import state_of
from pledge_site.kernel.clock import stamp

Document = dict[str, Any]
LATEST = 10


def build(number: int, as_of: datetime) -> Document:
    """Build the document from what is stored now."""
    campaigns = campaign_queries.everything()
    texts = {row.campaign_id: row for row in queries.texts()}
    pledged = _pledged()
    endorsed = _endorsed()
    answered = _answered()
    keys = defaultdict(list)
    for row in queries.clauses():
        keys[row.version_id].append(row.key)
    built = {}
    for campaign in campaigns:
        states = (pledged if campaign.kind == "pledge" else endorsed)[campaign.id]
        text = texts.get(campaign.id)
        built[campaign.slug] = {
            **_head(campaign),
            **_numbers(states),
            "text": {"number": text.number, "version_id": text.version_id} if text else None,
            "clauses": _clauses(keys[text.version_id] if text else [], answered[campaign.id]),
        }
    return {
        "number": number,
        "as_of": stamp(as_of),
        "current": _current(campaigns),
        "demonstration": bool(campaign_queries.is_demonstration()),
        "campaigns": built,
    }


def _current(campaigns: Any) -> str | None:
    return next((campaign.slug for campaign in campaigns if campaign.current), None)


def _head(campaign: Campaign) -> Document:
    return {
        "kind": campaign.kind,
        "demonstration": campaign.demonstration,
        "target": campaign.target,
        "event_on": campaign.event_on.isoformat(),
        "titles": campaign.titles,
        "event_names": campaign.event_names,
    }


def _numbers(states: dict[str, Document]) -> Document:
    standings = {code: state["standing"] for code, state in states.items()}
    news = sorted(states.items())
    news.sort(key=lambda item: item[1]["changed"], reverse=True)
    return {
        **by_standing(standings),
        "groups": by_group(standings),
        "states": {
            code: {key: value for key, value in state.items() if key != "changed"}
            for code, state in sorted(states.items())
        },
        "latest": [
            {
                "state": code,
                "standing": state["standing"],
                "at": state["changed"],
                "reference": state.get("reference"),
            }
            for code, state in news[:LATEST]
        ],
    }


def _pledged() -> dict[int, dict[str, Document]]:
    held, counts = queries.holds(), queries.commitments()
    rows: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in queries.versions():
        rows[row.campaign_id, row.state].append(row)
    found: dict[int, dict[str, Document]] = defaultdict(dict)
    for (campaign_id, code), versions in rows.items():
        state = state_of(versions, held)
        if state is not None:
            state["commitments"] = counts.get(state["version_id"], 0)
            found[campaign_id][code] = state
    return found


def _endorsed() -> dict[int, dict[str, Document]]:
    found: dict[int, dict[str, Document]] = defaultdict(dict)
    for row in queries.endorsements():
        found[row.campaign_id][row.state] = {
            "standing": row.standing,
            "since": row.on.isoformat(),
            "changed": row.on.isoformat(),
            "title": row.title,
            "source": row.source,
        }
    return found


def _answered() -> dict[int, dict[str, dict[str, int]]]:
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(dict)
    for row in queries.answers():
        clause = found[row.campaign_id].setdefault(row.key, dict.fromkeys(ANSWERS, 0))
        clause[row.answer] = row.total
    return found


def _clauses(keys: list[str], answered: dict[str, dict[str, int]]) -> Document:
    """Put the clauses of the present text first, in its order, then those of earlier ones."""
    ordered = [*keys, *sorted(set(answered) - set(keys))]
    return {key: answered.get(key, dict.fromkeys(ANSWERS, 0)) for key in ordered}
