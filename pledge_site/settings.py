"""The settings, read once from the environment. A bad one stops the start and is named."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
_DEFAULT_SECRET = "development-only-secret-key-not-for-production"  # noqa: S105
# Digits: some thirty years.
_LONGEST_OFFSET = 9
_KINDS = ("development", "test", "production")


class BadSetting(SystemExit):
    """A setting that the program can't start with. Printed as one line, exit code 2."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(f"setting {name}: {why}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the outside decides. Folders are absolute; sizes in bytes; times in seconds."""

    env: str
    database_url: str
    secret_key: str
    second_factor_key: str
    public_base_url: str
    files_url: str
    mail_url: str
    redis_url: str | None
    trusted_hops: int
    web_concurrency: int
    read_only: bool
    live_max_viewers: int
    demonstration: bool
    sentry_dsn: str | None
    register_key_file: str | None
    backup_key_file: str | None
    # Seconds by which the clock is moved; None: this is no rehearsal.
    rehearsal_offset: int | None = None

    @property
    def is_production(self) -> bool:
        return self.env == "production"


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    :raises BadSetting: a value is missing, malformed or not safe for production.
    """
    source = os.environ if environ is None else environ
    settings = Settings(
        env=_one_of(source, "APP_ENV", _KINDS, "development"),
        database_url=_database(source),
        secret_key=source.get("SECRET_KEY", _DEFAULT_SECRET),
        second_factor_key=source.get("SECOND_FACTOR_KEY", _DEFAULT_SECRET),
        public_base_url=_web_address(source, "PUBLIC_BASE_URL", "http://127.0.0.1:8000"),
        files_url=_place(source, "FILES_URL", "files", ("s3",)),
        mail_url=_place(source, "MAIL_URL", "mail", ("smtp", "smtps")),
        redis_url=source.get("REDIS_URL") or None,
        trusted_hops=_number(source, "TRUSTED_HOPS", 0, 0, 5),
        web_concurrency=_number(source, "WEB_CONCURRENCY", 1, 1, 64),
        read_only=_switch(source, "READ_ONLY", False),
        live_max_viewers=_number(source, "LIVE_MAX_VIEWERS", 40, 0, 100_000),
        demonstration=_demonstration(source),
        sentry_dsn=source.get("SENTRY_DSN") or None,
        register_key_file=source.get("REGISTER_KEY_FILE") or None,
        backup_key_file=source.get("BACKUP_KEY_FILE") or None,
        rehearsal_offset=_rehearsal(source),
    )
    for name in ("SECRET_KEY", "SECOND_FACTOR_KEY"):
        if len(getattr(settings, name.lower())) < 32:
            raise BadSetting(name, "is shorter than 32 characters")
    if settings.is_production:
        _hold_to_production(settings)
    if settings.rehearsal_offset is not None:
        _hold_to_rehearsal(settings)
    return settings


def _hold_to_production(settings: Settings) -> None:
    for name in ("SECRET_KEY", "SECOND_FACTOR_KEY"):
        if getattr(settings, name.lower()) == _DEFAULT_SECRET:
            raise BadSetting(name, "is the default one; production needs a secret of its own")
    if settings.demonstration:
        raise BadSetting("DEMO", "is on; production refuses a demonstration")
    if settings.secret_key == settings.second_factor_key:
        raise BadSetting("SECOND_FACTOR_KEY", "is the same as SECRET_KEY")
    if not settings.public_base_url.startswith("https://"):
        raise BadSetting("PUBLIC_BASE_URL", "is not https; production needs it")


def _hold_to_rehearsal(settings: Settings) -> None:
    """Let the clock be moved on a copy alone: it says so in its name, and mails nobody."""
    name = "REHEARSAL_OFFSET"
    if settings.is_production:
        raise BadSetting(name, "is set; production keeps the real time")
    if "rehearsal" not in urlsplit(settings.database_url).path.rpartition("/")[2]:
        raise BadSetting(name, "is set, but DATABASE_URL names no database called …rehearsal…")
    if urlsplit(settings.mail_url).scheme or urlsplit(settings.files_url).scheme:
        raise BadSetting(name, "is set; a rehearsal's mails and files go to a folder")


def _rehearsal(source: Mapping[str, str]) -> int | None:
    text = source.get("REHEARSAL_OFFSET", "")
    if not text:
        return None
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _LONGEST_OFFSET:
        raise BadSetting("REHEARSAL_OFFSET", "is not a whole number of seconds")
    return int(text)


def _number(source: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = source.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise BadSetting(name, f"is not a whole number from {least} to {most}")
    return int(text)


def _switch(source: Mapping[str, str], name: str, default: bool) -> bool:
    text = source.get(name, "1" if default else "0").lower()
    if text in ("1", "true", "yes"):
        return True
    if text in ("0", "false", "no", ""):
        return False
    raise BadSetting(name, "is neither 1 nor 0")


def _one_of(source: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    text = source.get(name, default)
    if text not in known:
        raise BadSetting(name, f"is none of {', '.join(known)}")
    return text


def _web_address(source: Mapping[str, str], name: str, default: str) -> str:
    text = source.get(name, default).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise BadSetting(name, "is not an address such as https://example.org")
    return text


def _demonstration(source: Mapping[str, str]) -> bool:
    return _switch(source, "DEMO", source.get("APP_ENV") != "production")


def _house(source: Mapping[str, str]) -> Path:
    """Return the folder of the demonstration or of the real register: they never share one."""
    return ROOT / "var" / ("demonstration" if _demonstration(source) else "register")


def _database(source: Mapping[str, str]) -> str:
    text = source.get("DATABASE_URL") or f"sqlite:///{_house(source) / 'register.sqlite'}"
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL", "is neither sqlite:///… nor postgresql+psycopg://…")
    return text


def _place(source: Mapping[str, str], name: str, default: str, schemes: tuple[str, ...]) -> str:
    text = source.get(name) or str(_house(source) / default)
    scheme = urlsplit(text).scheme
    if scheme and scheme not in schemes:
        known = " or ".join(f"{each}://…" for each in schemes)
        raise BadSetting(name, f"is neither a folder nor {known}")
    return text if scheme else str(Path(text).absolute())
