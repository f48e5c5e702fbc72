"""A list costs no more when much more can be found, nor on its last page than on its first.

Counted in steps of SQLite's machine, so that no clock decides.
"""

import pytest
from sqlalchemy import func, insert, select

from pledge_site.db import db, write
from pledge_site.domain.search.entries import place_of
from pledge_site.domain.search.models import PLEDGE, SearchEntry, SearchTag
from pledge_site.domain.search.queries import Wanted, search

pytestmark = pytest.mark.database("sqlite")
FEW, MANY, EACH = 200, 6_000, 10


def add(first: int, last: int) -> None:
    """Write entries: each with a word that all have, every tenth State, and a rare word."""
    entries, tags = [], []
    for number in range(first, last):
        reference, day = f"GP-X-{number:05d}", f"20{number % 90 + 10}-01-01"
        rare = ["rare"] if number < EACH else []
        entries.append({
            "id": number + 1, "kind": PLEDGE, "campaign": "c", "reference": reference,
            "position": 0, "day": day, "place": place_of(day, reference, 0), "mark": "0" * 64,
            "said": {"texts": []}, "tokens": " ".join(sorted(["common", f"w{number}", *rare])),
        })  # fmt: skip
        state = "GHA" if number < EACH or number % 500 == 0 else "KEN"
        tags.append({"entry_id": number + 1, "facet": "state", "value": state})
    with write() as session:
        session.execute(insert(SearchEntry), entries)
        session.execute(insert(SearchTag), tags)


def steps(wanted: Wanted, after: str = "") -> int:
    """Return the steps that one page takes, in twenties."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    search(wanted, after=after)
    driver = db.session.connection().connection.driver_connection
    driver.set_progress_handler(count, 20)
    try:
        found = search(wanted, after=after)
    finally:
        driver.set_progress_handler(None, 0)
    assert found.entries
    db.session.rollback()
    return counted


def measured() -> dict[str, int]:
    """Measure each kind of page."""
    whole = Wanted(PLEDGE, "c")
    last = db.session.scalar(select(func.max(SearchEntry.place)))
    before = db.session.scalar(
        select(SearchEntry.place)
        .where(SearchEntry.place < last)
        .order_by(SearchEntry.place.desc())
        .offset(20)
        .limit(1)
    )
    return {
        "first": steps(whole),
        "last": steps(whole, before),
        "rare word": steps(Wanted(PLEDGE, "c", "rare")),
        "common filter": steps(Wanted(PLEDGE, "c", tags={"state": "KEN"})),
    }


def test_pages_cost_the_same_with_thirty_times_as_much(app):
    add(0, FEW)
    few = measured()
    add(FEW, MANY)
    many = measured()
    for page, cost in many.items():
        assert cost <= 2 * few[page], (page, few, many)
    assert many["last"] <= 1.5 * many["first"] + 5
