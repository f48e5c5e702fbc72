"""Any language of the world: its name in the language of the page, and the way it is written."""

from babel import Locale, UnknownLocaleError

from pledge_site.kernel.languages import LANGUAGES
from pledge_site.web.edge.locale import language


def name_of(code: str) -> str:
    """Return the name of a language; one that nobody here knows keeps its code."""
    found = _locale(code)
    return (found.get_display_name(language().locale) if found else None) or code


def direction_of(code: str) -> str:
    """Return ``ltr``, ``rtl``, or ``auto`` where it isn't known."""
    if code in LANGUAGES:
        return LANGUAGES[code].direction
    found = _locale(code)
    return found.text_direction if found else "auto"


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
