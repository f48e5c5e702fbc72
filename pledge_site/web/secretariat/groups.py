"""A group in one line, as those of the secretariat see it who may see what it said."""

from datetime import date

from babel.dates import format_skeleton
from babel.lists import format_list
from flask_babel import gettext

from pledge_site.domain.workshops import bands
from pledge_site.domain.workshops.models import Workshop
from pledge_site.web.edge.locale import language
from pledge_site.web.secretariat.queue import state_name


def in_words(group: Workshop) -> str:
    """Return country, month and age band of a group, in the language of the page."""
    month = date.fromisoformat(f"{group.month}-01")
    facts = (
        state_name(group.country),
        format_skeleton("yMMMM", month, locale=language().locale),
        gettext(bands.AGES[group.age_band]),
    )
    return format_list(facts, style="unit", locale=language().locale)
