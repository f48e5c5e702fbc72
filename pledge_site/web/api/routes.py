"""The routes of the API. What they answer with is shaped in `rows.py`, kept in `answers.py`."""

from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask_smorest import Blueprint
from werkzeug import Response as BaseResponse

from pledge_site.domain.pledges.queries import public_document
from pledge_site.domain.states import find
from pledge_site.domain.texts import queries as texts
from pledge_site.kernel.refusals import Invalid
from pledge_site.web.api import rows, schemas, sheets, words_sheet
from pledge_site.web.api.answers import as_csv, as_json, campaign_of, standing_snapshot
from pledge_site.web.api.problems import PROBLEM, StrictParser, invalid

v1 = Blueprint("api", __name__, url_prefix="/api/v1", description="The register, read-only.")
v1.ARGUMENTS_PARSER = StrictParser()
v1.register_error_handler(Invalid, invalid)

Query = dict[str, Any]
_REFUSALS = {404: "There is no such thing.", 406: "Not in this format.", 503: "Try again later."}


def _documented(view: Any) -> Any:
    for status, words in _REFUSALS.items():
        view = v1.alt_response(
            status, schema=schemas.Problem, content_type=PROBLEM, description=words
        )(view)
    return view


def _listed(query: Query) -> Query:
    return {key: query.get(key) for key in ("group", "standing")}


@v1.get("/snapshot")
@v1.arguments(schemas.CampaignQuery, location="query")
@v1.response(200, schemas.SnapshotAnswer)
@_documented
def snapshot(query: Query) -> Response:
    """Return the numbers that stand: what a page polls while it has no stream."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))
    return as_json(
        view, query, lambda: {**rows.envelope(view.document, slug), **rows.summary(campaign)}
    )


@v1.get("/states")
@v1.arguments(schemas.ListQuery, location="query")
@v1.response(200, schemas.StatesAnswer)
@_documented
def states(query: Query) -> Response:
    """Return all 193 Member States and 2 observers, with what each has in a campaign."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))

    def make() -> Query:
        found = rows.states(campaign, **_listed(query))
        return {**rows.envelope(view.document, slug), "count": len(found), "states": found}

    return as_json(view, query, make)


@v1.get("/states.csv")
@v1.arguments(schemas.ListQuery, location="query")
@v1.response(200, {"type": "string"}, content_type="text/csv")
@_documented
def states_csv(query: Query) -> Response:
    """Return the same as a sheet."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))
    return as_csv(
        view,
        query,
        f"states-{slug}",
        lambda: sheets.write(
            sheets.STATES,
            rows.envelope(view.document, slug),
            rows.states(campaign, **_listed(query)),
        ),
    )


@v1.get("/states/<iso3>")
@v1.arguments(schemas.CampaignQuery, location="query")
@v1.response(200, schemas.StateAnswer)
@_documented
def state(query: Query, iso3: str) -> BaseResponse:
    """Return one State, and what it has in every campaign."""
    found = find(iso3.upper())
    if found is None:
        abort(404)
    if iso3 != found.iso3:
        target = url_for(".state", iso3=found.iso3, **request.args.to_dict())  # type: ignore[arg-type]
        return redirect(target, code=308)
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))
    return as_json(
        view,
        query,
        lambda: {
            **rows.envelope(view.document, slug),
            "state": rows.state_row(found, campaign),
            "records": rows.records(view.document, found),
        },
    )


@v1.get("/pledges")
@v1.arguments(schemas.PageQuery, location="query")
@v1.response(200, schemas.PledgesAnswer)
@_documented
def pledges(query: Query) -> Response:
    """Return what States have pledged or endorsed in a campaign, by code, page by page.

    A joint pledge is there once, with all its States.
    """
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))

    def make() -> Query:
        found = rows.pledges(campaign, **_listed(query))
        left = [row for row in found if rows.place(row) > query.get("cursor", "")]
        page = left[: query["limit"]]
        return {
            **rows.envelope(view.document, slug),
            "count": len(found),
            "next": rows.place(page[-1]) if len(left) > len(page) else None,
            "pledges": page,
        }

    return as_json(view, query, make)


@v1.get("/pledges.csv")
@v1.arguments(schemas.ListQuery, location="query")
@v1.response(200, {"type": "string"}, content_type="text/csv")
@_documented
def pledges_csv(query: Query) -> Response:
    """Return the same as a sheet, all on one page."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))
    return as_csv(
        view,
        query,
        f"pledges-{slug}",
        lambda: sheets.write(
            sheets.PLEDGES,
            rows.envelope(view.document, slug),
            rows.pledges(campaign, **_listed(query)),
        ),
    )


@v1.get("/pledges/<reference>")
@v1.response(200, schemas.PledgeAnswer)
@_documented
def pledge(reference: str) -> Response:
    """Return one pledge: standing, versions, and what the State said in the one that stands."""
    view = standing_snapshot()
    found = rows.by_reference(view.document, reference)
    if found is None:
        abort(404)
    slug, entry = found
    told = ("number", "standing", "at")
    query: Query = {}

    def make() -> Query:
        return {
            **rows.envelope(view.document, slug),
            "pledge": rows.pledge_row(entry),
            "versions": [{key: each[key] for key in told} for each in entry["versions"]],
            "document": public_document(entry["version_id"]),
        }

    return as_json(view, query, make)


@v1.get("/pledges/<reference>.csv")
@v1.response(200, {"type": "string"}, content_type="text/csv")
@_documented
def pledge_csv(reference: str) -> Response:
    """Return what one pledge says as a sheet, a line for each field."""
    view = standing_snapshot()
    found = rows.by_reference(view.document, reference)
    if found is None:
        abort(404)
    slug, entry = found
    return as_csv(
        view,
        {},
        reference.lower(),
        lambda: words_sheet.write(
            rows.envelope(view.document, slug),
            {**public_document(entry["version_id"]), **rows.counts_for(entry)},
        ),
    )


@v1.get("/texts/<campaign>")
@v1.response(200, schemas.TextAnswer)
@_documented
def text(campaign: str) -> Response:
    """Return the text of a campaign, clause by clause, in all its languages."""
    view = standing_snapshot()
    slug, known = campaign_of(view, campaign)
    if known["text"] is None:
        abort(404)
    query: Query = {}

    def make() -> Query:
        version = texts.version(known["text"]["version_id"])
        if version is None:
            abort(404)
        return {
            **rows.envelope(view.document, slug),
            "version": version.number,
            "drafted_in": version.drafted_in,
            "titles": version.titles,
            "preambles": version.preambles,
            "clauses": [
                {
                    "id": each.clause.key,
                    "headings": each.headings,
                    "bodies": each.bodies,
                    "answers": known["clauses"].get(each.clause.key, {}),
                }
                for each in texts.clauses(version.id)
            ],
        }

    return as_json(view, query, make)
