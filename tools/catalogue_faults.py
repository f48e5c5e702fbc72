"""What makes one translation unacceptable. No file is read here."""

import re
from collections import Counter, defaultdict

from babel.messages.catalog import Message

# %(name)s is filled in by the program, {name} by a script in the page.
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>")
# Direction overrides come in with copied text and can't be seen.
_UNSEEN = re.compile(r"[\u202a-\u202e\u200b\ufeff]")


def key(message: Message) -> tuple[str, str]:
    """Return what makes a message one: its context and its (singular) text."""
    text = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return (message.context or "", text)


def message_faults(message: Message, plurals: int) -> list[str]:
    """Say what is wrong with one translation.

    :param plurals: how many forms the language has.
    """
    sources = list(message.id) if isinstance(message.id, tuple | list) else [message.id]
    texts = list(message.string) if isinstance(message.string, tuple | list) else [message.string]
    name = repr(sources[0])
    if message.fuzzy:
        return [f"fuzzy: {name}"]
    given = [text for text in texts if text]
    if not given or len(given) < len(texts):
        return [f"missing: {name}"]
    found = []
    if len(sources) > 1 and len(given) != plurals:
        found.append(f"{len(given)} plural forms of {plurals}: {name}")
    for text in given:
        found += [f"{fault}: {name}" for fault in _text_faults(text, sources)]
    return found


def _text_faults(text: str, sources: list[str]) -> list[str]:
    found = []
    known = set(_PLACEHOLDER.findall(" ".join(sources)))
    given = set(_PLACEHOLDER.findall(text))
    if given - known:
        found.append(f"unknown placeholder {sorted(given - known)}")
    # A form for one thing or two may say the number in a word.
    if len(sources) == 1 and known - given:
        found.append(f"lost placeholder {sorted(known - given)}")
    if any(each.startswith("%") for each in known) and not _formats(text):
        found.append("a percent sign that is not doubled")
    if Counter(_TAG.findall(text)) != Counter(_TAG.findall(sources[-1])):
        found.append("other tags than the source")
    if text != text.strip() and sources[0] == sources[0].strip():
        found.append("space at an end")
    if _UNSEEN.search(text):
        found.append("an invisible character")
    return found


def _formats(text: str) -> bool:
    try:
        text % defaultdict(int)
    except (ValueError, TypeError):
        return False
    return True
