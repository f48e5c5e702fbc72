"""What must be looked at in a child's words before anyone else reads them. Pure; it never decides.

`marks` finds what could lead to a child, `redact` suggests the words without it, `harm_hints` finds
words that may tell of harm. Where a contribution waits, and who decides, is elsewhere.
"""

from pledge_site.domain.workshops.detecting import rules
from pledge_site.domain.workshops.detecting.folding import folded
from pledge_site.domain.workshops.detecting.marking import KINDS, Mark, settled
from pledge_site.domain.workshops.detecting.placeholders import placeholder

__all__ = ["KINDS", "Mark", "harm_hints", "marks", "redact"]


def marks(text: str, language: str = "") -> tuple[Mark, ...]:
    """Return what could lead to a person, in the order of the text, none over another.

    :param language: the language that the text is said to be in. All rules read every text, since
        groups mix languages; of a language outside the six the rules without words still hold.
    """
    del language  # Every rule reads every text; see above.
    read = folded(text)
    return settled(rules.found(read), text)


def redact(text: str, found: tuple[Mark, ...], language: str) -> str:
    """Suggest the text with a neutral word in brackets for each mark, in one of the six languages.

    :param found: marks of this very text, as `marks` returns them.
    """
    said: list[str] = []
    place = 0
    for mark in found:
        said += [text[place : mark.start], placeholder(mark.kind, language)]
        place = mark.end
    return "".join([*said, text[place:]])


def harm_hints(text: str, language: str = "") -> tuple[str, ...]:
    """Return the words that may tell of harm done to a child, as they stand; a person reads first.

    :param language: as for `marks`.
    """
    del language  # As in `marks`.
    return rules.hints(folded(text), text)
