"""What every template can say: language and direction, dates and numbers, where it stands.

Sentences are in templates and catalogues. Here is how values are written in the URL's language,
and what the layouts ask of their context. Digits are 0-9 in every language (docs/glossary.md).
"""

from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Flask, g, request, url_for
from flask_babel import gettext
from jinja2 import StrictUndefined
from sqlalchemy.exc import SQLAlchemyError

from pledge_site.domain.switches.position import Position
from pledge_site.domain.texts import markup
from pledge_site.kernel import clock, moments
from pledge_site.kernel.languages import LANGUAGES
from pledge_site.settings import Settings
from pledge_site.web.edge.current import shown_switches
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.pages import shown_snapshot

_NAMES = tuple((row.code, row.own_name) for row in LANGUAGES.values())
_DIGITS = "latn"


def configure_words(app: Flask, _settings: Settings) -> None:
    """Give templates their context and filters; an undefined name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        number=number,
        since=since,
        joined=joined,
        stamp=clock.stamp,
        unmarked=markup.plain,
        pieces=markup.parse,
    )
    app.context_processor(_context)


def day(value: date | datetime | str) -> str:
    """Write a day in full: 9 February 2027. Takes a day, a moment, or either as text."""
    return format_date(_as_day(value), "long", _locale())


def moment(value: datetime | str) -> str:
    """Write a moment with its zone: 9 February 2027, 09:00 UTC."""
    when = clock.read_stamp(value) if isinstance(value, str) else value
    return moments.in_words(when, _locale())


def number(value: float) -> str:
    """Write a number with the language's separators."""
    return format_decimal(value, locale=_locale(), numbering_system=_DIGITS)


def since(value: datetime | date | str, today: date | None = None) -> str:
    """Write how many days ago something was, in UTC; after a month, the day itself."""
    when = _as_day(value)
    days = ((today or clock.today()) - when).days
    if days > 30:
        return format_date(when, "medium", _locale())
    return _relative(days)


def joined(values: list[str]) -> str:
    """Write a list with the language's "and"."""
    return format_list(values, locale=_locale())


def translated_url(code: str) -> str:
    """Return the address of this page in another language."""
    if request.endpoint is None or request.view_args is None or "lang" not in g:
        return url_for("public.home", lang=code)
    kept = g.get("public_params", request.args.to_dict())
    return url_for(request.endpoint, **{**kept, **request.view_args, "lang": code})


def _context() -> dict[str, Any]:
    spoken = language()
    try:
        snapshot, switches = shown_snapshot(), shown_switches()
    except SQLAlchemyError:
        # The page that says that the database doesn't answer can't ask it.
        snapshot, switches = None, Position()
    return {
        "lang": spoken.code,
        "direction": spoken.direction,
        "languages": _NAMES,
        "translated_url": translated_url,
        "snapshot": snapshot,
        "banner": switches.banner.get(spoken.code, ""),
        "uploads_off": switches.uploads_off,
        "is_demonstration": snapshot is not None and snapshot.document["demonstration"],
    }


def _locale() -> Locale:
    return Locale.parse(language().locale)


def _relative(days: int) -> str:
    if days <= 0:
        return gettext("Today")
    if days == 1:
        return gettext("Yesterday")
    return format_timedelta(
        timedelta(days=-days), granularity="day", threshold=99, add_direction=True, locale=_locale()
    )


def _as_day(value: date | datetime | str) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value
