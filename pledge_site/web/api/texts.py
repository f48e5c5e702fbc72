"""The routes of the API for the texts of campaigns and their clauses."""

from typing import Any

from flask import Response, abort

from pledge_site.domain.opendata import children, rows, words
from pledge_site.domain.pledges.reading import published
from pledge_site.domain.states import all_states
from pledge_site.domain.texts import markup, queries
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.workshops import showing
from pledge_site.domain.workshops.showing import Shown
from pledge_site.kernel import clock
from pledge_site.kernel.clock import stamp
from pledge_site.web.api import schemas, words_schemas
from pledge_site.web.api.answers import as_fleeting_json, campaign_of, standing_snapshot
from pledge_site.web.api.version_one import Query, described, part, v1
from pledge_site.web.edge.current import SnapshotView

# A pledge that is under verification or withdrawn answers nothing at the moment.
_ANSWERING = ("deposited", "announced")


@v1.get("/texts/<campaign>", parameters=part("campaign"))
@described(words_schemas.TextAnswer)
def text(campaign: str) -> Response:
    """Return the text of a campaign, clause by clause, in all its languages."""
    view = standing_snapshot()
    slug, known = campaign_of(view, campaign)
    if known["text"] is None:
        abort(404)
    return as_fleeting_json(
        view,
        {},
        lambda: {**rows.envelope(view.document, slug), **(_whole(known) or abort(404))},
    )


@v1.get("/clauses/<clause_id>", parameters=part("clause_id"))
@v1.arguments(schemas.CampaignQuery, location="query")
@described(words_schemas.ClauseAnswer)
def clause(query: Query, clause_id: str) -> Response:
    """Return one clause: its words in each version of the text, and which State answers what."""
    view = standing_snapshot()
    slug, known = campaign_of(view, query.get("campaign"))
    if known["text"] is None:
        abort(404)
    return as_fleeting_json(view, query, lambda: _clause(view, slug, clause_id))


def text_of(campaign: dict[str, Any]) -> dict[str, Any] | None:
    """Return the text of a campaign as a snapshot names it; None: there is none."""
    named = campaign["text"]
    version = queries.version(named["version_id"]) if named else None
    if version is None:
        return None
    return words.text(version, queries.clauses(version.id), campaign["clauses"])


def _whole(campaign: dict[str, Any]) -> dict[str, Any] | None:
    """Return a text with the words that are children's own, as they may be shown today."""
    version = queries.version(campaign["text"]["version_id"])
    if version is None:
        return None
    clauses = queries.clauses(version.id)
    told = words.text(version, clauses, campaign["clauses"])
    live = children.spans_of(_heard(version))
    for each, row in zip(clauses, told["clauses"], strict=True):
        row["children"] = children.marked(each, live.get(each.clause.key, ()))
    share = children.own_words(version, clauses, live)
    return {**told, "share": children.share_row(share)}


def _heard(version: TextVersion) -> list[Shown]:
    said = showing.of_campaign(version.text.campaign_id, clock.today())
    return [each for each in said if each.version == version.number]


def _clause(view: SnapshotView, slug: str, clause_id: str) -> dict[str, Any]:
    campaign = view.document["campaigns"][slug]
    wordings = _wordings(campaign["text"], clause_id)
    if not wordings:
        abort(404)
    version, newest = wordings[0]
    said = [each for each in _heard(version) if each.clause == clause_id]
    live = children.spans_of(said).get(clause_id, set())
    return {
        **rows.envelope(view.document, slug),
        "version": version.number,
        "stands": version.number == campaign["text"]["number"],
        "clause": {
            **words.clause(newest, campaign["clauses"]),
            "children": children.marked(newest, live),
        },
        "adults_reasons": newest.adults_reasons,
        "said": [children.voice(each) for each in said],
        "wordings": [
            {
                "version": version.number,
                "published_at": stamp(version.published_at) if version.published_at else None,
                "place": worded.position,
                "headings": worded.headings,
                "bodies": markup.plain_all(worded.bodies),
            }
            for version, worded in wordings
        ],
        "given": _given(campaign, slug, clause_id),
    }


def _wordings(named: dict[str, Any], clause_id: str) -> list[tuple[TextVersion, ClauseVersion]]:
    """Return the versions of a text that have a clause, the newest first."""
    newest = queries.version(named["version_id"])
    versions = newest.text.versions if newest else []
    return [
        (version, worded)
        for version in sorted(versions, key=lambda each: each.number, reverse=True)
        if version.published_at and version.number <= named["number"]
        for worded in queries.clauses(version.id)
        if worded.clause.key == clause_id
    ]


def _given(campaign: dict[str, Any], slug: str, clause_id: str) -> list[dict[str, Any]]:
    """Return what each State with a live pledge answers, by code; observers are not counted."""
    standing = {
        code: entry
        for code, entry in campaign["states"].items()
        if entry["standing"] in _ANSWERING and "version_id" in entry
    }
    asked = {entry["version_id"] for entry in standing.values()}
    found = {row.version_id: row for row in published.answers_to(slug, clause_id, asked)}
    return [
        {
            "state": state.iso3,
            "reference": entry["reference"],
            "standing": entry["standing"],
            "counted": state.is_member and entry["standing"] == "deposited",
            "answer": found[entry["version_id"]].answer,
            "statement": found[entry["version_id"]].statement,
            "language": found[entry["version_id"]].language,
        }
        for state in all_states()
        if (entry := standing.get(state.iso3)) and entry["version_id"] in found
    ]
