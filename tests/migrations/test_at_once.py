"""Several that migrate at once: one works, the others wait and find nothing to do."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, inspect, text

from pledge_site.settings import ROOT


def test_four_migrators_at_once_all_end_well(databases):
    url = databases.create("crowd")
    command = [Path(sys.executable).parent / "flask", "--app", "wsgi", "db", "upgrade"]
    environ = {**os.environ, "DATABASE_URL": url, "PYTHONWARNINGS": "ignore"}
    migrators = [
        subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(4)
    ]
    said = [each.communicate(timeout=120)[0].decode() for each in migrators]
    assert [each.returncode for each in migrators] == [0, 0, 0, 0], "\n".join(said)
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        assert len(inspect(connection).get_table_names()) > 1
    engine.dispose()
