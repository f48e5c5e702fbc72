"""What the texts and the pledges say, as rows: clauses, commitments, answers. No query is here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pledge_site.domain.texts import markup
from pledge_site.domain.texts.models import ClauseVersion, TextVersion

Row = dict[str, Any]
Said = Mapping[int, Row]


def text(version: TextVersion, clauses: Iterable[ClauseVersion], counted: Mapping[str, Row]) -> Row:
    """Return a text in all its languages, with how often each clause was answered how."""
    return {
        "version": version.number,
        "drafted_in": version.drafted_in,
        "titles": version.titles,
        "preambles": version.preambles,
        "clauses": [clause(each, counted) for each in clauses],
    }


def clause(worded: ClauseVersion, counted: Mapping[str, Row]) -> Row:
    """Return one clause of a text."""
    return {
        "id": worded.clause.key,
        "place": worded.position,
        "headings": worded.headings,
        "bodies": markup.plain_all(worded.bodies),
        "answers": counted.get(worded.clause.key, {}),
    }


def clause_rows(told: Row) -> Iterator[Row]:
    """Go through the clauses of a text as lines of a sheet."""
    for each in told["clauses"]:
        yield {
            "text_version": told["version"],
            "clause": each["id"],
            "place": each["place"],
            **{f"heading_{code}": words for code, words in each["headings"].items()},
            **{f"body_{code}": words for code, words in each["bodies"].items()},
            **dict.fromkeys(("adopt", "adopt_with_statement", "not_yet"), 0),
            **each["answers"],
        }


def commitment_rows(entries: Iterable[Row], said: Said) -> Iterator[Row]:
    """Go through the commitments of pledges, in their order; what nobody may read is left out."""
    for entry, document in _with_words(entries, said):
        for place, row in enumerate(document["commitments"], 1):
            yield {**_head(entry, document), "place": place, **row}


def answer_rows(entries: Iterable[Row], said: Said) -> Iterator[Row]:
    """Go through what pledges answer to the clauses."""
    for entry, document in _with_words(entries, said):
        for row in document["answers"]:
            yield {**_head(entry, document), **row}


def _with_words(entries: Iterable[Row], said: Said) -> Iterator[tuple[Row, Row]]:
    for entry in entries:
        document = said.get(entry["version_id"])
        if document is not None:
            yield entry, document


def _head(entry: Row, document: Row) -> Row:
    return {
        "reference": entry["reference"],
        "state": entry["state"],
        "states": entry["states"],
        "standing": entry["standing"],
        "version": entry["version"],
        "language": document["language"],
    }
