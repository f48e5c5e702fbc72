"""How a workshop that comes from a device is read: strict JSON of one shape, or nothing of it.

What is wrong with an answer a person gave is told at its field; that is the domain's. Here a body
is refused that no page of ours sends.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask import abort

from pledge_site.domain.workshops.bands import SCOPES
from pledge_site.domain.workshops.facts import Codes, Said
from pledge_site.kernel import text
from pledge_site.web.edge import tongues

# The sign of a key: 128 random bits. Two things under one key are no two things.
_KEY = re.compile(r"[0-9a-f]{32}")
_FACTS: dict[str, type] = {
    **dict.fromkeys(
        ("key", "country", "month", "language", "age_band", "size_band", "method", "partner"), str
    ),
    **dict.fromkeys((*SCOPES, "attested"), bool),
    "consent_until": str,
}
_CODES: dict[str, type] = dict.fromkeys(Codes._fields, str)
_SAID: dict[str, type] = {
    **dict.fromkeys(
        ("key", "kind", "language", "words", "translation_language", "translation"), str
    ),
    "is_harm": bool,
}


class Sent(NamedTuple):
    """A workshop as a device sends it."""

    facts: dict[str, Any]
    codes: Codes
    said: list[Said]


def read(body: bytes) -> Sent:
    """Read a workshop; a body of any other shape is answered with 400."""
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        abort(400)
    given = _shaped(found, {"facts": dict, "codes": dict, "said": list})
    said = [_said(each) for each in given["said"]]
    keys = [each.key for each in said]
    if len(set(keys)) < len(keys) or not all(_KEY.fullmatch(key) for key in keys):
        abort(400)
    return Sent(_facts(given["facts"]), Codes(**_shaped(given["codes"], _CODES)), said)


def _facts(given: Any) -> dict[str, Any]:
    values = {
        name: text.clean(value) if isinstance(value, str) else value
        for name, value in _shaped(given, _FACTS).items()
    }
    return {
        **values,
        "partner": values["partner"].upper(),
        "language": tongues.code_of(values["language"]),
        "consent_until": _day(values["consent_until"]),
        "origin": "device",
    }


def _said(given: Any) -> Said:
    values = _shaped(given, _SAID)
    if not values["translation"].strip():
        values["translation_language"] = ""
    return Said(**{**values, "language": tongues.code_of(values["language"])})


def _shaped(given: Any, shape: Mapping[str, type]) -> dict[str, Any]:
    if not isinstance(given, dict) or set(given) != set(shape):
        abort(400)
    if any(type(given[name]) is not kind for name, kind in shape.items()):
        abort(400)
    return dict(given)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _day(value: str) -> date:
    """Return a day as it was typed; what is none lies so far back that no rule takes it."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return date.min
