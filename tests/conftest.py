"""Fixtures that every test can use. What they are made of lives beside: databases.py, serving.py.

`app` runs a test on both databases, each time on a fresh one with an application context pushed.
`client` looks at every page it fetches; its requests don't see the context of the test.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from passlib.totp import AppWallet

from pledge_site import settings as settings_room
from pledge_site.app import create_app
from pledge_site.db import db
from pledge_site.domain.accounts import passwords
from pledge_site.kernel import clock as clock_room
from pledge_site.settings import Settings
from tests.checking_client import CheckingClient
from tests.databases import KINDS, Databases, PostgresDatabases, SqliteDatabases, let_go, migrate
from tests.keeping import Beginnings

pytest_plugins = ["tests.serving"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=(*KINDS, "both"), default="both", help="the databases to run on"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever asks for a database on each of them."""
    if "database_kind" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--database")
    kinds = KINDS if chosen == "both" else (chosen,)
    mark = metafunc.definition.get_closest_marker("database")
    if mark:
        kinds = tuple(kind for kind in kinds if kind in mark.args)
    metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.fixture(scope="session", autouse=True)
def cheap_secrets() -> None:
    """Hash passwords and seal second factors with little work: what is tested is not the cost."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    AppWallet.encrypt_cost = 4


@pytest.fixture(scope="session")
def postgres_folder(testrun_uid: str) -> Path:
    """Where the processes of one run keep their PostgreSQL.

    Not below pytest's own folder: as root, the server runs as a user who may not look in there.
    """
    return Path(tempfile.gettempdir()) / f"pledge-postgresql-{testrun_uid[:12]}"


@pytest.fixture(scope="session")
def all_databases(
    tmp_path_factory: pytest.TempPathFactory, postgres_folder: Path, worker_id: str
) -> Iterator[dict[str, Databases]]:
    """Where to make databases, by kind. Nothing is started before it is used."""
    made: dict[str, Databases] = {
        "sqlite": SqliteDatabases(tmp_path_factory.mktemp("sqlite")),
        "postgresql": PostgresDatabases(postgres_folder, worker_id),
    }
    yield made
    for each in made.values():
        each.close()


@pytest.fixture(scope="session")
def databases(database_kind: str, all_databases: dict[str, Databases]) -> Databases:
    """Where to make databases of the kind that the test runs on."""
    return all_databases[database_kind]


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the application under test keeps ``files`` and ``mail``; emptied for each test."""
    return tmp_path_factory.mktemp("folders")


@pytest.fixture(scope="session")
def settings_for(folders: Path) -> Callable[..., Settings]:
    """Make settings for a database URL; further environment variables by name."""

    def make(database_url: str, **environ: str) -> Settings:
        return settings_room.read(
            {
                "APP_ENV": "test",
                "DATABASE_URL": database_url,
                "FILES_URL": str(folders / "files"),
                "MAIL_URL": str(folders / "mail"),
                "PUBLIC_BASE_URL": "http://localhost",
                "SECRET_KEY": "a secret that only the tests know about",
                "SECOND_FACTOR_KEY": "another secret that only tests know",
                **environ,
            }
        )

    return make


@pytest.fixture(scope="session")
def template(databases: Databases, settings_for: Callable[..., Settings]) -> str:
    """The name of a database with the newest schema and no rows, to be copied."""
    migrate(create_app(settings_for(databases.create("template"))))
    return "template"


@pytest.fixture(scope="session")
def shared_app(
    databases: Databases, settings_for: Callable[..., Settings], template: str
) -> Iterator[Flask]:
    """The application on the database of this process. Tests use `app`."""
    app = create_app(settings_for(databases.url("register")))
    yield app
    let_go(app)


@pytest.fixture
def fresh_database(databases: Databases, shared_app: Flask, template: str, folders: Path) -> str:
    """The URL of an empty database with the newest schema; the folders are empty too."""
    let_go(shared_app)
    for name in ("files", "mail"):
        shutil.rmtree(folders / name, ignore_errors=True)
        (folders / name).mkdir()
    return databases.refresh(template, "register")


@pytest.fixture
def app(shared_app: Flask, fresh_database: str) -> Iterator[Flask]:
    """The application, its context pushed, on a fresh database; both databases in turn.

    What the application keeps in memory is forgotten first: every extension in `app.extensions`
    that has a method `forget` or `reset` without arguments is asked to.
    """
    _forget(shared_app)
    with shared_app.app_context():
        yield shared_app
        db.session.remove()


@pytest.fixture(scope="session")
def beginnings(
    databases: Databases, folders: Path, tmp_path_factory: pytest.TempPathFactory
) -> Beginnings:
    """What tests began with so far."""
    return Beginnings(databases, folders, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def begin(app: Flask, beginnings: Beginnings) -> Callable[[Callable[[], Any]], Any]:
    """Begin with what a function makes in an empty register: made once, then brought back."""
    return partial(beginnings.begin, app)


def _forget(app: Flask) -> None:
    for extension in list(app.extensions.values()):
        for each in extension if isinstance(extension, set) else (extension,):
            forget = getattr(each, "forget", None) or getattr(each, "reset", None)
            if callable(forget):
                forget()


@pytest.fixture
def make_app(
    settings_for: Callable[..., Settings], fresh_database: str
) -> Iterator[Callable[..., Flask]]:
    """Make an application with other settings, by environment variable, on the same database."""
    made: list[Flask] = []

    def make(**environ: str) -> Flask:
        app = create_app(settings_for(fresh_database, **environ))
        app.test_client_class = CheckingClient
        made.append(app)
        return app

    yield make
    for app in made:
        let_go(app)


@pytest.fixture
def make_client(app: Flask) -> Callable[[], CheckingClient]:
    """Make a client with a cookie jar of its own: one for each person in a test."""
    app.test_client_class = CheckingClient
    return app.test_client  # type: ignore[return-value]


@pytest.fixture
def client(make_client: Callable[[], CheckingClient]) -> CheckingClient:
    """A visitor who isn't signed in."""
    return make_client()


class MovedClock:
    """The clock of a test: it runs on, from where it was put."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def forward(self, **span: float) -> datetime:
        """Move on by days, hours, minutes, seconds; say what time it is then."""
        self._stack.enter_context(clock_room.moved(timedelta(**span)))
        return clock_room.now()

    def set(self, moment: datetime) -> datetime:
        """Move to a moment (aware)."""
        self._stack.enter_context(clock_room.moved(moment - clock_room.now()))
        return clock_room.now()


@pytest.fixture
def clock() -> Iterator[MovedClock]:
    """Move the clock; it is put back after the test."""
    with ExitStack() as stack:
        yield MovedClock(stack)
