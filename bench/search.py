"""What a search costs as the register grows: each kind of page at 200 entries and at 100,000.

Run it with a DATABASE_URL of an empty, migrated database: it fills the tables of the search with
rows of its own, and leaves them there. Prints one row a page: time at each size, and the ratio.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import insert, text

from pledge_site.app import create_app
from pledge_site.db import db, write
from pledge_site.domain.search.entries import ALL, place_of
from pledge_site.domain.search.models import PLEDGE, SearchEntry, SearchTag
from pledge_site.domain.search.queries import Wanted, counts, search

FEW, MANY, AT_ONCE, TIMES = 200, 100_000, 5_000, 9
CAMPAIGN = "bench-of-search"


def add(first: int, last: int) -> None:
    """Write entries: a word that all have, one of their own, and one that ten of them have."""
    for start in range(first, last, AT_ONCE):
        rows, tags = [], []
        for number in range(start, min(last, start + AT_ONCE)):
            reference, day = f"GP-B-{number:06d}", f"20{number % 90 + 10}-01-01"
            words = ["common", f"w{number}", *(["rare"] if number < 10 else [])]
            rows.append({
                "id": number + 1, "kind": PLEDGE, "campaign": CAMPAIGN, "reference": reference,
                "position": 0, "day": day, "place": place_of(day, reference, 0), "mark": "0" * 64,
                "said": {"texts": []}, "tokens": " ".join(sorted(words)),
            })  # fmt: skip
            for facet, value in ((ALL, ""), ("state", "GHA" if number % 2 else "KEN")):
                tags.append({"entry_id": number + 1, "facet": facet, "value": value})
        with write() as session:
            session.execute(insert(SearchEntry), rows)
            session.execute(insert(SearchTag), tags)


def measured() -> dict[str, float]:
    """Return the median seconds of each kind of page."""
    whole = Wanted(PLEDGE, CAMPAIGN)
    last = "79900000.GP-B-000000.000"
    kinds: dict[str, Callable[[], Any]] = {
        "first page": lambda: search(whole),
        "last page": lambda: search(whole, after=last),
        "a rare word": lambda: search(Wanted(PLEDGE, CAMPAIGN, "rare")),
        "a rare word and its numbers": lambda: counts(Wanted(PLEDGE, CAMPAIGN, "rare")),
        "a common filter": lambda: search(Wanted(PLEDGE, CAMPAIGN, tags={"state": "GHA"})),
        "a word that all have": lambda: search(Wanted(PLEDGE, CAMPAIGN, "common")),
        "the numbers of everything": lambda: counts(whole),
    }
    return {name: _median(ask) for name, ask in kinds.items()}


def _median(ask: Callable[[], Any]) -> float:
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - begun)
        db.session.rollback()
    return statistics.median(spent)


def main() -> int:
    """Measure at both sizes and print the table."""
    with create_app().app_context():
        if db.session.scalar(text("SELECT count(*) FROM search_entries")):
            print("the search of this database is not empty", file=sys.stderr)
            return 1
        db.session.rollback()
        add(0, FEW)
        few = measured()
        add(FEW, MANY)
        if db.engine.dialect.name == "postgresql":
            with write() as session:
                session.execute(text("ANALYZE"))
        many = measured()
    for name, cost in many.items():
        row = {"page": name, "few_ms": round(few[name] * 1000, 2), "many_ms": round(cost * 1000, 2)}
        print(json.dumps({**row, "ratio": round(cost / few[name], 2)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
