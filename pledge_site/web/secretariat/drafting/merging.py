"""Two people's words for the same fields: what one alone has changed is taken. Pure.

A form carries a fingerprint of each field as it was when the form was opened, so that who changed
what can be told later without keeping every state.
"""

import hashlib
import json
from collections.abc import Mapping

Values = Mapping[str, str]


def pack(values: Values) -> str:
    """Return the fingerprints of fields, to be carried by their form."""
    return json.dumps({name: _print(words) for name, words in values.items()})


def merge(was: str, theirs: Values, mine: Values) -> tuple[dict[str, str], list[str]]:
    """Return the fields put together, and the names of those that both have changed.

    Of those, what was typed is kept in its field: it is for its writer to decide.

    :param was: what `pack` made when the form was opened; what can't be read counts as changed.
    """
    known = _unpack(was)
    merged, clashes = {}, []
    for name, typed in mine.items():
        stands = theirs.get(name, "")
        merged[name] = typed
        if typed == stands or known.get(name) == _print(stands):
            continue
        if known.get(name) == _print(typed):
            merged[name] = stands
        else:
            clashes.append(name)
    return merged, clashes


def _print(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _unpack(was: str) -> dict[str, str]:
    try:
        found = json.loads(was)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
