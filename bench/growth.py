"""What 100,000 pledge versions and 1,000,000 ledger entries change, against 100 of each.

Run as ``.venv/bin/python -m bench.growth [VERSIONS] [ENTRIES]``, on SQLite and on
PostgreSQL. Both registers hold a pledge of each of 100 States and are asked in turn by one
process, through the whole application; every figure is a ratio of the quickest of each.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from flask import Flask

from bench.load import fill
from pledge_site.app import create_app
from pledge_site.settings import ROOT, read
from tests.databases import Databases, PostgresDatabases, SqliteDatabases, let_go, migrate

SMALL = (100, 100)
ROUNDS = 15
FROM_CACHE_AT_ONCE = 40
FROM_CACHE = {"home": "/en/", "a State": "/en/states/FRA/"}
MADE = {
    "home, made anew": "/en/",
    "a State, made anew": "/en/states/FRA/",
    "States, made anew": "/en/states/",
    "search for a word": "/en/pledges/?q=safer",
    "filter by standing": "/en/pledges/?standing=deposited",
}


def settings(url: str, folder: Path) -> dict[str, str]:
    """Return what an application on a database is started with; nothing runs behind the scenes."""
    return {
        "APP_ENV": "test",
        "DATABASE_URL": url,
        "FILES_URL": str(folder / "files"),
        "MAIL_URL": str(folder / "mail"),
        "PYTHONWARNINGS": "ignore",
    }


def filled(databases: Databases, name: str, size: tuple[int, int], folder: Path) -> Flask:
    """Make an application on a new register of some size."""
    app = create_app(read(settings(databases.create(name), folder)))
    migrate(app)
    with app.app_context():
        fill(*size)
    return app


def seconds(app: Flask, path: str, *, anew: bool) -> float:
    """Return how long a page takes, from the cache or not."""
    client = app.test_client()
    if anew:
        app.extensions["page_shelf"].forget()
    times = 1 if anew else FROM_CACHE_AT_ONCE
    began = time.perf_counter()
    for _ in range(times):
        with client.get(path) as answer:
            assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - began) / times


def start(url: str, folder: Path) -> float:
    """Return the processor time from nothing to the first page."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-c", "import wsgi; wsgi.app.test_client().get('/en/help/').close()"],
        cwd=ROOT, check=True, env=os.environ | settings(url, folder), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    after = os.times()
    return after.children_user - before.children_user


def ratio(measure: Callable[[int], float], rounds: int = ROUNDS) -> float:
    """Return how many times longer the large one (1) takes than the small one (0), in turns.

    The quickest of each: what else the machine does only ever adds to a time.
    """
    pairs = [(measure(0), measure(1)) for _ in range(rounds)]
    small, large = (min(each) for each in zip(*pairs, strict=True))
    return large / small


def measure(
    databases: Databases, size: tuple[int, int], folder: Path
) -> Iterator[tuple[str, float, float]]:
    """Yield the figures on databases of one kind: what, the ratio, its goal."""
    apps = [filled(databases, name, each, folder) for name, each in
            (("small", SMALL), ("large", size))]  # fmt: skip
    for label, path in FROM_CACHE.items():
        for app in apps:
            seconds(app, path, anew=True)
        found = ratio(lambda which, path=path: seconds(apps[which], path, anew=False))
        yield f"{label}, from the cache", found, 1.1
    for label, path in MADE.items():
        yield label, ratio(lambda which, path=path: seconds(apps[which], path, anew=True)), 2
    urls = [str(databases.url(name)) for name in ("small", "large")]
    yield "start, to the first page", ratio(lambda which: start(urls[which], folder), 6), 1.1
    for app in apps:
        let_go(app)


def main() -> int:
    """Measure on each kind of database, and print each figure beside its reference."""
    versions, entries = [*map(int, sys.argv[1:3]), 100_000, 1_000_000][:2]
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        kinds: dict[str, Databases] = {"SQLite": SqliteDatabases(folder)}
        kinds["PostgreSQL"] = PostgresDatabases(folder.with_name(folder.name + "-pg"), "bench")
        for kind, databases in kinds.items():
            stack.callback(databases.close)
            for label, found, goal in measure(databases, (versions, entries), folder):
                said = "met" if found <= goal else "not met"
                row = f"{kind}: {label} | {found:.2f} | 1 with {SMALL[0]} | ≤ {goal} | {said}"
                print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
