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
from pledge_site.domain.pledges.workflow import DEPOSITED
from pledge_site.domain.snapshots import queries
from pledge_site.domain.snapshots.counting import by_group, by_standing
from pledge_site.domain.snapshots.standing import for_partner, pledge_of, state_of
from pledge_site.domain.states import all_states
from pledge_site.domain.workshops import showing
from pledge_site.kernel.clock import stamp

Document = dict[str, Any]
LATEST = 10


def build(number: int, as_of: datetime) -> Document:
    """Build the document from what is stored now."""
    campaigns = campaign_queries.everything()
    texts = {row.campaign_id: row for row in queries.texts()}
    pledges, pledged = _pledged()
    endorsed = _endorsed()
    given = _given()
    words = showing.digests(as_of.date())
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
            "pledges": _without_changed(pledges[campaign.id]),
            "text": {"number": text.number, "version_id": text.version_id} if text else None,
            "clauses": _clauses(keys[text.version_id] if text else [], _answered(states, given)),
            "words": words.get(campaign.id, ""),
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
        "states": _without_changed(states),
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


def _without_changed(entries: dict[str, Document]) -> dict[str, Document]:
    return {
        name: {key: value for key, value in entry.items() if key != "changed"}
        for name, entry in sorted(entries.items())
    }


def _pledged() -> tuple[dict[int, dict[str, Document]], dict[int, dict[str, Document]]]:
    """Return the pledges by reference and the States by code, each by campaign."""
    (held, resumed), counts = queries.verifications(), queries.commitments()
    rows, partners = defaultdict(list), defaultdict(list)
    translated: dict[int, Document] = defaultdict(dict)
    for row in queries.translations():
        translated[row.version_id][row.language] = stamp(row.at)
    for row in queries.versions():
        rows[row.pledge_id].append(row)
    for row in queries.partners():
        partners[row.pledge_id].append(row)
    pledges: dict[int, dict[str, Document]] = defaultdict(dict)
    of_states: dict[tuple[int, str], list[Document]] = defaultdict(list)
    for pledge_id, versions in rows.items():
        entry = pledge_of(versions, held, resumed=resumed)
        if entry is None:
            continue
        entry["commitments"] = counts.get(entry["version_id"], 0)
        if languages := translated.get(entry["version_id"]):
            entry["translations"] = languages
        first = versions[0]
        pledges[first.campaign_id][first.reference] = {
            **entry,
            **_parties(first, partners[pledge_id]),
        }
        of_states[first.campaign_id, first.state].append(entry)
        for partner in partners[pledge_id]:
            theirs = for_partner(entry, partner.confirmed_at, partner.left_at)
            of_states[first.campaign_id, partner.state].append(theirs)
    states: dict[int, dict[str, Document]] = defaultdict(dict)
    for (campaign_id, code), entries in of_states.items():
        entries.sort(key=_own_first)
        states[campaign_id][code] = state_of(entries)
    return pledges, states


def _own_first(entry: Document) -> tuple[bool, int, str]:
    reference = entry["reference"]
    return entry["kind"] != "own", len(reference), reference


def _parties(pledge: Any, partners: list[Any]) -> Document:
    """Return whose pledge it is: who drafted it, for whom it counts, and who has left."""
    return {
        "state": pledge.state,
        "states": sorted(
            {pledge.state, *(each.state for each in partners if each.left_at is None)}
        ),
        "joined": {
            each.state: stamp(each.confirmed_at) for each in partners if each.left_at is None
        },
        "left": [
            {"state": each.state, "at": stamp(each.left_at)}
            for each in partners
            if each.left_at is not None
        ],
    }


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


def _given() -> dict[int, list[tuple[str, str]]]:
    """Return what each deposited version answers: clauses and answers, by its id."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in queries.answers():
        found[row.version_id].append((row.key, row.answer))
    return found


def _answered(
    states: dict[str, Document], given: dict[int, list[tuple[str, str]]]
) -> dict[str, dict[str, int]]:
    """Count what the Member States that have deposited answer, each once, by clause."""
    found: dict[str, dict[str, int]] = {}
    for state in all_states():
        entry = states.get(state.iso3)
        if entry is None or entry["standing"] != DEPOSITED or not state.is_member:
            continue
        for key, answer in given.get(entry.get("version_id", 0), []):
            found.setdefault(key, dict.fromkeys(ANSWERS, 0))[answer] += 1
    return found


def _clauses(keys: list[str], answered: dict[str, dict[str, int]]) -> Document:
    """Put the clauses of the present text first, in its order, then those of earlier ones."""
    ordered = [*keys, *sorted(set(answered) - set(keys))]
    return {key: answered.get(key, dict.fromkeys(ANSWERS, 0)) for key in ordered}
