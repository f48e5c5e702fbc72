"""What changed from one document of a pledge to the next, field by field. Pure.

Documents are those of `document.content`. With ``positions`` (`handed_in.document_of`) commitments
are told apart by them, so that taking one out doesn't change the others; else by their order.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS

WORDS = ("language", "message", "child_readable", "text_version")
_Rows = dict[int, dict[str, Any]]


class Change(NamedTuple):
    """One field that differs: `which` names the clause or language, or is the position."""

    part: str
    which: str
    field: str
    before: Any
    after: Any


def between(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Return the fields in which two documents differ, in reading order."""
    found = (
        *_words(before, after),
        *_translations(before, after),
        *_answers(before, after),
        *_commitments(before, after),
        *_instrument(before, after),
    )
    return [change for change in found if change.before != change.after]


def _words(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for field in WORDS:
        yield Change("message", "", field, before[field], after[field])


def _translations(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    old, new = (
        {row["language"]: row for row in said.get("translations", ())} for said in (before, after)
    )
    for language in dict.fromkeys((*old, *new)):
        for field in ("message", "child_readable"):
            was, now = old.get(language, {}), new.get(language, {})
            yield Change("translations", language, field, was.get(field, ""), now.get(field, ""))


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


def _rows(document: dict[str, Any]) -> _Rows:
    rows = document["commitments"]
    return dict(zip(document.get("positions") or range(1, len(rows) + 1), rows, strict=False))


def _commitments(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    old, new = _rows(before), _rows(after)
    for position in sorted({*old, *new}):
        was, now = old.get(position, {}), new.get(position, {})
        for field in FIELDS:
            yield Change(
                "commitments", str(position), field, was.get(field) or "", now.get(field) or ""
            )


def _instrument(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for field in INSTRUMENT_FIELDS:
        yield Change(
            "instrument",
            "",
            field,
            before["instrument"][field] or "",
            after["instrument"][field] or "",
        )
    if "letter" in before and "letter" in after:
        yield Change("letter", "", "letter", before["letter"] or "", after["letter"] or "")
