"""What the detector says of words while they are typed in: advice to an adult, never a refusal."""

from flask_babel import gettext

from pledge_site.domain.workshops import safeguards
from pledge_site.domain.workshops.facts import Said
from pledge_site.web.workshops.words import HARM, MARKS

# The marked words, and what is said of them.
Advice = list[tuple[str, str]]


def on(said: Said) -> Advice:
    """Return what there is to say on one thing and on its translation."""
    found = on_words(said.words, said.language, is_harm=said.is_harm)
    found += on_words(said.translation, said.translation_language, is_harm=said.is_harm)
    return list(dict.fromkeys(found))


def on_words(words: str, code: str, *, is_harm: bool = False) -> Advice:
    """Return what in some words could lead to a child, and what may tell of harm.

    :param is_harm: that they tell of harm is known.
    """
    found = [
        (words[mark.start : mark.end], gettext(MARKS[mark.kind]))
        for mark in safeguards.marks(words, code)
    ]
    hints = () if is_harm else safeguards.harm_hints(words, code)
    return found + [(hint, gettext(HARM)) for hint in hints]
