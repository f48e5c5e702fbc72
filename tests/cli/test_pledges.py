"""``flask pledges``: prepare, import, export."""

import contextvars

import pytest

from pledge_site.cli.pledges import pledges
from pledge_site.db import write
from pledge_site.domain.campaigns import queries, seeds
from pledge_site.domain.snapshots import service as snapshots
from pledge_site.kernel import clock

HEAD = "campaign,state,standing,date,title,source\n"


@pytest.fixture
def run(app):
    def invoke(*args):
        return app.test_cli_runner().invoke(pledges, list(map(str, args)))

    return invoke


def test_prepare_lays_out_a_database_once(run):
    for _ in range(2):
        result = run("prepare")
        assert result.exit_code == 0, result.output
        assert "a demonstration; its current campaign is sid-2027" in result.output
    assert len(queries.everything()) == 2


def test_prepare_refuses_a_database_of_the_other_side(run, make_app):
    assert run("prepare").exit_code == 0
    other = make_app(DEMO="0").test_cli_runner()
    # Without the context of the test, which belongs to the first application.
    result = contextvars.Context().run(other.invoke, pledges, ["prepare"])
    assert result.exit_code == 1
    assert "installation.other_side" in result.output


def test_importing_twice_says_that_nothing_changed(run, tmp_path):
    run("prepare")
    result = run("import", seeds.ENDORSEMENTS)
    assert result.output == "Nothing to do: all 46 rows are here already.\n"
    more = tmp_path / "more.csv"
    more.write_text(HEAD + "bogota-2024,GHA,announced,2024-11-08,a,b\n", encoding="utf-8")
    assert run("import", more, "--dry-run").output.startswith("Would import 1; 0 are here already.")
    assert run("import", more).output.startswith("Imported 1;")
    assert run("import", more).output.startswith("Nothing to do")


def test_every_bad_row_is_named_with_its_line(run, tmp_path):
    run("prepare")
    bad = tmp_path / "bad.csv"
    bad.write_text(
        HEAD + "bogota-2024,XXX,announced,2024-11-08,a,b\nlima,GHA,said,1999-02-30,a,b\n",
        encoding="utf-8",
    )
    result = run("import", bad)
    assert result.exit_code == 1
    assert "bad.csv, line 2: “XXX” is not the three-letter code" in result.output
    assert "bad.csv, line 3: standing “said”" in result.output
    assert "bad.csv, line 3: 1999-02-30 is not in the calendar" in result.output
    assert "3 faults; nothing was imported." in result.output
    assert run("import", tmp_path / "missing.csv").exit_code == 2


def test_export_writes_what_is_public(run):
    run("prepare")
    with write():
        snapshots.publish(clock.now())
    lines = run("export").output.splitlines()
    assert len(lines) == 1 + 46
    assert lines[1].split(",")[2:5] == ["false", "bogota-2024", "AND"]


def test_export_without_a_snapshot_says_so(run):
    result = run("export")
    assert result.exit_code == 1
    assert "no snapshot yet" in result.output
