"""What stands outside of the languages: the door, robots, the site map, the event as calendar."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for

from pledge_site.kernel import clock
from pledge_site.kernel.languages import CODES, DEFAULT
from pledge_site.web.edge.locale import preferred_language
from pledge_site.web.edge.pages import public_page, shown_snapshot
from pledge_site.web.edge.proxy import absolute_url
from pledge_site.web.public.calendar import event_entry
from pledge_site.web.public.contents import public_addresses

blueprint = Blueprint("site", __name__)

_HOUR = "public, max-age=3600"


@blueprint.get("/")
def door() -> Response:
    """Lead to the home page in the language that the browser asks for first."""
    answer = redirect(url_for("public.home", lang=preferred_language()), code=302)
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.vary.add("Accept-Language")
    return answer  # type: ignore[return-value]


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers where not to go."""
    closed = [f"Disallow: /{lang}/{room}/" for lang in CODES for room in ("account", "portal")]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {absolute_url('site.sitemap')}", ""]
    return _plain("\n".join(lines))


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say where to report a weakness (RFC 9116)."""
    until = clock.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: {absolute_url('public.page', lang=DEFAULT, name='contact')}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(sorted(CODES))}",
        f"Canonical: {absolute_url('site.security')}",
        "",
    ]
    return _plain("\n".join(lines))


@blueprint.get("/sitemap.xml")
@public_page(kind="application/xml")
def sitemap() -> str:
    """List the public pages, each in its six languages."""
    pages = [
        {code: absolute_url(endpoint, lang=code, **values) for code in CODES}
        for endpoint, values in public_addresses(shown_snapshot())
    ]
    return render_template("public/sitemap.xml", pages=pages)


@blueprint.get("/event.ics")
def event() -> Response | tuple[str, int]:
    """Give the day of the current campaign's event as a calendar entry (RFC 5545)."""
    snapshot = shown_snapshot()
    campaign: dict[str, Any] | None = snapshot.campaign() if snapshot else None
    if snapshot is None or campaign is None:
        return _plain("There is no campaign yet.\n", status=404)
    entry = event_entry(
        slug=snapshot.document["current"],
        campaign=campaign,
        address=absolute_url("public.home", lang=DEFAULT),
        as_of=snapshot.as_of,
    )
    return _dated(Response(entry, mimetype="text/calendar"))


def _plain(text: str, *, status: int = 200) -> Response:
    return _dated(Response(text, status=status, mimetype="text/plain"))


def _dated(answer: Response) -> Response:
    if answer.status_code == 200:
        answer.headers["Cache-Control"] = _HOUR
    return answer
