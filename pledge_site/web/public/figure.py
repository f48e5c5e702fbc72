"""What the explorer's script is handed: the figures, the days of the slider, and every word.

A function of what the address asks and of the snapshot, as the page itself is.
"""

import json
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names
from flask import url_for
from flask_babel import gettext

from pledge_site.domain.atlas import colouring, figures
from pledge_site.domain.atlas.charts import series
from pledge_site.domain.atlas.figures import Class
from pledge_site.domain.snapshots.past import campaign_on
from pledge_site.domain.states import all_states
from pledge_site.kernel import clock
from pledge_site.kernel.languages import N_
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day, number
from pledge_site.web.public import explorer
from pledge_site.web.public import explorer_words as words
from pledge_site.web.public.campaigns import Shown
from pledge_site.web.public.explorer_asked import Asked
from pledge_site.web.public.labels import standing_words

_REGIONS: dict[str, str] = {
    "world": N_("The world"),
    "africa": N_("Africa"),
    "americas": N_("The Americas"),
    "asia": N_("Asia"),
    "caribbean": N_("The Caribbean"),
    "europe": N_("Europe"),
    "pacific": N_("The Pacific"),
}
# More stops than these no finger can tell apart on a phone.
_STOPS = 24
# How a day is written beside a line, where it isn't "9 February".
_TICKS = {"zh": "%b%-d日"}


def written(wanted: Asked) -> str:
    """Return all of it as JSON."""
    code, rtl = language().code, language().direction == "rtl"
    names = {state.iso3: state.name(code) for state in all_states()}
    classes = _classes(wanted, explorer.classes_of(wanted))
    campaign = wanted.campaign
    return json.dumps(
        {
            "title": words.title(wanted),
            "map": figures.world(classes, names, rtl=rtl),
            "names": names,
            "urls": url_for("public.state", iso3="XXX", **wanted.campaign.link()),
            "open": gettext("Read what it promised"),
            "small": figures.small_places(),
            "stops": _stops(wanted, campaign) if _can_go_back(wanted) else [],
            "regions": [
                {"words": gettext(name), "at": figures.REGIONS[key]}
                for key, name in _REGIONS.items()
            ],
            "time": _over_time(campaign, rtl=rtl),
            "language": _language(),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _can_go_back(wanted: Asked) -> bool:
    return wanted.colour == colouring.STANDING and wanted.on is None


def _classes(wanted: Asked, classes: dict[str, str]) -> list[Class]:
    """Return the classes in the order of the legend; who is not asked for is land."""
    kept = {
        state.iso3: classes[state.iso3]
        for state in all_states()
        if colouring.keeps(state, wanted.group) and wanted.only in ("", classes[state.iso3])
    }
    return [
        Class(row.look, words.class_words(row.code, wanted), row.states)
        for row in colouring.rows(kept, wanted.colour)
    ]


def _stops(wanted: Asked, campaign: Shown) -> list[dict[str, Any]]:
    """Return the days of the slider, each with the States of each class."""
    until = campaign.as_of.date() if campaign.as_of else clock.today()
    return [
        {"words": day(each), "states": _on(wanted, campaign, each)}
        for each in series.days_of(campaign.document, until, most=_STOPS)
    ]


def _on(wanted: Asked, campaign: Shown, then: date) -> list[tuple[str, ...]]:
    document = campaign_on(campaign.document, then)
    return [each.states for each in _classes(wanted, colouring.colour(document, wanted.colour))]


def _over_time(campaign: Shown, *, rtl: bool) -> dict[str, Any]:
    until = campaign.as_of.date() if campaign.as_of else clock.today()
    target = campaign.document["target"]
    said = {
        "deposited": standing_words("deposited"),
        "either": gettext("Deposited or announced"),
        "target": gettext("Target: %(target)s", target=number(target or 0)),
        "ticks": _TICKS.get(language().code, "%-d %b"),
    }
    days = series.over_time(campaign.document, until)
    return figures.over_time(days, target, said, rtl=rtl)


def _language() -> dict[str, Any]:
    """Return how the library is to speak: its few words, and CLDR's days and numbers."""
    locale = Locale.parse(language().locale)
    signs = locale.number_symbols.get("latn", locale.number_symbols)
    weekdays, short = (
        get_day_names("wide", locale=locale),
        get_day_names("abbreviated", locale=locale),
    )
    months = get_month_names("wide", locale=locale)
    short_months = get_month_names("abbreviated", locale=locale)
    week = (6, 0, 1, 2, 3, 4, 5)
    return {
        "code": language().code,
        "dictionary": {
            "Zoom in": gettext("Zoom in"),
            "Zoom out": gettext("Zoom out"),
            "Reset": gettext("Show the whole map"),
            "png": gettext("Save as a picture (PNG)"),
            "svg": gettext("Save as a drawing (SVG)"),
        },
        "format": {
            "days": [weekdays[each] for each in week],
            "shortDays": [short[each] for each in week],
            "months": [months[each] for each in range(1, 13)],
            "shortMonths": [short_months[each] for each in range(1, 13)],
            "decimal": signs["decimal"],
            "thousands": signs["group"],
        },
    }
