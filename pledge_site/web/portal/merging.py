"""Two people at one form: what each has changed since they opened it, and what both changed.

A form carries what stood when it was opened (``base``), packed. So what only one of the two has
changed is taken without asking; for the rest the page of `conflict.py` lets one choose, and what is
chosen comes back here. Values are as a browser sends them: a list of texts for each field.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Collection
from typing import NamedTuple

from flask import request
from werkzeug.datastructures import MultiDict

from pledge_site.kernel import text
from pledge_site.web.edge.reading import typed
from pledge_site.web.portal.asking import PortalForm, carried, is_file

Values = dict[str, list[str]]
Together = Callable[[str], str]
"""Names what a field is chosen together with, such as the clause of an answer."""

THEIRS, MINE, BOTH = "theirs", "mine", "both"
# Characters that a packed form may hold: more than any form of the portal.
_MOST = 400_000


class Merged(NamedTuple):
    """What two people's forms come to; `both` are the keys of what each changed differently."""

    values: Values
    both: list[str]


def values_of(form: PortalForm) -> Values:
    """Return what a form holds, its file left out."""
    found: Values = {field.name: [] for field in form.fields() if not is_file(field)}
    for name, value in carried(form):
        found[name].append(value)
    return found


def pack(values: Values) -> str:
    """Write values so that they fit into one hidden field."""
    plain = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(zlib.compress(plain, 6)).decode()


def unpack(packed: str) -> Values | None:
    """Read what `pack` wrote; None for anything else, since a browser may send what it likes."""
    try:
        raw = base64.b64decode(packed.encode("ascii"), altchars=b"-_", validate=True)
        plain = zlib.decompressobj().decompress(raw, 4 * _MOST).decode()
        found = json.loads(plain)
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        return None
    return found if _is_values(found) else None


def _is_values(found: object) -> bool:
    if not isinstance(found, dict):
        return False
    lists = [each for each in found.values() if isinstance(each, list)]
    texts = [value for each in lists for value in each if isinstance(value, str)]
    return (
        len(lists) == len(found)
        and len(texts) == sum(map(len, lists))
        and not any(text.fault(each) in ("text.surrogate", "text.control") for each in texts)
    )


def units(names: Collection[str], together: Together) -> dict[str, list[str]]:
    """Group fields by what they are chosen together with, in the order of the page."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(together(name), []).append(name)
    return found


def merge(base: Values | None, theirs: Values, mine: Values, together: Together) -> Merged:
    """Bring together what two people made of one form.

    :param base: what both began with, if it is known.
    """
    merged, both = dict(mine), []
    for key, names in units(list(mine), together).items():
        was, they, i = (_cut(each, names) for each in (base, theirs, mine))
        if was is not None and i == was:
            merged.update(zip(names, they or [], strict=True))
        elif i != they and (was is None or they != was):
            both.append(key)
    return Merged(merged, both)


def _cut(values: Values | None, names: list[str]) -> list[list[str]] | None:
    if values is None or not all(name in values for name in names):
        return None
    return [values[name] for name in names]


def take(form: PortalForm, values: Values) -> None:
    """Let a form hold these values, as if they had been sent."""
    sent = MultiDict(
        [(name, value) for name, value in request.form.items(multi=True) if name not in values]
    )
    for name, several in values.items():
        sent.setlist(name, several)
    form.process(sent)


def asked_before(form: PortalForm) -> Values:
    """Return what had been typed where a choice was asked for; nothing on other pages."""
    known = values_of(form)
    found = unpack(typed("mine")) or {}
    return {name: value for name, value in found.items() if name in known}


def chosen(key: str) -> str:
    """Return what was chosen for a key, or nothing."""
    choice = typed(f"keep_{key}")
    return choice if choice in (THEIRS, MINE, BOTH) else ""


def settle(form: PortalForm, together: Together) -> list[str]:
    """Let a form hold what was chosen; return the keys for which the choice isn't clear.

    It isn't when nothing is chosen, or when one's own text was written on and yet another is taken.
    """
    before, seen, held = asked_before(form), unpack(typed("base")) or {}, values_of(form)
    result, unclear = dict(held), []
    for key, names in units(list(before), together).items():
        choice = chosen(key)
        source = {THEIRS: seen, MINE: before, BOTH: held}.get(choice)
        is_written_on = choice == MINE and any(held[name] != before[name] for name in names)
        if source is None or is_written_on or not all(name in source for name in names):
            unclear.append(key)
            continue
        result.update({name: source[name] for name in names})
    if before and not unclear:
        take(form, result)
    return unclear
