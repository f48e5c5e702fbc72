"""Children's own words inside a clause: bracketed spans with an id, as in Pandoc's Markdown. Pure.

``We promise to [ask you before we decide]{#k7}.`` Whose words a span holds is told by the links of
contributions; here is only what is marked. A bracket that belongs to no span is a bracket.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_SPAN = re.compile(r"\[([^\[\]]*)\]\{#([^}]*)\}")
_ID = re.compile(r"[a-z][a-z0-9-]{0,19}")
# What is left of a span that was not written to its end.
_BROKEN = re.compile(r"\]\{#|\{#[^}]*\}")


class Piece(NamedTuple):
    """Some words of a clause; `span` is the id of the marked span they are, else empty."""

    words: str
    span: str


def parse(body: str) -> tuple[Piece, ...]:
    """Return the pieces of a body in order; joined, their words are the clause."""
    found, place = [], 0
    for match in _SPAN.finditer(body):
        found.append(Piece(body[place : match.start()], ""))
        found.append(Piece(match[1], match[2]))
        place = match.end()
    found.append(Piece(body[place:], ""))
    return tuple(piece for piece in found if piece.words)


def plain(body: str) -> str:
    """Return the words of a body without its marks."""
    return _SPAN.sub(r"\1", body)


def plain_all(bodies: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a clause by language, without marks."""
    return {code: plain(body) for code, body in bodies.items()}


def spans(body: str) -> tuple[str, ...]:
    """Return the ids of the marked spans in order."""
    return tuple(match[2] for match in _SPAN.finditer(body))


def keep(body: str, live: Iterable[str]) -> str:
    """Return a body with the marks of the named spans alone; the words of the others stay."""
    kept = set(live)
    return _SPAN.sub(lambda match: match[0] if match[2] in kept else match[1], body)


def fault(body: str) -> str | None:
    """Name what is wrong with the marks: ``markup.broken``, ``.id``, ``.twice``, ``.empty``."""
    ids = spans(body)
    if _BROKEN.search(plain(body)):
        return "markup.broken"
    if not all(_ID.fullmatch(each) for each in ids):
        return "markup.id"
    if len(set(ids)) != len(ids):
        return "markup.twice"
    if any(not match[1].strip() for match in _SPAN.finditer(body)):
        return "markup.empty"
    return None
