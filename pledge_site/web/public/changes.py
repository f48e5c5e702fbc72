"""What differs between two versions of a pledge, field by field and word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from flask_babel import gettext
from markupsafe import Markup, escape

from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.web.public.labels import language_words
from pledge_site.web.public.pledge_parts import commitment, instrument

Document = dict[str, Any]
# Words with the space after them; each sign of a script that writes no spaces by itself.
_PIECES = re.compile(
    r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+"
)


class Change(NamedTuple):
    """A field that differs: its name, and how it read before and reads now."""

    name: str
    before: Markup
    after: Markup


def changes(before: Document, after: Document, headings: dict[str, str]) -> list[Change]:
    """Return what differs, in the order of the page.

    :param headings: the heading of each clause, by its key.
    """
    then, now = dict(_fields(before, headings)), dict(_fields(after, headings))
    return [
        _compared(name, then.get(name, ""), now.get(name, ""))
        for name in [*now, *(name for name in then if name not in now)]
        if then.get(name, "") != now.get(name, "")
    ]


def _fields(said: Document, headings: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield gettext("Language"), language_words(said["language"])
    yield gettext("The State’s message"), said["message"]
    yield gettext("For children"), said["child_readable"]
    for answer in said["answers"]:
        answered = ANSWERS[answer["answer"]]
        words = gettext(answered)
        name = headings.get(answer["clause"], answer["clause"])
        yield name, "\n".join(part for part in (words, answer["statement"]) if part)
    for given in said["commitments"]:
        # By title: taking one away doesn't change the others.
        yield gettext("Commitment: %(title)s", title=given["title"]), _commitment_text(given)
    yield (
        gettext("Document"),
        "\n".join(f"{name}: {value}" for name, value in instrument(said["instrument"])),
    )


def _commitment_text(given: Document) -> str:
    shown = commitment(given)
    lines = [shown["title"], *shown["problem"], *shown["action"]]
    lines += [f"{name}: {value}" for name, value in shown["rows"]]
    return "\n".join([*lines, *shown["tags"]])


def _compared(name: str, before: str, after: str) -> Change:
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    left, right = Markup(), Markup()
    for kind, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[i:j])), escape("".join(new[k:m]))
        if kind == "equal":
            left, right = left + gone, right + come
            continue
        left += Markup("<del>{}</del>").format(gone) if gone else Markup()
        right += Markup("<ins>{}</ins>").format(come) if come else Markup()
    return Change(name, left, right)
