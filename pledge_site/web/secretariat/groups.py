"""A group in one line, as those of the secretariat see it who may see what it said."""

from datetime import date

from babel.dates import format_skeleton
from flask_babel import gettext

from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.models import Workshop
from pledge_site.web.edge.locale import language
from pledge_site.web.secretariat.queue import state_name


def in_words(group: Workshop) -> str:
    """Return country, month and age band of a group, in the language of the page."""
    month = date.fromisoformat(f"{group.month}-01")
    return gettext(
        "%(country)s, %(month)s, %(age)s",
        country=state_name(group.country),
        month=format_skeleton("yMMMM", month, locale=language().locale),
        age=gettext(bands.AGES[group.age_band]),
    )
