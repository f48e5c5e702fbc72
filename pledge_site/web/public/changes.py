"""What differs between two versions of a pledge, field by field and word by word."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask_babel import gettext
from markupsafe import Markup

from pledge_site.domain.pledges.codes import ANSWERS
from pledge_site.web.edge.marking import marked
from pledge_site.web.public.labels import language_words
from pledge_site.web.public.pledge_parts import commitment, instrument, translation

Document = dict[str, Any]


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
    for given in said["translations"]:
        # The secretariat's are not the State's words, and no change of its pledge.
        if given["source"] == "state":
            words = "\n".join(part for part in (given["message"], given["child_readable"]) if part)
            yield translation(given)["mark"], words
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
    return Change(name, *marked(before, after))
