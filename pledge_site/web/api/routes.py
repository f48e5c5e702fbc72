"""The routes of the API for the numbers, the States and the pledges.

What they answer with is shaped in `domain/opendata`, and kept in `answers.py`.
"""

from flask import Response, abort, redirect, request, url_for
from werkzeug import Response as BaseResponse

from pledge_site.domain.opendata import rows, sheets, words_sheet
from pledge_site.domain.pledges.queries import public_document
from pledge_site.domain.states import find
from pledge_site.web.api import cursors, schemas, words_schemas
from pledge_site.web.api.answers import as_csv, as_json, campaign_of, standing_snapshot
from pledge_site.web.api.version_one import Query, described, listed, part, v1


@v1.get("/snapshot")
@v1.arguments(schemas.CampaignQuery, location="query")
@described(schemas.SnapshotAnswer)
def snapshot(query: Query) -> Response:
    """Return the numbers that stand: what a page polls while it has no stream."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))
    return as_json(
        view, query, lambda: {**rows.envelope(view.document, slug), **rows.summary(campaign)}
    )


@v1.get("/states")
@v1.arguments(schemas.ListQuery, location="query")
@described(schemas.StatesAnswer)
def states(query: Query) -> Response:
    """Return all 193 Member States and 2 observers, with what each has in a campaign."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))

    def make() -> Query:
        found = rows.states(campaign, **listed(query))
        return {**rows.envelope(view.document, slug), "count": len(found), "states": found}

    return as_json(view, query, make)


@v1.get("/states.csv")
@v1.arguments(schemas.ListQuery, location="query")
@described({"type": "string"}, "text/csv")
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
            rows.states(campaign, **listed(query)),
        ),
    )


@v1.get("/states/<iso3>", parameters=part("iso3"))
@v1.arguments(schemas.CampaignQuery, location="query")
@v1.alt_response(308, description="To the code in capitals.")
@described(schemas.StateAnswer)
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
@described(schemas.PledgesAnswer)
def pledges(query: Query) -> Response:
    """Return what States have pledged or endorsed in a campaign, by code, page by page.

    A joint pledge is there once, with all its States.
    """
    begin = cursors.read(query.get("cursor"))
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))

    def make() -> Query:
        found = rows.pledges(campaign, **listed(query))
        left = [row for row in found if rows.place(row) > begin]
        page = left[: query["limit"]]
        return {
            **rows.envelope(view.document, slug),
            "count": len(found),
            "next": cursors.written(rows.place(page[-1])) if len(left) > len(page) else None,
            "pledges": page,
        }

    return as_json(view, query, make)


@v1.get("/pledges.csv")
@v1.arguments(schemas.ListQuery, location="query")
@described({"type": "string"}, "text/csv")
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
            rows.pledges(campaign, **listed(query)),
        ),
    )


@v1.get("/pledges/<reference>", parameters=part("reference"))
@described(words_schemas.PledgeAnswer)
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
            "earlier_versions": entry.get("earlier", 0),
            "document": public_document(entry["version_id"]),
        }

    return as_json(view, query, make)


@v1.get("/pledges/<reference>.csv", parameters=part("reference"))
@described({"type": "string"}, "text/csv")
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
