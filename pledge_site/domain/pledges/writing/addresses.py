"""Places in a pledge that a reviewer's note can be addressed to. Pure.

An address is a part (``message``, ``letter``), or a place in one: ``answers.c7``,
``commitments.2`` (by its position, which it keeps when others are taken out),
``commitments.2.indicator``, ``instrument.on``.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pledge_site.domain.commitments.models import FIELDS
from pledge_site.domain.pledges.document import INSTRUMENT_FIELDS
from pledge_site.domain.pledges.models import PledgeVersion

PARTS = ("message", "answers", "commitments", "instrument", "letter", "child_readable")
_WORDS = ("language", "amendment_reason", "translations")


class Address(NamedTuple):
    """A part; the clause or the position of the commitment, if any; the field, if any."""

    part: str
    which: str
    field: str


def parse(address: str) -> Address:
    """Take an address apart."""
    part, _, rest = address.partition(".")
    if part == "instrument":
        return Address(part, "", rest)
    which, _, field = rest.partition(".")
    return Address(part, which, field)


def known(version: PledgeVersion, clauses: Mapping[str, int]) -> frozenset[str]:
    """Return every address that a version has.

    :param clauses: of the text that it answers, by key.
    """
    positions = [row.position for row in version.commitments]
    return frozenset(
        (
            *PARTS,
            *_WORDS,
            *(f"answers.{key}" for key in clauses),
            *(f"instrument.{field}" for field in INSTRUMENT_FIELDS),
            *(f"commitments.{position}" for position in positions),
            *(f"commitments.{position}.{field}" for position in positions for field in FIELDS),
        )
    )


def value(document: Mapping[str, Any], address: str) -> Any:
    """Return what stands at an address of a document that was handed in; None: it isn't there.

    :param document: of `handed_in.document_of`.
    """
    part, which, field = parse(address)
    found = document.get(part)
    if part == "answers" and which:
        return next((row for row in found or () if row["clause"] == which), None)
    if part == "commitments" and which:
        rows = dict(zip(document["positions"], found or (), strict=False))
        row = rows.get(int(which))
        return row if row is None or not field else row[field]
    if part == "instrument" and field:
        return (found or {}).get(field)
    return found
