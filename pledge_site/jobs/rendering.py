"""Renders the texts that the worker writes, in any of the six languages, outside of a request."""

import re
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import current_app
from flask_babel import force_locale

from pledge_site.kernel import moments
from pledge_site.kernel.languages import LANGUAGES

_GAP = re.compile(r"\n{3,}")
_DIGITS = "latn"


def render(name: str, language: str, values: dict[str, Any]) -> str:
    """Render a text template; no more than one empty line in a row, none at either end."""
    with force_locale(LANGUAGES[language].locale):
        # Not `render_template`: what pages have in their context is a request's.
        text = current_app.jinja_env.get_template(name).render(values)
    return _GAP.sub("\n\n", text).strip()


def day(value: date, language: str) -> str:
    """Write a day in full: 9 February 2027."""
    return format_date(value, "long", LANGUAGES[language].locale)


def moment(value: datetime, language: str) -> str:
    """Write a moment (UTC) with its zone: 9 February 2027, 09:00 UTC."""
    return moments.in_words(value, LANGUAGES[language].locale)


def number(value: int, language: str) -> str:
    """Write a number with the language's separators, in the digits 0 to 9."""
    return format_decimal(value, locale=LANGUAGES[language].locale, numbering_system=_DIGITS)
