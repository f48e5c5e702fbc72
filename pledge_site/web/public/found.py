"""The rows of the lists of pledges and commitments: what was found, with the words marked."""

from typing import Any

from flask import url_for
from flask_babel import ngettext

from pledge_site.domain.commitments.codes import TAGS
from pledge_site.domain.search.queries import Found
from pledge_site.domain.search.tokens import Piece, Term, is_in, pieces
from pledge_site.web.edge.locale import language
from pledge_site.web.edge.words import day
from pledge_site.web.public.labels import (
    direction_of,
    firmness_words,
    language_words,
    standing_words,
    tag_words,
)
from pledge_site.web.public.parties import names_of
from pledge_site.web.public.sifting import Sift

Row = dict[str, Any]
# Signs of an excerpt: before what was found, and behind it.
_BEFORE, _BEHIND = 70, 190
# Where the words of a commitment are looked for, in this order.
_PROSE = ("action", "problem", "indicator", "partners", "lead_ministry", "baseline_source")


def pledge_rows(entries: list[Found], sift: Sift) -> list[Row]:
    """Return a row for each pledge found; a joint one has one row."""
    wanted = sift.wanted.terms
    return [
        {
            **_head(pledge, wanted),
            "url": url_for("public.pledge", reference=found.reference),
            "language": language_words(pledge["message_language"]),
            "commitments": ngettext(
                "%(num)s commitment", "%(num)s commitments", pledge["commitments"]
            ),
            "excerpt": _excerpt([tuple(each) for each in found.said["texts"]], wanted),
        }
        for found in entries
        if (pledge := sift.campaign.pledges.get(found.reference))
    ]


def commitment_rows(entries: list[Found], sift: Sift) -> list[Row]:
    """Return a row for each commitment found, with its title and the beginning of what is done."""
    wanted = sift.wanted.terms
    return [
        {
            **_head(pledge, wanted),
            "url": url_for("public.pledge", reference=found.reference) + "#commitments",
            "title": pieces(wanted, found.said["title"]),
            "lang": found.said["language"],
            "dir": direction_of(found.said["language"]),
            "firmness": firmness_words(found.said["firmness"]),
            "tags": [word for kind in TAGS for word in tag_words(kind, found.said[kind])],
            "by": day(found.said["ends_on"]) if found.said["ends_on"] else "",
            "excerpt": _excerpt(_prose(found.said), wanted, always=True),
        }
        for found in entries
        if (pledge := sift.campaign.pledges.get(found.reference))
    ]


def _head(pledge: dict[str, Any], wanted: list[Term]) -> Row:
    return {
        "name": pieces(wanted, names_of(pledge)),
        "is_joint": pledge["kind"] == "joint",
        "reference": pledge["reference"],
        "standing": pledge["standing"],
        "words": standing_words(pledge["standing"]),
        "since": day(pledge["since"]),
        "since_iso": pledge["since"][:10],
    }


def _prose(said: dict[str, Any]) -> list[tuple[str, str]]:
    return [(said["language"], said[field]) for field in _PROSE if said[field]]


def _excerpt(texts: list[Any], wanted: list[Term], *, always: bool = False) -> Row | None:
    """Cut what shows the words out of the first text that has one, the reader's language first.

    :param always: where none has, the beginning of the first text.
    """
    ordered = sorted(texts, key=lambda each: each[0] != language().code)
    shown = next((each for each in ordered if is_in(wanted, each[1])), None)
    if shown is None and (not always or not texts):
        return None
    code, text = shown or texts[0]
    return {"lang": code, "dir": direction_of(code), "pieces": _cut(wanted, " ".join(text.split()))}


def _cut(wanted: list[Term], text: str) -> list[Piece]:
    first = 0
    for piece in pieces(wanted, text):
        if piece.is_found:
            break
        first += len(piece.text)
    start = max(0, first - _BEFORE) if first < len(text) else 0
    end = min(len(text), start + _BEFORE + _BEHIND)
    # Not in the middle of a word, where the script has spaces.
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", first, end)) > start:
        end = space
    cut = pieces(wanted, text[start:end])
    before = [Piece("… ", False)] if start else []
    behind = [Piece(" …", False)] if end < len(text) else []
    return [*before, *cut, *behind]
