"""Campaigns, as administrators see them: names, the day of the event, the States hoped for."""

from datetime import date
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pledge_site.access.permissions import Permission
from pledge_site.db import db, write
from pledge_site.domain.campaigns import queries, service
from pledge_site.domain.campaigns.calendar import safer_internet_day
from pledge_site.domain.campaigns.models import Campaign
from pledge_site.kernel import clock, text
from pledge_site.kernel.languages import CODES, LANGUAGES
from pledge_site.kernel.refusals import Invalid, NotFound, Stale
from pledge_site.web.edge.guards import needs, the_actor
from pledge_site.web.edge.reading import Problems, page, typed
from pledge_site.web.secretariat.blueprint import blueprint
from pledge_site.web.secretariat.reading import seen_edit

_NAMES = ("titles", "event_names")


@blueprint.get("/campaigns/")
@needs(Permission.CAMPAIGN_MANAGE)
def campaigns() -> ResponseReturnValue:
    """List the campaigns."""
    return page("secretariat/campaigns.html", campaigns=queries.everything())


@blueprint.get("/campaigns/<slug>/")
@needs(Permission.CAMPAIGN_MANAGE)
def campaign(slug: str) -> ResponseReturnValue:
    """Show what of a campaign can be changed."""
    found = _campaign(slug)
    return _form(found, _values(found), Problems())


@blueprint.post("/campaigns/<slug>/")
@needs(Permission.CAMPAIGN_MANAGE)
def change_campaign(slug: str) -> ResponseReturnValue:
    """Change a campaign, or show why not: 422, or 409 with both texts."""
    found, problems, edit = _campaign(slug), Problems(), seen_edit()
    values = {name: text.clean(typed(name)) for name in _values(found)}
    wanted = _wanted(values, found, problems)
    if problems:
        _take(problems, service.faults_of(wanted))
        return _form(found, values, problems, status=422)
    try:
        with write():
            service.change(
                found.id, wanted, expected=edit, at=clock.now(), actor=the_actor().user_id
            )
    except Stale:
        db.session.rollback()
        return _conflict(_campaign(slug), values)
    except Invalid as refusal:
        db.session.rollback()
        _take(problems, refusal.faults)
        return _form(_campaign(slug), values, problems, status=422)
    flash(gettext("Saved."), "success")
    return redirect(url_for(".campaigns"), code=303)


def _campaign(slug: str) -> Campaign:
    found = queries.by_slug(slug)
    if found is None:
        raise NotFound()
    return found


def _values(campaign: Campaign) -> dict[str, str]:
    """Return what stands, as the form holds it: ``titles.fr``, ``event_on``, ``target``."""
    values = {
        f"{name}.{code}": getattr(campaign, name).get(code, "") for name in _NAMES for code in CODES
    }
    target = "" if campaign.target is None else str(campaign.target)
    return values | {"event_on": campaign.event_on.isoformat(), "target": target}


def _wanted(values: dict[str, str], before: Campaign, problems: Problems) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        name: {code: values[f"{name}.{code}"] for code in CODES} for name in _NAMES
    }
    wanted["event_on"], wanted["target"] = before.event_on, None
    try:
        wanted["event_on"] = date.fromisoformat(values["event_on"])
    except ValueError:
        problems.add("event_on", "date.malformed" if values["event_on"] else "required")
    if values["target"].isascii() and values["target"].isdigit() and len(values["target"]) < 9:
        wanted["target"] = int(values["target"])
    elif values["target"]:
        problems.add("target", "number.malformed")
    return wanted


def _take(problems: Problems, faults: dict[str, list[str]]) -> None:
    problems.take(faults)
    order = [*(f"{name}.{code}" for name in _NAMES for code in CODES), "event_on", "target"]
    problems.by_field = {name: problems.of(name) for name in order if problems.of(name)}


def _conflict(stands: Campaign, values: dict[str, str]) -> ResponseReturnValue:
    """Show what was typed beside what stands, and let it be saved knowingly."""
    problems = Problems()
    problems.add("", "campaign.stale")
    return _form(stands, values, problems, status=409)


def _form(
    campaign: Campaign, values: dict[str, str], problems: Problems, *, status: int = 200
) -> ResponseReturnValue:
    stands = _values(campaign)
    differing = [
        (_label(name), stands[name], value)
        for name, value in values.items()
        if status == 409 and stands[name] != value
    ]
    year = campaign.event_on.year
    return page(
        "secretariat/campaign.html",
        status,
        campaign=campaign,
        values=values,
        problems=problems,
        differing=differing,
        languages_all=list(LANGUAGES.values()),
        hints=[(each, safer_internet_day(each)) for each in (year, year + 1)],
    )


def _label(name: str) -> str:
    kind, _, code = name.partition(".")
    if kind == "event_on":
        return gettext("Day of the event")
    if kind == "target":
        return gettext("States hoped for")
    labels = {"titles": gettext("Title"), "event_names": gettext("Name of the event")}
    return f"{labels[kind]} – {LANGUAGES[code].own_name}"
