"""The words for codes on public pages: standings, groups, answers, instruments, languages."""

from babel import Locale
from flask_babel import gettext

from pledge_site.domain.commitments.codes import FIRMNESS, TAGS
from pledge_site.domain.states import GROUPS, State
from pledge_site.kernel.languages import CODES, N_
from pledge_site.kernel.text import fold
from pledge_site.web.edge.locale import language

STANDINGS: dict[str, str] = {
    "deposited": N_("Deposited"),
    "announced": N_("Announced"),
    "on_hold": N_("Under verification"),
    "withdrawn": N_("Withdrawn"),
    "nothing": N_("No pledge yet"),
}
_ENDORSED: dict[str, str] = {
    **STANDINGS,
    "announced": N_("Endorsed"),
    "nothing": N_("Not on this list"),
}
_SUPERSEDED = N_("Replaced by a later version")
_ARTICLE = "ال"


def standing_words(code: str, *, endorsement: bool = False) -> str:
    """Return the words for a standing, of a version or of a State."""
    words = _ENDORSED if endorsement else STANDINGS
    return gettext(words.get(code, _SUPERSEDED))


def resumed_words() -> str:
    """Say that a pledge that was under verification stands again."""
    return gettext("Restored after verification")


def group_words(code: str) -> str:
    """Return the name of a regional group; an observer has none."""
    return gettext(GROUPS[code]) if code in GROUPS else gettext("No regional group")


def firmness_words(code: str) -> str:
    """Return the words for how firm a commitment is."""
    return gettext(FIRMNESS.get(code, FIRMNESS["intention"]))


def tag_words(kind: str, codes: list[str]) -> list[str]:
    """Return the words for the tags of a kind, in the order of their list."""
    return [gettext(words) for code, words in TAGS[kind].items() if code in codes]


def language_words(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return Locale.parse(code).get_display_name(language().locale) or code


def direction_of(code: str) -> str:
    """Return the direction in which a language is written; any language, not ours only."""
    return Locale.parse(code).text_direction if code else "auto"


def by_name(states: list[State]) -> list[State]:
    """Sort States by name as readers of the page's language look for them.

    Latin and Russian without accents; Arabic without the article; Chinese by the code of the
    national standard, which follows pinyin for all but rare characters.
    """
    code = language().code
    return sorted(states, key=lambda state: _sort_key(state.name(code), code))


def matches(state: State, wanted: str) -> bool:
    """Say whether a State is meant: by part of its name in any language, or by its code."""
    folded = fold(wanted.strip())
    if folded == state.iso3.casefold():
        return True
    return any(folded in fold(state.name(code)) for code in CODES)


def _sort_key(name: str, code: str) -> bytes:
    if code == "zh":
        return name.encode("gb18030")
    if code == "ar":
        name = name.removeprefix(_ARTICLE)
    return fold(name).replace("ё", "е").encode()
