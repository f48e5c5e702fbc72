"""The neutral word that stands where something was taken out, in the language of the text."""

from pledge_site.domain.workshops.detecting.marking import KINDS
from pledge_site.domain.workshops.detecting.words.placeholders import PLACEHOLDERS

_ELSEWHERE = "…"


def placeholder(kind: str, language: str) -> str:
    """Return what to write for a mark; in a language outside the six, dots in brackets."""
    known = PLACEHOLDERS.get(language)
    return f"[{known[KINDS.index(kind)] if known else _ELSEWHERE}]"
