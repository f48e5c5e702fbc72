"""The migrations make the tables that the models describe, and come down with rows in them."""

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text

from pledge_site.db import db
from pledge_site.domain.search.models import is_ours
from pledge_site.settings import ROOT
from tests.databases import migrate

FOLDER = str(ROOT / "migrations")
_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}


def triggers() -> dict[str, str]:
    """Return every trigger of the database by name, with what it does."""
    rows = db.session.execute(text(_TRIGGERS[db.engine.dialect.name])).all()
    db.session.remove()
    return {name: " ".join(body.split()) for name, body in rows}


def counted() -> dict[str, int]:
    """Return how many rows each table holds."""
    rows = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
    }
    db.session.remove()
    return rows


@pytest.fixture
def made_by_models(databases, make_app):
    """Make an application whose database was made from the models, without a migration."""
    app = make_app(DATABASE_URL=databases.create("models"))
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()


def test_models_and_migrations_agree(app):
    with db.engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, db.metadata) == []


def test_migrations_make_the_triggers_of_the_models(app, made_by_models):
    with made_by_models.app_context():
        declared = triggers()
    with app.app_context():
        assert triggers() == declared


def test_checks_of_the_models_are_in_the_database(app):
    inspector = inspect(db.engine)
    declared = {
        (table.name, str(check.name))
        for table in db.metadata.sorted_tables
        for check in table.constraints
        if type(check).__name__ == "CheckConstraint"
    }
    held = {
        (name, str(check["name"]))
        for name in inspector.get_table_names()
        for check in inspector.get_check_constraints(name)
    }
    assert declared - held == set()


def test_migrations_go_down_and_up_with_rows(app):
    done = app.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code == 0, done.output
    assert sum(counted().values()) > 0
    flask_migrate.downgrade(directory=FOLDER, revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade(directory=FOLDER)
    assert set(counted().values()) == {0}


def test_a_second_upgrade_changes_nothing(app):
    before = inspect(db.engine).get_table_names()
    migrate(app)
    assert inspect(db.engine).get_table_names() == before


@pytest.mark.database("sqlite")
def test_the_folder_of_a_new_database_is_made(make_app, tmp_path):
    path = tmp_path / "var" / "demonstration" / "register.sqlite"
    migrate(make_app(DATABASE_URL=f"sqlite:///{path}"))
    assert path.exists()


def test_there_is_one_newest_revision():
    heads = list((ROOT / "migrations" / "versions").glob("*.py"))
    assert heads, "no revision yet"
