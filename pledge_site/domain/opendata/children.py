"""What groups of children said, as rows: marked words of a clause, and who said what. No query.

Everything is of `workshops/showing.py`: what it doesn't show, nobody is given.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pledge_site.domain.texts import markup, share
from pledge_site.domain.texts.models import ClauseVersion, TextVersion
from pledge_site.domain.workshops.showing import Shown

Row = dict[str, Any]


def spans_of(said: Iterable[Shown]) -> dict[str, set[str]]:
    """Return the marked words that a group stands behind, by clause."""
    found: dict[str, set[str]] = {}
    for each in said:
        if each.span:
            found.setdefault(each.clause, set()).add(each.span)
    return found


def own_words(
    version: TextVersion, clauses: Iterable[ClauseVersion], live: Mapping[str, set[str]]
) -> share.Share:
    """Count the words of a version, and the children's own, in the language of drafting."""
    counted = [
        share.of_bodies([each.bodies[version.drafted_in]], live.get(each.clause.key, set()))
        for each in clauses
    ]
    return share.Share(sum(each.own for each in counted), sum(each.all for each in counted))


def share_row(counted: share.Share) -> Row:
    """Return a share as a row."""
    return {"own": counted.own, "all": counted.all, "percent": counted.percent}


def marked(clause: ClauseVersion, live: Iterable[str]) -> list[Row]:
    """Return the marked words of a clause by language, in the order of the language of drafting."""
    kept = set(live)
    found: dict[str, dict[str, str]] = {}
    for span in markup.spans(clause.bodies.get(clause.text_version.drafted_in, "")):
        if span in kept:
            found[span] = {}
    for code, body in clause.bodies.items():
        for piece in markup.parse(body):
            if piece.span in found:
                found[piece.span][code] = piece.words
    return [{"span": span, "words": words} for span, words in found.items()]


def voice(said: Shown) -> Row:
    """Return one thing that a group said; what may not be told of the group is empty."""
    cell = said.cell
    return {
        "span": said.span,
        "kind": said.kind,
        "language": said.language,
        "words": said.words,
        "translations": dict(said.translations),
        "fate": said.fate,
        "reasons": dict(said.reasons),
        "country": cell.country,
        "region": cell.region,
        "time": cell.time,
        "age_band": cell.age_band,
        "size_band": said.size_band,
        "method": said.method,
        "partner": said.partner,
    }
