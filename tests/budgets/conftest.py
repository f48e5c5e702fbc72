"""What the budgets are counted with: the statements that a database is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from pledge_site.db import db

Asked = Callable[[], Iterator[list[str]]]
_NOT_COUNTED = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")


@pytest.fixture
def asked(app: Flask) -> Asked:
    """Note the statements that the database is asked while something is done."""

    @contextmanager
    def note() -> Iterator[list[str]]:
        statements: list[str] = []

        def hear(_connection, _cursor, statement, *_rest) -> None:
            if not statement.startswith(_NOT_COUNTED):
                statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", hear)
        try:
            yield statements
        finally:
            event.remove(db.engine, "before_cursor_execute", hear)

    return note
