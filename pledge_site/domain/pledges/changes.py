"""What changed from one version of a pledge to the next, field by field. Pure."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS

WORDS = ("language", "message", "child_readable", "text_version")


class Change(NamedTuple):
    """One field that differs: `which` names the clause, or numbers the commitment."""

    part: str
    which: str
    field: str
    before: Any
    after: Any


def between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Return the fields in which two documents (`document.content`) differ, in reading order."""
    return [
        change
        for change in (*_words(before, after), *_answers(before, after), *_lists(before, after))
        if change.before != change.after
    ]


def _words(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for field in WORDS:
        yield Change("message", "", field, before[field], after[field])


def _answers(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    old = {row["clause"]: row for row in before["answers"]}
    new = {row["clause"]: row for row in after["answers"]}
    for clause in dict.fromkeys((*old, *new)):
        for field in ("answer", "statement"):
            yield Change(
                "answers",
                clause,
                field,
                old.get(clause, {}).get(field, ""),
                new.get(clause, {}).get(field, ""),
            )


def _lists(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    old, new = before["commitments"], after["commitments"]
    for place in range(max(len(old), len(new))):
        was = old[place] if place < len(old) else {}
        now = new[place] if place < len(new) else {}
        for field in FIELDS:
            yield Change(
                "commitments", str(place + 1), field, was.get(field) or "", now.get(field) or ""
            )
    for field in INSTRUMENT_FIELDS:
        yield Change(
            "instrument",
            "",
            field,
            before["instrument"][field] or "",
            after["instrument"][field] or "",
        )
