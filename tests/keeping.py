"""Keeps what many tests begin with: it is made once, and brought back for each further test.

What is kept are rows and files, by the function that makes them, apart for each kind of database.
No fixture lives here (conftest.py); how a database is read and written whole is in databases.py.
"""

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask

from pledge_site.db import db
from pledge_site.kernel import clock
from tests.databases import Databases, let_go

T = TypeVar("T")


@dataclass
class _Kept:
    made: Any
    on: date
    rows: Any
    files: Path


@dataclass
class Beginnings:
    """What was made so far; `folders` is where the application keeps files, `kept` where we do."""

    databases: Databases
    folders: Path
    kept: Path
    _made: dict[Callable[[], Any], _Kept] = field(default_factory=dict)

    def begin(self, app: Flask, make: Callable[[], T]) -> T:
        """Leave an empty register as `make` leaves it, and return what it returns.

        What was made on another day is made anew: pages tell days.
        """
        known = self._made.get(make)
        _leave(app)
        if known and known.on == clock.now().date():
            self.databases.bring_back("register", known.rows)
            shutil.copytree(known.files, self.folders, dirs_exist_ok=True)
            return copy.deepcopy(known.made)  # type: ignore[no-any-return]
        made = make()
        _leave(app)
        files = self.kept / f"{len(self._made)}-{clock.now():%H%M%S%f}"
        shutil.copytree(self.folders, files)
        rows = self.databases.keep("register")
        self._made[make] = _Kept(copy.deepcopy(made), clock.now().date(), rows, files)
        return made

    def again(self, app: Flask, make: Callable[[], T]) -> T:
        """Put the register back to what `make` leaves, whatever was done to it since."""
        _leave(app)
        self.databases.refresh("template", "register")
        return self.begin(app, make)


def _leave(app: Flask) -> None:
    # The session of a test would keep its connection past the end of the pool.
    db.session.remove()
    let_go(app)
