"""How a form about people is read and answered: what was typed, and every fault in words.

The words themselves are in `sentences.py`.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import Response, current_app, make_response, render_template, request
from flask_babel import ngettext

from pledge_site.domain.accounts.keys import Keys
from pledge_site.kernel.refusals import Refused
from pledge_site.settings import Settings
from pledge_site.web.edge.sentences import FAULTS, fault_words, sentence_of


def say(code: str, retry_after: int = 0) -> str:
    """Put a code into a sentence in the language of the page.

    :param retry_after: seconds, for `throttled`.
    """
    if code == "throttled":
        minutes = -(-retry_after // 60)
        return ngettext(
            "Too many tries. Try again in %(num)s minute.",
            "Too many tries. Try again in %(num)s minutes.",
            minutes,
        )
    return fault_words(code) if code in FAULTS else sentence_of(Refused(code))


@dataclass(slots=True)
class Problems:
    """What is wrong with a form: sentences by field, in the order in which the fields stand."""

    by_field: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_field)

    def add(self, name: str, code: str, retry_after: int = 0) -> None:
        """Add what is wrong with a field; the empty name is for the whole form."""
        self.by_field.setdefault(name, []).append(say(code, retry_after))

    def take(self, faults: dict[str, list[str]]) -> None:
        """Add the faults that the domain names."""
        for name, codes in faults.items():
            for code in codes:
                self.add(name, code)

    def of(self, name: str) -> list[str]:
        """List what is wrong with a field, for its macro."""
        return self.by_field.get(name, [])

    def listed(self) -> list[tuple[str, str]]:
        """List everything for the summary on top: the field's id and the sentence."""
        return [(name, line) for name, lines in self.by_field.items() for line in lines]


def typed(name: str) -> str:
    """Return what was typed into a field; one given twice was refused before (`params.py`)."""
    return request.form.get(name, "")


def keys() -> Keys:
    """Return the secrets of the settings."""
    settings: Settings = current_app.config["SETTINGS"]
    return Keys(secret=settings.secret_key, second_factor=settings.second_factor_key)


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Render a page with a status."""
    return make_response(render_template(template, **values), status)


def too_many(response: Response, retry_after: int) -> Response:
    """Turn an answer into 429, with the seconds to wait."""
    response.status_code = 429
    response.headers["Retry-After"] = str(retry_after)
    return response
