"""A good environment is read; a bad one stops the start with one line that names the setting."""

import os
import subprocess
import sys

import pytest

from pledge_site.settings import ROOT, BadSetting, read

PRODUCTION = {
    "APP_ENV": "production",
    "SECRET_KEY": "s" * 40,
    "SECOND_FACTOR_KEY": "f" * 40,
    "PUBLIC_BASE_URL": "https://pledge.example.org",
    "DEMO": "0",
}


def test_nothing_at_all_makes_a_demonstration_below_var():
    settings = read({})
    assert (settings.env, settings.demonstration) == ("development", True)
    assert settings.database_url == f"sqlite:///{ROOT}/var/demonstration/register.sqlite"
    assert settings.files_url.startswith(str(ROOT / "var"))


def test_a_real_register_shares_no_file_with_the_demonstration():
    real, shown = read({"DEMO": "0"}), read({"DEMO": "1"})
    for name in ("database_url", "files_url", "mail_url"):
        assert getattr(real, name) != getattr(shown, name)


def test_production_starts_with_secrets_of_its_own():
    assert read(PRODUCTION).is_production


def test_production_is_no_demonstration_unless_told():
    environ = {key: value for key, value in PRODUCTION.items() if key != "DEMO"}
    assert not read(environ).demonstration


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("APP_ENV", "prod"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "postgresql://x/y"),
        ("DEMO", "maybe"),
        ("FILES_URL", "ftp://x"),
        ("LIVE_MAX_VIEWERS", "-1"),
        ("LIVE_MAX_VIEWERS", "many"),
        ("MAIL_URL", "http://x"),
        ("PUBLIC_BASE_URL", "pledge.example.org"),
        ("PUBLIC_BASE_URL", "https://pledge.example.org/site"),
        ("READ_ONLY", "perhaps"),
        ("SECOND_FACTOR_KEY", "short"),
        ("SECRET_KEY", "short"),
        ("TRUSTED_HOPS", "9"),
        ("TRUSTED_HOPS", "١"),
        ("WEB_CONCURRENCY", "0"),
    ],
)
def test_a_bad_value_is_named(name, value):
    with pytest.raises(BadSetting) as refusal:
        read({name: value})
    assert refusal.value.name == name
    assert str(refusal.value).startswith(f"setting {name}: ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECOND_FACTOR_KEY", None),
        ("SECOND_FACTOR_KEY", "s" * 40),
        ("PUBLIC_BASE_URL", "http://pledge.example.org"),
        ("DEMO", "1"),
    ],
)
def test_production_refuses_what_is_not_safe(name, value):
    environ = {key: kept for key, kept in {**PRODUCTION, name: value}.items() if kept is not None}
    with pytest.raises(BadSetting) as refusal:
        read(environ)
    assert refusal.value.name == name


def test_a_bad_setting_stops_the_program_with_one_line():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "import wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TRUSTED_HOPS": "many"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.strip() == "setting TRUSTED_HOPS: is not a whole number from 0 to 5"


@pytest.mark.parametrize(
    "environ",
    [
        {"DATABASE_URL": "sqlite:////data/register.sqlite"},
        {"DATABASE_URL": "sqlite:////rehearsal/register.sqlite"},
        {"DATABASE_URL": "postgresql+psycopg://x:rehearsal@host/register"},
        {"DATABASE_URL": "sqlite:////data/rehearsal.sqlite", "MAIL_URL": "smtp://mail"},
        {"DATABASE_URL": "sqlite:////data/rehearsal.sqlite", "FILES_URL": "s3://files"},
        {"DATABASE_URL": "sqlite:////data/rehearsal.sqlite", "REHEARSAL_OFFSET": "soon"},
        {**PRODUCTION, "DATABASE_URL": "postgresql+psycopg://x@host/rehearsal"},
    ],
)
def test_the_clock_is_moved_on_a_copy_alone(environ):
    with pytest.raises(BadSetting) as no:
        read({"REHEARSAL_OFFSET": "-60", **environ})
    assert no.value.name == "REHEARSAL_OFFSET"


def test_a_rehearsal_is_one_by_its_database_and_its_offset():
    url = "postgresql+psycopg://x@host/pledge_rehearsal"
    found = read({"REHEARSAL_OFFSET": "-60", "DATABASE_URL": url})
    assert found.rehearsal_offset == -60
    assert read({}).rehearsal_offset is None
