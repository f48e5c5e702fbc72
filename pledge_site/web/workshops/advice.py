"""What the detector says of words while they are typed in: advice to an adult, never a refusal."""

from flask_babel import gettext

from pledge_site.domain.workshops import safeguards
from pledge_site.domain.workshops.facts import Said
from pledge_site.web.workshops.words import HARM, MARKS

# The marked words, and what is said of them.
Advice = list[tuple[str, str]]


def on(said: Said) -> Advice:
    """Return what there is to say on one thing: what could lead to a child, what may be harm."""
    found: list[tuple[str, str]] = []
    for words, code in ((said.words, said.language), (said.translation, said.translation_language)):
        found += on_words(words, code)
        if not said.is_harm:
            found += [(hint, gettext(HARM)) for hint in safeguards.harm_hints(words, code)]
    return list(dict.fromkeys(found))


def on_words(words: str, code: str) -> Advice:
    """Return what in some words could lead to a child."""
    return [
        (words[mark.start : mark.end], gettext(MARKS[mark.kind]))
        for mark in safeguards.marks(words, code)
    ]
