"""Any language of the world: its name in the language of the page, and the way it is written."""

from functools import cache

from babel import Locale, UnknownLocaleError

from pledge_site.kernel.languages import LANGUAGES
from pledge_site.kernel.text import fold
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


def offered() -> list[str]:
    """List the names to choose from: of the languages whose code has two letters."""
    return sorted((name for code, name in _names(language().locale).items() if len(code) == 2),
                  key=fold)  # fmt: skip


def code_of(typed: str) -> str:
    """Return the code that was meant by a code or a name; what means none as it was typed."""
    return _codes(language().locale).get(fold(typed)) or typed


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _names(locale: str) -> dict[str, str]:
    names = Locale.parse(locale).languages
    return {code: name for code, name in names.items() if code.isalpha() and len(code) < 4}


@cache
def _codes(locale: str) -> dict[str, str]:
    """Return codes by what may be typed: English names, those of the page and of the six, codes."""
    found = {fold(name): code for code, name in _names("en").items()}
    found |= {fold(name): code for code, name in _names(locale).items()}
    found |= {fold(each.own_name): each.code for each in LANGUAGES.values()}
    return found | {code: code for code in _names(locale)}
