"""What a search costs as the register grows: each kind of page at 200 entries and at 100,000.

Run as ``.venv/bin/python -m bench.search``, on SQLite and on PostgreSQL: it fills the tables of a
search with rows of its own. The reference is the same question at 200 entries.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bench.growth import settings
from pledge_site.app import create_app
from pledge_site.db import db, write
from pledge_site.domain.search.entries import ALL, place_of
from pledge_site.domain.search.models import PLEDGE, SearchEntry, SearchTag
from pledge_site.domain.search.queries import Wanted, counts, search
from pledge_site.settings import read
from tests.databases import Databases, PostgresDatabases, SqliteDatabases, let_go, migrate

FEW, MANY, AT_ONCE, TIMES = 200, 100_000, 5_000, 15
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
    """Return the fewest seconds of each kind of page."""
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
    return {name: _quickest(ask) for name, ask in kinds.items()}


def _quickest(ask: Callable[[], Any]) -> float:
    spent = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - begun)
        db.session.rollback()
    return min(spent)


def grown(databases: Databases, folder: Path) -> Iterator[tuple[str, float, float]]:
    """Yield what each page costs with few entries and with many, in seconds."""
    app = create_app(read(settings(databases.create("search"), folder)))
    migrate(app)
    with app.app_context():
        add(0, FEW)
        few = measured()
        add(FEW, MANY)
        if db.engine.dialect.name == "postgresql":
            with write() as session:
                session.execute(text("ANALYZE"))
        many = measured()
    let_go(app)
    for name, cost in many.items():
        yield name, few[name], cost


def main() -> int:
    """Measure on each kind of database, and print each figure beside its reference."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        kinds: dict[str, Databases] = {"SQLite": SqliteDatabases(folder)}
        kinds["PostgreSQL"] = PostgresDatabases(folder.with_name(folder.name + "-pg"), "bench")
        for kind, databases in kinds.items():
            stack.callback(databases.close)
            for label, few, many in grown(databases, folder):
                said = f"{few * 1000:.1f} ms with {FEW}, {many * 1000:.1f} ms with {MANY}"
                good = "met" if many <= 2 * few else "not met"
                row = f"{kind}: {label}, {MANY} entries ÷ {FEW} | {many / few:.2f}"
                print(f"{row} | {said} | ≤ 2 | {good}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
