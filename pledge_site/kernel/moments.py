"""A moment in words, the same on pages, in mails and on paper. Which language is the caller's."""

from datetime import datetime

from babel import Locale
from babel.dates import format_date, get_datetime_format


def in_words(value: datetime, locale: str | Locale) -> str:
    """Write a moment (UTC) in full with its zone: 9 February 2027, 09:00 UTC."""
    pattern = str(get_datetime_format("long", locale))
    time = f"{value:%H:%M} UTC"
    return pattern.replace("{1}", format_date(value.date(), "long", locale)).replace("{0}", time)
