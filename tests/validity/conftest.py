"""Fixtures of what is valid: all that the public side serves of a published register, read once."""

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import _forget
from tests.databases import Databases, let_go
from tests.validity.served import Served, everything
from tests.web.public import making


@pytest.fixture(scope="module")
def served(shared_app: Flask, databases: Databases, template: str, folders: Path) -> list[Served]:
    """All that is public, each with its address; the register is the demonstration's."""
    let_go(shared_app)
    databases.refresh(template, "register")
    _forget(shared_app)
    with shared_app.app_context():
        making.register()
        making.amend("CHL", message="Más lejos.")
        making.kit()
        return list(everything(shared_app))
