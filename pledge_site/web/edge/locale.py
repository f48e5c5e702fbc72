"""The language of a request: the URL alone decides it. No cookie, no session, no account.

Where a URL has none (an unknown path), the page that says so is in what the browser asks for.
"""

from typing import Any

from flask import Flask, abort, current_app, g, has_request_context, request
from flask_babel import Babel

from pledge_site.kernel.languages import CODES, DEFAULT, LANGUAGES, Language
from pledge_site.settings import ROOT, Settings


def configure_locale(app: Flask, _settings: Settings) -> None:
    """Take the language from the URL, give it to every URL, and let Babel follow it."""
    Babel(
        app,
        default_locale=LANGUAGES[DEFAULT].locale,
        default_translation_directories=str(ROOT / "translations"),
        locale_selector=_locale_name,
    )
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)


def language() -> Language:
    """Return the language of this request; outside of one, English."""
    return LANGUAGES[_code()]


def preferred_language() -> str:
    """Return the code of the language that the browser asks for first, among ours."""
    return request.accept_languages.best_match(CODES) or DEFAULT


def _code() -> str:
    if not has_request_context():
        return DEFAULT
    if "lang" not in g:
        first, second = [*request.path.split("/", 3), "", ""][1:3]
        code = second if first in ("embed", "feeds") else first
        g.lang = code if code in LANGUAGES else preferred_language()
    code = g.lang
    return str(code)


def _locale_name() -> str:
    return language().locale


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is None or "lang" not in values:
        return
    if values["lang"] not in LANGUAGES:
        abort(404)
    g.lang = values.pop("lang")


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = _code()
