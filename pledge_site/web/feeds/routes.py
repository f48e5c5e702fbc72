"""The routes of the feeds: of all pledges, and of the pledges of one State."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from pledge_site.domain.states import State, find
from pledge_site.kernel import clock
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import public_page, shown_snapshot
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.feeds.entries import entry_of, latest

blueprint = Blueprint("feeds", __name__, url_prefix="/feeds/<lang>")

_ATOM = "application/atom+xml; charset=utf-8"


@blueprint.get("/pledges.atom")
@public_page(kind=_ATOM)
def pledges() -> str:
    """Tell of the last public changes, whichever State they are of."""
    return _feed(absolute_url("feeds.pledges"), absolute_url("public.pledges"), None)


@blueprint.get("/states/<iso3>.atom")
@public_page(kind=_ATOM)
def state(iso3: str) -> str | Response:
    """Tell of the last public changes in the pledges of a State."""
    found = find(iso3.upper())
    if found is None:
        abort(404)
    if iso3 != found.iso3:
        return redirect(url_for("feeds.state", iso3=found.iso3))  # type: ignore[return-value]
    return _feed(
        absolute_url("feeds.state", iso3=found.iso3),
        absolute_url("public.state", iso3=found.iso3),
        found,
    )


def _feed(address: str, page: str, of: State | None) -> str:
    snapshot = shown_snapshot()
    changes = latest(of)
    # Before the first change there is no time but the day.
    updated = changes[0].at if changes else f"{clock.today().isoformat()}T00:00:00Z"
    return render_template(
        "feeds/pledges.xml",
        address=address,
        page=page,
        of=of.name(language().code) if of else "",
        updated=updated,
        entries=[entry_of(change) for change in changes],
        is_demonstration=snapshot is not None and snapshot.document["demonstration"],
    )
