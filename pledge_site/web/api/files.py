"""The routes of the API that hand out files: the States on a map, the archive, the press kits."""

from typing import Any

from flask import Response

from pledge_site.domain.opendata import geography, rows
from pledge_site.domain.opendata.archive import archive
from pledge_site.domain.pledges.reading import published
from pledge_site.domain.press import queries as press
from pledge_site.domain.press.kit import stem
from pledge_site.domain.press.models import KitBuild
from pledge_site.domain.snapshots.standing import pledges_in
from pledge_site.kernel.clock import stamp
from pledge_site.web.api import schemas
from pledge_site.web.api.answers import (
    GEOJSON,
    ZIP,
    as_file,
    as_geojson,
    as_json,
    campaign_of,
    standing_snapshot,
)
from pledge_site.web.api.texts import text_of
from pledge_site.web.api.version_one import Query, described, listed, v1
from pledge_site.web.edge.current import SnapshotView
from pledge_site.web.edge.proxy import absolute_url


@v1.get("/states.geojson")
@v1.arguments(schemas.ListQuery, location="query")
@described(schemas.Collection, GEOJSON)
def states_geojson(query: Query) -> Response:
    """Return the States as points on a map, with what each has in a campaign."""
    view = standing_snapshot()
    slug, campaign = campaign_of(view, query.get("campaign"))
    return as_geojson(
        view,
        query,
        f"states-{slug}",
        lambda: geography.collection(
            rows.envelope(view.document, slug), rows.states(campaign, **listed(query))
        ),
    )


@v1.get("/dataset.zip")
@v1.arguments(schemas.CampaignQuery, location="query")
@described({"type": "string", "format": "binary"}, ZIP)
def dataset(query: Query) -> Response:
    """Return all data of a campaign in one archive, with licence, dictionary and checksums.

    The same snapshot gives the same bytes.
    """
    view = standing_snapshot()
    slug, _ = campaign_of(view, query.get("campaign"))
    name = f"{stem(f'data-{slug}', view.number)}.zip"
    return as_file(view, query, name, lambda: _archive(view, slug))


@v1.get("/kits")
@v1.arguments(schemas.CampaignQuery, location="query")
@described(schemas.KitsAnswer)
def kits(query: Query) -> Response:
    """Return the newest press kit of each campaign, or of one, with its files.

    A kit is built some seconds after its snapshot: its own number says which.
    """
    view = standing_snapshot()
    slug, _ = campaign_of(view, query.get("campaign"))
    known = view.document["campaigns"]
    wanted = {query["campaign"]} if "campaign" in query else set(known)
    built = [build for build in press.latest_builds() if build.kit in wanted]
    told = {**query, "built": " ".join(str(build.id) for build in built)}
    return as_json(
        view,
        told,
        lambda: {
            **rows.envelope(view.document, slug),
            "count": len(built),
            "kits": [_kit(build, known[build.kit]) for build in built],
        },
    )


def _archive(view: SnapshotView, slug: str) -> bytes:
    campaign = view.document["campaigns"][slug]
    ids = {entry["version_id"] for entry in pledges_in(campaign).values()}
    said = published.documents(ids)
    for document in said.values():
        del document["text_version_id"]
    return archive(view.document, slug, said, text_of(campaign)).data


def _kit(build: KitBuild, campaign: dict[str, Any]) -> dict[str, Any]:
    name = f"{stem(build.kit, build.snapshot_number)}.zip"
    return {
        "campaign": build.kit,
        "demonstration": campaign["demonstration"],
        "snapshot": build.snapshot_number,
        "built_at": stamp(build.built_at),
        "url": _address(build, name),
        "size": build.size,
        "sha256": build.sha256,
        "files": [
            {
                "path": each["path"],
                "url": _address(build, each["name"]),
                "size": each["size"],
                "sha256": each["sha256"],
            }
            for each in build.files
        ],
    }


def _address(build: KitBuild, name: str) -> str:
    return absolute_url("press.file", kit=build.kit, filename=name)
