"""Fills the search from the snapshot that stands. The same snapshot gives the same entries.

What is in no snapshot can't get in, so that nothing is found before its release. Call what writes
in a write transaction; the rest reads alone.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select

from pledge_site.db import db
from pledge_site.domain.ledger.models import Follower
from pledge_site.domain.pledges.reading import published
from pledge_site.domain.search.entries import Made, entries, mark_of
from pledge_site.domain.search.models import SearchEntry, SearchTag
from pledge_site.domain.snapshots.standing import pledges_in

Document = dict[str, Any]
# The name of the follower, and how many pledges are written at once.
NAME = "search"
BATCH = 50


def differing(snapshot: Document) -> tuple[set[str], list[tuple[str, Document]]]:
    """Return what has to go, by reference, and the pledges to be made anew, each with its campaign.

    :param snapshot: the document of the snapshot.
    """
    rows = select(SearchEntry.reference, SearchEntry.mark).where(SearchEntry.position == 0)
    marks = {row.reference: row.mark for row in db.session.execute(rows)}
    shown = {
        reference: (slug, pledge)
        for slug, campaign in snapshot["campaigns"].items()
        for reference, pledge in pledges_in(campaign).items()
    }
    new = [each for each in shown.values() if marks.get(each[1]["reference"]) != mark_of(*each)]
    return set(marks) - set(shown), new


def prepare(pledges: Iterable[tuple[str, Document]]) -> dict[str, list[Made]]:
    """Make the entries of some pledges, by reference; reads what they say, and writes nothing.

    One whose version is no longer public comes out empty: the next snapshot says why.
    """
    pledges = list(pledges)
    said = published.documents([pledge["version_id"] for _, pledge in pledges])
    return {
        pledge["reference"]: list(entries(slug, pledge, said[pledge["version_id"]]))
        if pledge["version_id"] in said
        else []
        for slug, pledge in pledges
    }


def batches(pledges: list[tuple[str, Document]]) -> Iterable[list[tuple[str, Document]]]:
    """Cut a list of pledges into what is written at once."""
    rest = iter(pledges)
    return iter(lambda: list(islice(rest, BATCH)), [])


def replace(made: dict[str, list[Made]], gone: Iterable[str] = ()) -> None:
    """Put the entries of some pledges in the place of those that stand, and take others out."""
    remove([*made, *gone])
    tags = []
    for rows in made.values():
        for values, facets in rows:
            row = insert(SearchEntry).values(**values).returning(SearchEntry.id)
            entry_id = db.session.scalar(row)
            tags += [
                {"entry_id": entry_id, "facet": facet, "value": value} for facet, value in facets
            ]
    if tags:
        db.session.execute(insert(SearchTag), tags)


def remove(references: Iterable[str]) -> None:
    """Take the entries of some pledges out."""
    listed = list(references)
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        db.session.execute(delete(SearchEntry).where(SearchEntry.reference.in_(part)))


def empty() -> None:
    """Take everything out, so that the follower fills it anew."""
    db.session.execute(delete(SearchEntry))
    db.session.execute(delete(Follower).where(Follower.name == NAME))


def filled_to() -> int:
    """Return the number of the snapshot that the search was filled from; 0 for none."""
    found = db.session.scalar(select(Follower.position).where(Follower.name == NAME))
    return found or 0
