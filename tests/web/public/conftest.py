"""Fixtures for tests of public pages: a published register, and a look at what is asked of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from pledge_site.db import db
from pledge_site.web.edge.current import refresh
from tests.checking_client import CheckingClient
from tests.web.public import making


@pytest.fixture
def register(begin: Callable[..., None]) -> None:
    """The demonstration's pledges, published, and a snapshot of them."""
    begin(making.register)
    refresh()


@pytest.fixture
def reader(register: None, client: CheckingClient) -> CheckingClient:
    """A visitor of the published register."""
    return client


@pytest.fixture
def asked(app: Flask) -> Callable[[], Iterator[list[str]]]:
    """Note the statements that the database is asked while something is done."""

    @contextmanager
    def note() -> Iterator[list[str]]:
        statements: list[str] = []

        def hear(_connection, _cursor, statement, *_rest) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
                statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", hear)
        try:
            yield statements
        finally:
            event.remove(db.engine, "before_cursor_execute", hear)

    return note
