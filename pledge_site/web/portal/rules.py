"""The rules that the portal's fields are held to; the fields themselves are in `asking.py`."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask_babel import ngettext
from wtforms import Field
from wtforms.validators import StopValidation

from pledge_site.web.edge.reading import say

LONGEST_LINK = 500
YEARS = range(1990, 2101)


def is_there(_form: Any, field: Field) -> None:
    """Hold a field to an answer."""
    if not field.data and not field.errors:
        raise StopValidation(say("required"))


def at_most(most: int) -> Any:
    """Hold a text to so many characters."""

    def short_enough(_form: Any, field: Field) -> None:
        over = len(field.data or "") - most
        if over > 0:
            raise StopValidation(
                ngettext(
                    "This is %(num)s character too long: at most %(most)s fit.",
                    "This is %(num)s characters too long: at most %(most)s fit.",
                    over,
                    most=most,
                )
            )

    return short_enough


def is_year(_form: Any, field: Field) -> None:
    """Hold a field to four digits from 1990 to 2100."""
    if field.data and (
        not re.fullmatch("[0-9]{4}", str(field.data)) or int(field.data) not in YEARS
    ):
        raise StopValidation(say("year.out_of_range"))


def is_link(_form: Any, field: Field) -> None:
    """Hold a field to the address of a page on the web."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good or re.search(r"\s", field.data):
        raise StopValidation(say("link"))
