"""``flask demo``: load, accounts, totp."""

import contextvars
import json

import pytest
from passlib.totp import TOTP

from pledge_site.cli.demo import demo
from pledge_site.domain.demonstration import load, people
from pledge_site.kernel import clock


@pytest.fixture
def run(app, monkeypatch):
    first = next(each for each in load.scripts_of_pledges() if each["standing"] == "deposited")
    monkeypatch.setattr(load, "scripts_of_pledges", lambda: [first])
    monkeypatch.setattr(load, "scripts_of_joint_pledges", list)

    def invoke(*args):
        return app.test_cli_runner().invoke(demo, list(args))

    return invoke


def test_loading_fills_an_empty_database_once(run, folders):
    result = run("load", "--if-empty")
    assert result.output == f"Loaded 1 invented pledges and {len(people.PEOPLE)} people.\n"
    assert len(list((folders / "files" / "letters").iterdir())) == 1
    assert run("load", "--if-empty").output == "The demonstration is here already.\n"
    result = run("load")
    assert result.exit_code == 1
    assert "nothing was loaded" in result.output


def test_accounts_are_listed_for_people_and_programs(run):
    rows = json.loads(run("accounts", "--json").output)
    assert {"email", "password", "totp_secret", "role", "state"} == set(rows[0])
    ghana = next(row for row in rows if row["state"] == "GHA")
    assert ghana["role"] == "focal_point"
    listed = run("accounts").output
    assert all(row["email"] in listed and row["password"] in listed for row in rows)
    assert ghana["totp_secret"] not in listed


def test_totp_prints_the_code_of_the_moment(run):
    persona = people.PEOPLE[0]
    code = run("totp", persona.email).output.strip()
    assert TOTP(key=persona.totp_secret).match(code, time=clock.now())
    assert run("totp", "someone@example.org").exit_code == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"DEMO": "0"},
        {
            "APP_ENV": "production",
            "PUBLIC_BASE_URL": "https://example.org",
        },
    ],
)
def test_a_real_register_knows_nothing_of_it(run, make_app, environ):
    other = make_app(**environ).test_cli_runner()
    for command in ("load", "accounts", "totp"):
        args = [command, "x"] if command == "totp" else [command]
        result = contextvars.Context().run(other.invoke, demo, args)
        assert result.exit_code == 1
        assert "takes no demonstration" in result.output
